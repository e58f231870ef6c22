import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { formatNames } from '../../src/reporters/index.ts';
import { plantRepository } from './planted-repository.ts';
import { editAnswers } from './preparations.ts';
import { copyRecording, type Outcome, readFixture, run, withFolder } from './run.ts';
import { writeSpies } from './spies.ts';

const marker = 'planted-secret-';
const secretive = 'fixtures/plans/cases/sensitive-values.json';

describe('Secrets in a plan', () => {
  it('are planted in more than thirty places', async () => {
    const plan = await readFixture('plans/cases/sensitive-values.json');
    assert.ok(new Set(plan.match(/planted-secret-[a-z-]+/g)).size > 30);
  });

  it('are in no report, no file and no word, whatever the rules read and print', async () => {
    await withFolder(async (folder) => {
      await writeSpies(join(folder, 'spies'));
      const outcomes = await everyReport(folder, ['plan', secretive, '--rules', 'spies']);
      for (const { code, stderr } of outcomes) assert.equal(code, 1, stderr);
      assertClean(outcomes, folder);
    });
  });

  it('would have been printed if they were no secrets: the rules do print what they read', async () => {
    await withFolder(async (folder) => {
      await writeSpies(join(folder, 'spies'));
      await writeFile(join(folder, 'open.json'), await openPlan());
      const { stdout } = await run(['plan', 'open.json', '--rules', 'spies', '--report', 'json'], {
        cwd: folder,
      });
      for (const place of ['tag-value', 'bucket-name', 'rule-description', 'policy-resource']) {
        assert.ok(stdout.includes(`planted-secret-${place}`), `${place} is not printed by the rules`);
      }
    });
  });

  it('are not quoted by what is said of a broken plan', async () => {
    const plan = await readFixture('plans/cases/sensitive-values.json');
    const places = [...plan.matchAll(/planted-secret-[a-z-]+/g)].map(({ index = 0 }) => index);
    const chosen = places.filter((_, number) => number % Math.ceil(places.length / 8) === 0);
    for (const place of chosen) {
      const broken = [plan.slice(0, place + 18), `${plan.slice(0, place + 18)}"\u0000!${plan.slice(place)}`];
      for (const text of broken) {
        const outcome = await run(['plan', '-'], { stdin: Buffer.from(text) });
        assert.equal(outcome.code, 2);
        assertClean([outcome]);
      }
    }
  });
});

describe('Secrets in plain sight', () => {
  it('are named where they stand, and never shown, though nothing marks them', async () => {
    await withFolder(async (folder) => {
      await writeSpies(join(folder, 'spies'));
      await writeFile(join(folder, 'plain.json'), JSON.stringify(plainPlan()));
      const files = formatNames.flatMap((format) => ['--report', `${format}=reports/${format}.txt`]);
      const outcome = await run(['plan', 'plain.json', ...files], { cwd: folder });
      assert.equal(outcome.code, 1, outcome.stderr);
      assertClean([outcome], folder);
      const report = readFileSync(join(folder, 'reports/json.txt'), 'utf8');
      for (const name of ['ApiToken', 'Note', 'DB_PASSWORD', 'DATABASE_URL', 'QUEUE', 'SESSION_SECRET'])
        assert.ok(report.includes(name), `${name} is not reported`);
      assert.ok(report.includes('ssm/parameter-hides-secrets'));
      assertClean([await run(['plan', 'plain.json', '--rules', 'spies'], { cwd: folder })]);
    });
  });
});

describe('Secrets in a repository, its states and its workflows', () => {
  const source = ['--source', '.', '--stack', 'live/prod'];
  const judged: readonly (readonly string[])[] = [
    ['plan', 'plan.json', ...source],
    ['plan', 'plan.json', ...source, '--rules', 'spies', '--sarif-profile', 'full'],
    ['repo', '.'],
    ['repo', '.', '--rules', 'spies', '--sarif-profile', 'full'],
    ['account', '--replay', 'fixtures/accounts/caja-prod', '--state', 'live/prod=state.json'],
  ];

  it('are in no report, no history and no word', async () => {
    await withFolder(async (folder) => {
      await writeSpies(join(folder, 'spies'));
      await plantRepository(folder, marker);
      const files = formatNames.flatMap((format) => ['--report', `${format}=reports/${format}.txt`]);
      for (const argv of judged) {
        const outcome = await run([...argv, ...files, '--history', 'history'], {
          cwd: folder,
          terminal: 100,
        });
        assert.equal(outcome.code, 1, outcome.stderr);
        assertClean([outcome], folder);
        assert.ok(!readFileSync(join(folder, 'history'), 'utf8').includes(marker));
      }
    });
  });

  it('are in no explanation and in no policy that is written from them', async () => {
    await withFolder(async (folder) => {
      await writeSpies(join(folder, 'spies'));
      await plantRepository(folder, marker);
      for (const [kind, type] of [
        ['rds-instance', 'aws_db_instance'],
        ['instance', 'aws_instance'],
        ['lambda-function', 'aws_lambda_function'],
        ['sqs-queue', 'aws_sqs_queue'],
      ]) {
        const argv = ['explain', `spy/${kind}`, `${type}.main`, '--plan', 'plan.json', ...source];
        const outcome = await run([...argv, '--rules', 'spies', '--report', 'json'], { cwd: folder });
        assert.equal(outcome.code, 0, outcome.stderr);
        assertClean([outcome, await run([...argv, '--rules', 'spies'], { cwd: folder })]);
      }
      const outcome = await run(['policy', 'init', '--plan', 'plan.json', '--policy', '-'], { cwd: folder });
      assert.equal(outcome.code, 0, outcome.stderr);
      assertClean([outcome]);
    });
  });

  it('are not quoted by what is said of broken files', async () => {
    await withFolder(async (folder) => {
      await plantRepository(folder, marker);
      for (const argv of [
        ['account', '--replay', 'fixtures/accounts/caja-prod', '--state', 'torn-state.json'],
        ['account', '--replay', 'fixtures/accounts/caja-prod', '--state', 'cut-state.json'],
        ['plan', 'plan.json', '--history', 'history.jsonl'],
        ['comment', 'comment.md', '--repository', 'caja/x', '--pull-request', '1'],
      ]) {
        const environment = { GITHUB_TOKEN: `${marker}token`, GITHUB_API_URL: 'http://127.0.0.1:9' };
        const outcome = await run(argv, { cwd: folder, environment });
        assert.equal(outcome.code, 2, outcome.stderr);
        assertClean([outcome]);
      }
    });
  });
});

describe('Secrets in a recorded account', () => {
  it('are in no report, no file and no word, whatever the rules read and print', async () => {
    await withFolder(async (folder) => {
      await writeSpies(join(folder, 'spies'));
      await copyRecording(join(folder, 'account'));
      const rows = join(folder, 'account/111122223333/eu-west-1/config.SelectResourceConfig.json');
      const planted = await plantSecrets(rows);
      assert.ok(planted > 50, `only ${planted} secrets were planted`);
      const outcomes = await everyReport(folder, ['account', '--replay', 'account', '--rules', 'spies']);
      for (const { code, stderr } of outcomes) assert.equal(code, 1, stderr);
      assertClean(outcomes, folder);
    });
  });

  it('are not quoted by what is said of a broken recording', async () => {
    await withFolder(async (folder) => {
      await copyRecording(join(folder, 'account'));
      const file = join(folder, 'account/111122223333/global/iam.GetAccountSummary.json');
      await writeFile(file, `{"password": "${marker}a" oops "${marker}b"`);
      const outcome = await run(['account', '--replay', 'account'], { cwd: folder });
      assert.equal(outcome.code, 2);
      assertClean([outcome]);
    });
  });
});

/** Every format, on standard output and in a file, plain and for a terminal. */
async function everyReport(folder: string, argv: readonly string[]): Promise<readonly Outcome[]> {
  const files = formatNames.flatMap((format) => ['--report', `${format}=reports/${format}.txt`]);
  const outcomes = [await run([...argv, ...files], { cwd: folder })];
  for (const format of formatNames) outcomes.push(await run([...argv, '--report', format], { cwd: folder }));
  outcomes.push(await run([...argv, '--color', 'always'], { cwd: folder, terminal: 120 }));
  return outcomes;
}

function assertClean(outcomes: readonly Outcome[], folder?: string): void {
  const reports = folder === undefined ? [] : readdirSync(join(folder, 'reports'));
  assert.equal(reports.length, folder === undefined ? 0 : formatNames.length);
  const texts = [
    ...outcomes.flatMap(({ stdout, stderr }) => [stdout, stderr]),
    ...reports.map((name) => readFileSync(join(folder ?? '', 'reports', name), 'utf8')),
  ];
  for (const text of texts) {
    const at = text.indexOf(marker);
    assert.equal(at, -1, `a secret is shown: ${text.slice(Math.max(0, at - 300), at + 60)}`);
  }
}

/** A plan with secrets in tags, user data, environments and a parameter, none of which is marked as sensitive. */
function plainPlan(): object {
  const secret = `${marker}x`;
  const url = `postgres://caja:${secret}@db.internal/caja`;
  const rule = { description: url, from_port: 22, to_port: 22, protocol: 'tcp', cidr_blocks: ['0.0.0.0/0'] };
  const containers = [
    {
      name: 'api',
      image: 'api',
      environment: [
        { name: 'SESSION_SECRET', value: secret },
        { name: 'QUEUE', value: url },
      ],
    },
  ];
  const values: Readonly<Record<string, object>> = {
    aws_sqs_queue: { name: 'orders', tags: { ApiToken: secret, Note: url } },
    aws_security_group: { name: url, description: url, ingress: [rule], egress: [] },
    aws_ssm_parameter: { name: '/caja/prod/db/password', type: 'String', insecure_value: secret },
    aws_instance: { user_data: `export DB_PASSWORD=${secret}` },
    aws_lambda_function: { function_name: 'report', environment: [{ variables: { DATABASE_URL: url } }] },
    aws_ecs_task_definition: { family: 'api', container_definitions: JSON.stringify(containers) },
  };
  const resource_changes = Object.entries(values).map(([type, after]) => ({
    address: `${type}.main`,
    mode: 'managed',
    type,
    name: 'main',
    change: { actions: ['create'], before: null, after, after_unknown: {}, after_sensitive: {} },
  }));
  return { format_version: '1.2', complete: true, resource_changes };
}

/** The same plan without any mark of what is secret. */
async function openPlan(): Promise<string> {
  const plan = JSON.parse(await readFixture('plans/cases/sensitive-values.json'));
  for (const { change } of plan.resource_changes) {
    change.before_sensitive = {};
    change.after_sensitive = {};
  }
  const withoutMarks = (key: string, value: unknown) =>
    key === 'sensitive_values' ? {} : key === 'sensitive' ? undefined : value;
  const text = JSON.stringify({ ...plan, variables: {} }, withoutMarks);
  return text.replaceAll('"Token":', '"Note":');
}

type Row = Record<string, unknown> & {
  configuration?: Record<string, unknown>;
  supplementaryConfiguration?: Record<string, unknown>;
};

/** Puts secrets where AWS Config shows them: environments, user data, passwords, and tags whose key says so. */
async function plantSecrets(path: string): Promise<number> {
  let planted = 0;
  const secret = () => `${marker}${++planted}`;
  const plant = (row: Row): Row => {
    const tags = [{ key: 'ApiToken', value: secret(), tag: `ApiToken=${marker}tag` }];
    return {
      ...row,
      tags: [...(Array.isArray(row.tags) ? row.tags : []), ...tags],
      configuration: {
        ...row.configuration,
        environment: { variables: { DATABASE_URL: `postgres://caja:${secret()}@db/caja`, PLAIN: secret() } },
        containerDefinitions: [
          {
            name: 'api',
            environment: [
              { name: 'API_TOKEN', value: secret() },
              { name: 'X', value: secret() },
            ],
          },
        ],
        userData: secret(),
        masterUserPassword: secret(),
        pendingModifiedValues: { masterUserPassword: secret() },
      },
      supplementaryConfiguration: { ...row.supplementaryConfiguration, Secret: { secretString: secret() } },
    };
  };
  await editAnswers(path, (output) => {
    const { Results } = output as { Results: Row[] };
    const rows = Results.map((row) => ('COUNT(*)' in row ? row : plant(row)));
    return JSON.parse(JSON.stringify({ ...(output as object), Results: rows }));
  });
  return planted;
}
