import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Explanation } from '../../src/cli/explain-result.ts';
import { type WatchedRule, watchRule } from '../../src/cli/explain-rule.ts';
import { explainStep } from '../../src/cli/explain-steps.ts';
import { load } from '../../src/cli/load.ts';
import type { Evaluation } from '../../src/engine/evaluation.ts';
import { type JudgeInput, judge } from '../../src/engine/judge.ts';
import type { Report } from '../../src/model/report.ts';
import type { Reading } from '../../src/model/resource.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { replay } from '../../src/sources/aws-account/replay.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { pageOf, pages } from './explain-goldens.ts';
import { reportOf } from './goldens.ts';
import { type Outcome, run, withFolder } from './run.ts';
import { writeSpies } from './spies.ts';

const options = {
  policy: undefined,
  rules: [],
  reports: [],
  failOn: undefined,
  softFail: false,
  quiet: true,
} as const;
const silent = { write: () => {}, isTerminal: false, columns: undefined };
const io = {
  stdout: silent,
  stderr: silent,
  readStdin: async () => new Uint8Array(),
  environment: {},
  cwd: repositoryRoot,
  now: () => new Date('2026-11-22T12:00:00Z'),
};
const loaded = await load({ ...options, sarifProfile: 'github', color: 'never' }, io);
const stack = 'infrastructure/environments/prod';
const database = 'module.database.aws_db_instance.this';
const backups = 'rds/instance-keeps-backups';
const faults = ['--plan', 'fixtures/plans/caja-prod-faults.json'];
const account = ['--replay', 'fixtures/accounts/caja-prod'];
const change = ['--plan', 'fixtures/plans/caja-prod-change.json', '--environment', 'prod'];

async function planned(name: string): Promise<Reading> {
  const bytes = await readFile(join(repositoryRoot, 'fixtures/plans', `${name}.json`));
  return readTerraformPlan(bytes, { subject: name, stack });
}

describe('an explained verdict is the reported one', () => {
  const readings: Readonly<Record<string, () => Promise<Reading>>> = {
    'caja-prod': () => planned('caja-prod'),
    'caja-applied': () => planned('caja-applied'),
    'caja-prod-change': () => planned('caja-prod-change'),
    'caja-prod-faults': () => planned('caja-prod-faults'),
    'the recorded account': async () =>
      readRecording(await replay(join(repositoryRoot, 'fixtures/accounts/caja-prod'))),
  };
  for (const [name, read] of Object.entries(readings)) {
    it(`${name}: every rule on every resource, step by step`, async () => {
      const steps = judgeWatched(await read());
      assert.ok(steps > 200, `${steps}`);
    });
  }

  it('every made plan', async () => {
    const cases = (await readdir(join(repositoryRoot, 'fixtures/plans/cases'))).filter((file) =>
      file.endsWith('.json'),
    );
    let steps = 0;
    for (const file of cases) steps += judgeWatched(await planned(`cases/${file.replace('.json', '')}`));
    assert.ok(cases.length > 10 && steps > 200, `${cases.length} plans, ${steps} steps`);
  });

  it('tells what told the environment', async () => {
    const bys: readonly (readonly [argv: readonly string[], by: string, what: string])[] = [
      [[...faults, '--environment', 'dev'], 'command-line', ''],
      [[...faults, '--stack', stack], 'stack', stack],
      [faults, 'tag', 'Environment'],
    ];
    for (const [argv, by, what] of bys) {
      const { environment } = await explained(backups, database, ...argv, '--no-source');
      assert.deepEqual([environment.by, environment.what], [by, what]);
    }
    const byAccount = await explained('iam/user-has-mfa', 'ci-deploy', ...account);
    assert.deepEqual(byAccount.environment, { name: 'prod', by: 'account', what: '111122223333' });
  });
});

/** Judges with somebody looking on at everything; the report is the plain one, and every tree agrees with its verdict. */
function judgeWatched(reading: Reading): number {
  const watched = loaded.checked.map((rule) => watchRule(rule, () => true));
  const byRule = new Map(watched.map((one) => [one.compiled, one]));
  const asked: Omit<JudgeInput, 'rules'> = {
    reading,
    policy: loaded.policy,
    today: '2026-11-22',
    tool: { name: 'caja-policy', version: 'test' },
    evidence: 'all',
  };
  const runs = new Map<WatchedRule, readonly unknown[]>();
  let steps = 0;
  const onEvaluation = (evaluation: Evaluation) => {
    const rule = byRule.get(evaluation.compiled);
    assert.ok(rule !== undefined);
    // What stands for a listing that was not read, or lies where the rule does not bind, is asked nothing.
    const before = runs.get(rule);
    const now = rule.conditions.map((one) => one.lastRun());
    runs.set(rule, now);
    if (now.every((one, index) => one === before?.[index])) return;
    assertVerdict(evaluation, rule, before ?? []);
    steps += 1;
  };
  const plain = judge({ ...asked, rules: loaded.rules });
  const seen = judge({ ...asked, rules: watched.map(({ compiled }) => compiled), onEvaluation });
  assert.deepEqual(seen, plain);
  return steps;
}

/** What the roots of the trees say, put together as the engine does. */
function assertVerdict(
  { judgement, resource, compiled }: Evaluation,
  rule: WatchedRule,
  before: readonly unknown[],
) {
  const answers = rule.conditions.map(({ node, words, lastRun, role }, index) => {
    const run = lastRun();
    const { answer } = explainStep(node, run === before[index] ? undefined : run?.root, words);
    const isHidden = answer.state === 'known' && answer.sensitive === true;
    return { role, told: isHidden ? 'sensitive' : answer.state === 'known' ? answer.value : answer.state };
  });
  // The verdict tells what a sensitive yes or no comes to; the tree does not.
  if (answers.some(({ told }) => told === 'sensitive')) return;
  const applies = answers.find(({ role }) => role === 'when')?.told ?? true;
  const expected = answers.filter(({ role }) => role === 'expect').map(({ told }) => told);
  const [whole, some] = [expected.every((told) => told === true), expected.includes(false)];
  const verdict =
    applies === false
      ? 'not-applicable'
      : applies !== true
        ? 'unknown'
        : some
          ? 'fail'
          : whole
            ? 'pass'
            : 'unknown';
  assert.equal(verdict, judgement.verdict, `${compiled.rule.id} ${resource.key}: ${JSON.stringify(answers)}`);
  if (applies === false) assert.ok(expected.every((told) => told === 'not-asked'));
}

const explained = async (...argv: string[]): Promise<Explanation> => {
  const { stdout, stderr, code } = await run(['explain', ...argv, '--report', 'json', '--quiet']);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout);
};

describe('the command says what the report says', () => {
  const sources: Readonly<Record<string, readonly string[]>> = {
    'caja-prod-faults': ['--plan', 'fixtures/plans/caja-prod-faults.json', '--stack', stack],
    'caja-prod-account': ['--replay', 'fixtures/accounts/caja-prod'],
  };
  for (const [name, source] of Object.entries(sources)) {
    it(`of findings all over ${name}`, async () => {
      const { findings } = await reportOf(name);
      const sampled = findings.filter((_, index) => index % Math.ceil(findings.length / 8) === 0);
      assert.ok(sampled.length > 5);
      for (const finding of sampled) {
        const explanation = await explained(finding.rule, finding.resource.key, ...source);
        const { verdict, message, severity, environment, resource, change, location } = explanation;
        const about = `${finding.rule} ${finding.resource.key}`;
        assert.deepEqual(
          [verdict, message, change],
          [finding.verdict, finding.message, finding.change],
          about,
        );
        assert.equal(severity.value, finding.severity, about);
        assert.deepEqual({ ...resource, environment: environment.name }, finding.resource, about);
        if (finding.locations.length > 0) assert.deepEqual(location, finding.locations[0], about);
        const deciding = explanation.facts.filter(({ decides }) => decides).length;
        if (verdict === 'fail' && finding.evidence.length > 0) assert.ok(deciding > 0, about);
      }
    });
  }
});

describe('the page', () => {
  for (const [name, { columns }] of Object.entries(pages)) {
    it(`${name}, in ${columns} columns`, async () => {
      const { stdout, stderr, code } = await pageOf(name);
      assert.deepEqual([code, stderr], [0, '']);
      const golden = await readFile(join(repositoryRoot, 'fixtures/explain', `${name}.txt`), 'utf8');
      assert.equal(stdout, golden);
      // A word that nobody can break (a path, an ARN) stands alone, so that it can be copied.
      const tooLong = stdout.split('\n').filter((line) => line.length > columns && !/^\s+\S+$/.test(line));
      assert.deepEqual(tooLong, []);
    });
  }

  it('is painted for those who want it, and says the same', async () => {
    const { argv = [] } = pages['fail-in-a-plan'] ?? {};
    const painted = await run(['explain', ...argv, '--quiet', '--color', 'always'], { terminal: 80 });
    const introducer = String.fromCharCode(27);
    assert.ok(painted.stdout.includes(`${introducer}[`));
    const bare = painted.stdout.replaceAll(new RegExp(`${introducer}\\[[0-9;]*m`, 'g'), '');
    assert.equal(bare, (await pageOf('fail-in-a-plan')).stdout);
  });
});

describe('why a rule says nothing', () => {
  const cases: readonly (readonly [title: string, argv: readonly string[], why: string, says: RegExp])[] = [
    [
      'another kind',
      [backups, 'aws_security_group.bastion', ...faults],
      'other-kind',
      /judges the kind rds-instance/,
    ],
    [
      'another source',
      ['rds/instance-is-reserved', database, ...faults],
      'source',
      /only an account can answer it/,
    ],
    ['no stack', ['account/has-audit-trail', 'account', ...faults], 'no-stack', /Write --stack PATH/],
    [
      'a stack that holds something else',
      ['account/has-audit-trail', 'account', ...faults, '--stack', 'infrastructure/environments/dev'],
      'area',
      /does not say that infrastructure\/environments\/dev holds the area audit-trail/,
    ],
  ];
  for (const [title, argv, why, says] of cases) {
    it(title, async () => {
      const { verdict, notAsked, message, facts } = await explained(...argv);
      assert.equal(verdict, 'not-asked');
      assert.equal(notAsked, why);
      assert.match(message, says);
      assert.deepEqual(facts, []);
    });
  }

  it('the policy turns it off, weighs it or gives it figures, and the line is told', async () => {
    await withFolder(async (cwd) => {
      const policy = await readFile(join(cwd, 'caja-policy.yaml'), 'utf8');
      const ask = async (setting: string): Promise<Explanation> => {
        await writeFile(join(cwd, 'caja-policy.yaml'), `${policy}\nrules:\n  ${backups}:\n${setting}`);
        const argv = ['explain', backups, database, ...faults, '--environment', 'prod', '--report', 'json'];
        const { stdout, stderr } = await run([...argv, '--quiet', '--no-source'], { cwd });
        assert.equal(stderr, '');
        return JSON.parse(stdout);
      };
      const off = await ask('    environments: { prod: { enabled: false } }\n');
      assert.equal(off.notAsked, 'disabled');
      assert.match(off.message, /turns it off \(caja-policy\.yaml:\d+:\d+\)/);
      const own = await ask('    severity: low\n    parameters: { minimumDays: 14 }\n');
      assert.equal(own.severity.value, 'low');
      assert.match(own.severity.from, /^caja-policy\.yaml:\d+:15: rules > .* > severity$/);
      assert.equal(own.parameters[0]?.value, 14);
      assert.match(
        own.parameters[0]?.from ?? '',
        /rules > rds\/instance-keeps-backups > parameters > minimumDays$/,
      );
    });
  });
});

describe('how a plan changes it', () => {
  it('the verdict before is told beside the one after', async () => {
    const { findings } = await reportOf('caja-prod-change');
    const fixed = findings.find((one) => one.change === 'fixed' && one.verdict === 'pass');
    assert.ok(fixed !== undefined);
    const { before, verdict } = await explained(fixed.rule, fixed.resource.key, ...change);
    assert.deepEqual([before?.verdict, verdict], ['fail', 'pass']);
  });

  it('what the plan takes away is explained as it was', async () => {
    const { findings } = await reportOf('caja-prod-change');
    const gone = findings.find((one) => one.message.startsWith('The plan takes this away.'));
    assert.ok(gone !== undefined);
    const explanation = await explained(gone.rule, gone.resource.key, ...change);
    assert.equal(explanation.gone, true);
    assert.equal(explanation.verdict, 'fail');
    assert.ok(
      explanation.facts.every(({ place }) => place.source !== 'terraform-plan' || place.phase === 'before'),
    );
  });
});

describe('secrets', () => {
  const marker = 'planted-secret-';

  async function explainedBySpies(plan: string, cwd: string): Promise<string> {
    const read = ['plan', plan, '--rules', 'spies', '--report', 'json', '--quiet', '--no-source'];
    const { findings }: Report = JSON.parse((await run(read, { cwd })).stdout);
    const spied = findings.filter(({ rule }) => rule.startsWith('spy/'));
    const chosen = spied.filter((_, index) => index % Math.ceil(spied.length / 15) === 0);
    assert.ok(chosen.length > 7);
    let told = '';
    for (const { rule, resource } of chosen) {
      const argv = [
        'explain',
        rule,
        resource.key,
        '--plan',
        plan,
        '--rules',
        'spies',
        '--no-source',
        '--quiet',
      ];
      const { code, stdout, stderr } = await run(
        [...argv, '--report', 'json', '--report', 'table=page.txt'],
        { cwd },
      );
      assert.equal(code, 0, stderr);
      told += stdout + stderr + (await readFile(join(cwd, 'page.txt'), 'utf8'));
    }
    return told;
  }

  it('are in no explanation, whatever the rules read', async () => {
    await withFolder(async (cwd) => {
      await writeSpies(join(cwd, 'spies'));
      const told = await explainedBySpies('fixtures/plans/cases/sensitive-values.json', cwd);
      assert.ok(!told.includes(marker), told.slice(Math.max(0, told.indexOf(marker) - 300)).slice(0, 400));
      assert.ok(told.includes('"sensitive": true') && told.includes('(sensitive)'));
    });
  });
});

describe('what cannot be explained', () => {
  const cases: readonly (readonly [title: string, argv: readonly string[], says: readonly RegExp[]])[] = [
    [
      'a rule that is not there',
      ['rds/instance-keep-backups', database, ...faults],
      [/Did you mean `rds\/instance-keeps-backups`/],
    ],
    [
      'a resource that is not there',
      [backups, 'module.databse.aws_db_instance.this', ...faults],
      [/no such resource/, /Did you mean `module\.database\.aws_db_instance\.this`/, /The rule judged:/],
    ],
    [
      'a format that it does not write',
      [backups, database, ...faults, '--report', 'sarif'],
      [/explain writes no sarif/, /table, json/],
    ],
    ['a file that is no plan', [backups, database, '--plan', 'package.json'], [/package\.json/]],
    ['a folder that holds no recording', [backups, database, '--replay', 'src'], [/src/]],
  ];
  for (const [title, argv, says] of cases) {
    it(title, async () => {
      const { code, stdout, stderr }: Outcome = await run(['explain', ...argv]);
      assert.equal(code, 2);
      assert.equal(stdout, '');
      for (const pattern of says) assert.match(stderr, pattern);
      assert.doesNotMatch(stderr, /bug in caja-policy/);
    });
  }

  it('a name that several resources bear lists them', async () => {
    const { code, stderr } = await run([
      'explain',
      'tags/resource-has-required-tags',
      'caja-prod-network',
      ...account,
    ]);
    assert.equal(code, 2);
    assert.match(stderr, /it fits \d+ resources\n {2}Name the one that is meant:/);
  });
});
