import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { ruleTemplate } from '../../src/cli/rules-new-template.ts';
import { judgeRule } from '../../src/engine/judge-rule.ts';
import type { Kind } from '../../src/model/kind.ts';
import { attributesOf, kinds } from '../../src/model/kinds/index.ts';
import { formatProblem } from '../../src/model/user-error.ts';
import { inspectRules } from '../../src/rules/check-rules.ts';
import { runExamples } from '../../src/rules/run-examples.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { catalogue } from '../rules/sound-rule.ts';
import { run, withFolder } from './run.ts';

const [clause] = catalogue;

describe('rules new', () => {
  for (const kind of Object.values<Kind>(kinds)) {
    it(`begins a rule for ${kind.name} that holds by itself and lists all there is to read`, () => {
      assert.ok(clause);
      const id = `${kind.service}/thing-holds`;
      const made = { id, kind, clause, clauseReason: 'Why.', schema: 'rule.schema.json', test: 'test' };
      const text = ruleTemplate(made);
      const { rules, problems } = inspectRules([{ id, path: 'rules/x.yaml', text }], catalogue);
      assert.deepEqual(problems.map(formatProblem), []);
      const [rule] = rules;
      assert.ok(rule);
      const { examples, uncovered } = runExamples(rule, judgeRule);
      assert.deepEqual(examples.flatMap((one) => one.problems).map(formatProblem), []);
      assert.deepEqual(uncovered, []);
      assert.deepEqual(
        examples.map(({ verdict }) => verdict),
        ['pass', 'fail', 'unknown'],
      );
      for (const name of [...Object.keys(attributesOf(kind)), ...Object.keys(kind.relations)])
        assert.ok(text.includes(`#   resource.${name} `), name);
      assert.doesNotMatch(text, /TODO|FIXME|undefined/);
      assert.deepEqual(
        text.split('\n').filter((line) => line.length > 130),
        [],
      );
    });
  }

  const made: [title: string, argv: string[], has: RegExp][] = [
    ['takes the only kind of the folder', ['sqs/queue-is-named'], /applies-to: sqs-queue\n/],
    ['takes the kind that the name begins with', ['rds/cluster-waits'], /applies-to: rds-cluster\n/],
    [
      'takes the attribute that the name speaks of',
      ['rds/instance-backup-is-long'],
      /that: resource\.backupRetentionDays >=/,
    ],
    [
      'asks for what is off where the name denies',
      ['ecs/service-allows-no-shell'],
      /that: "!resource\.executeCommand"\n/,
    ],
    [
      'takes the clause that rules of the kind serve',
      ['sqs/queue-is-named'],
      /requirements: \[(SEC-5|IAM-2)\] # /,
    ],
    ['takes the named clause', ['sqs/queue-is-named', '--clause', 'DR-1'], /requirements: \[DR-1\]/],
    ['takes the named kind', ['house/name-holds', '--kind', 'vpc'], /applies-to: vpc\n/],
    [
      'names the schema of the package',
      ['sqs/queue-is-named'],
      /^# yaml-language-server: \$schema=\.\.\/\.\.\/node_modules\/caja-policy\/dist\/schemas\/rule\.schema\.json\n/,
    ],
  ];
  for (const [title, argv, has] of made) {
    it(title, () =>
      withFolder(async (cwd) => {
        const { code, stdout, stderr } = await run(['rules', 'new', ...argv], { cwd });
        assert.equal(code, 0, stderr);
        assert.match(await readFile(join(cwd, stdout.trim()), 'utf8'), has);
        const test = await run(['rules', 'test', argv[0] ?? '', '--rules', 'rules'], { cwd });
        assert.deepEqual([test.code, test.stdout], [0, '']);
        assert.match(stderr, /caja-policy rules test \S+ --watch --rules rules/);
      }),
    );
  }

  const refused: [argv: string[], says: RegExp][] = [
    [['Queue Is Named'], /queue-is-named: a rule id is|a rule id is small words/],
    [['sqs/QueueIsNamed'], /Did you mean `sqs\/queue-is-named`\?/],
    [['sqs/queue_is_named.yaml'], /Did you mean `sqs\/queue-is-named`\?/],
    [['../../etc/passwd'], /a rule id is small words/],
    [
      ['rds/is-named'],
      /rules of rds may be about several kinds\n {2}Add --kind: .*rds-cluster, rds-instance/,
    ],
    [['house/is-named'], /no kind of resource belongs to `house`\n {2}Add --kind: account, .*web-acl/],
    [
      ['sqs/queue-is-named', '--kind', 'sqs-queues'],
      /--kind: there is no kind `sqs-queues`\n {2}Did you mean `sqs-queue`\?/,
    ],
    [['sqs/queue-is-named', '--kind', 'any'], /a rule for any resource cannot be begun so/],
    [['sqs/queue-is-named', '--clause', 'DR-11'], /there is no requirement `DR-11`\n {2}Did you mean `DR-1/],
    [['sqs/queue-encrypts'], /the tool has a rule of that id already/],
    [['sqs/queue-is-named', '--rules', 'a', '--rules', 'b'], /a new rule goes into one folder/],
  ];
  for (const [argv, says] of refused) {
    it(`refuses ${argv.join(' ')}`, () =>
      withFolder(async (cwd) => {
        const { code, stdout, stderr } = await run(['rules', 'new', ...argv], { cwd });
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, says);
        assert.ok(!existsSync(join(cwd, 'rules')));
      }));
  }

  it('never writes over a file', () =>
    withFolder(async (cwd) => {
      const argv = ['rules', 'new', 'sqs/queue-is-named', '--rules', 'house'];
      const file = join(cwd, 'house/sqs/queue-is-named.yaml');
      await run(argv, { cwd });
      await writeFile(file, 'mine');
      const { code, stderr } = await run(argv, { cwd });
      assert.equal(code, 2);
      assert.match(stderr, /house\/sqs\/queue-is-named\.yaml: the file is there already/);
      assert.equal(await readFile(file, 'utf8'), 'mine');
    }));

  it("takes the clauses of the policy's own catalogue, in every command about rules", () =>
    withFolder(async (cwd) => {
      await writeFile(
        join(cwd, 'clauses.yaml'),
        '- { id: HOUSE-1, title: Queues have names, sources: [plan] }\n',
      );
      await writeFile(
        join(cwd, 'house.yaml'),
        'version: 1\nname: House\ndocument: Ours\nrequirements: clauses.yaml\n',
      );
      const own = ['--policy', 'house.yaml', '--rules', 'rules'];
      const made = await run(['rules', 'new', 'sqs/queue-is-named', ...own], { cwd });
      assert.match(made.stderr, /serving HOUSE-1 \(Queues have names\)/);
      assert.match(made.stderr, / --watch --rules rules --policy house\.yaml\n/);
      assert.equal((await run(['rules', 'test', 'sqs/queue-is-named', ...own], { cwd })).code, 0);
      const page = await run(['rules', 'show', 'sqs/queue-is-named', ...own], { cwd });
      assert.match(page.stdout, /HOUSE-1 {2}Queues have names/);
      assert.equal((await run(['rules', 'new', 'sqs/x-y', '--clause', 'DR-1', ...own], { cwd })).code, 2);
    }));
});

const colourStart = '\u001b[';

describe('rules show', () => {
  const pages: [string, string[]][] = [
    ['with parameters', ['rds/instance-keeps-backups']],
    ['with a long condition', ['s3/state-bucket-is-guarded']],
    ['for any resource', ['tags/resource-has-required-tags']],
    ['about relations', ['cloudwatch/database-has-cpu-alarm']],
  ];
  for (const [title, argv] of pages) {
    for (const width of [80, 120]) {
      it(`fits into ${width} columns: a page ${title}`, async () => {
        const { code, stdout } = await run(['rules', 'show', ...argv], { terminal: width });
        assert.equal(code, 0);
        assert.ok(stdout.includes(colourStart), 'no colours on a terminal');
        const lines = stripVTControlCharacters(stdout).split('\n');
        const long = lines.filter((line) => line.length > width && !line.includes('# caja:waive '));
        assert.deepEqual(long, []);
        assert.deepEqual(
          lines.filter((line) => / $/.test(line)),
          [],
        );
      });
    }
  }

  it('tells what the policy sets, clauses, what is read, examples, and how to waive', async () => {
    const { stdout, stderr } = await run(['rules', 'show', 'rds/instance-keeps-backups'], {
      cwd: repositoryRoot,
    });
    assert.ok(!stdout.includes(colourStart));
    assert.equal(stderr, '');
    for (const piece of [
      'DR-1   Database backups are kept for 7 days',
      'when    !has(resource.clusterId) && !has(resource.replicaOf)',
      'backupRetentionDays  int     Days that automated backups are kept',
      'minimumDays: 7 days',
      'Fails        no backups, because nobody wrote a retention',
      '“orders keeps backups for 0 days; the policy asks for 7.”',
      'Left out     a read replica',
      '- rule: rds/instance-keeps-backups',
      'expires: 2027-02-20',
      '# caja:waive rds/instance-keeps-backups until 2027-02-20:',
      'instance-keeps-backups.yaml (built in)',
    ])
      assert.ok(stdout.includes(piece), piece);
  });

  it('tells the figures and weights of each environment', () =>
    withFolder(async (cwd) => {
      await writeFile(
        join(cwd, 'own.yaml'),
        `version: 1
name: House
document: Ours
environments:
  prod: { parameters: { backup.retentionDays: 30 } }
  dev: {}
rules:
  rds/instance-keeps-backups:
    severity: critical
    environments: { dev: { enabled: false } }
parameters: { backup.retentionDays: 14 }
`,
      );
      const argv = ['rules', 'show', 'rds/instance-keeps-backups', '--policy', 'own.yaml'];
      const { stdout } = await run(argv, { cwd });
      assert.match(stdout, /minimumDays: 14 days; prod: 30 days\n/);
      assert.match(stdout, /Severity {6}high; critical by the policy; critical in prod; switched off in dev/);
    }));
});

const children: ChildProcess[] = [];
after(() => {
  for (const child of children) child.kill('SIGKILL');
});

describe('rules test --watch', () => {
  it('asks for a folder', async () => {
    const { code, stderr } = await run(['rules', 'test', '--watch']);
    assert.equal(code, 2);
    assert.match(stderr, /Name the folder: caja-policy rules test --watch --rules rules/);
  });

  it('runs again at every change, lives through broken files, and ends by Ctrl-C with the last result', () =>
    withFolder(async (cwd) => {
      await run(['rules', 'new', 'sqs/queue-is-named'], { cwd });
      const file = join(cwd, 'rules/sqs/queue-is-named.yaml');
      const text = await readFile(file, 'utf8');
      const watch = start(cwd);
      await watch.until(/3 examples of 1 rule: all hold\.\nWaiting for changes in rules; Ctrl-C ends\.\n/);

      await writeFile(file, text.replace('name: orders', 'name: invoices'));
      await watch.until(/1 problem\./);
      await writeFile(file, `${text}]]]`);
      await watch.until(/^(?=[\s\S]*mistakes\.\n)[\s\S]*queue-is-named\.yaml:\d+:\d+: [\s\S]*$/);
      // As editors do that put a new file into the old one's place.
      await writeFile(`${file}~`, text);
      await rename(`${file}~`, file);
      await watch.until(/3 examples of 1 rule: all hold\./);

      await mkdir(join(cwd, 'rules/sns'));
      const other = text.replaceAll('sqs/queue', 'sns/queue');
      await writeFile(join(cwd, 'rules/sns/queue-is-named.yaml'), other);
      await watch.until(/6 examples of 2 rules: all hold\./);
      await rm(join(cwd, 'rules'), { recursive: true });
      await watch.until(/rules: the folder cannot be read/);
      await mkdir(join(cwd, 'rules/sqs'), { recursive: true });
      await writeFile(file, text.replace('name: orders', 'name: invoices'));
      await watch.until(/1 problem\./);
      assert.ok(!watch.everything().includes(colourStart), 'the screen of no terminal was cleared');
      assert.equal(await watch.end(), 1);
    }));
});

interface Watch {
  /** Waits for words in what was written since the last time. */
  readonly until: (words: RegExp) => Promise<void>;
  readonly end: () => Promise<number | null>;
  readonly everything: () => string;
}

function start(cwd: string): Watch {
  const bin = join(repositoryRoot, 'src/cli/bin.ts');
  const loader = import.meta.resolve('tsx');
  const child = spawn(
    process.execPath,
    ['--import', loader, bin, 'rules', 'test', '--watch', '--rules', 'rules'],
    { cwd, stdio: ['ignore', 'pipe', 'pipe'] },
  );
  children.push(child);
  let [all, seen] = ['', 0];
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      all += text;
    });
  const until = async (words: RegExp) => {
    const patience = Date.now() + 30_000;
    for (;;) {
      const found = words.exec(all.slice(seen));
      if (found !== null) {
        seen += found.index + found[0].length;
        return;
      }
      assert.ok(Date.now() < patience && child.exitCode === null, `${words} never came: ${all.slice(seen)}`);
      await new Promise((done) => setTimeout(done, 20));
    }
  };
  const end = () =>
    new Promise<number | null>((done) => {
      child.on('exit', done);
      child.kill('SIGINT');
    });
  return { until, end, everything: () => all };
}
