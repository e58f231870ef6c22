import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, test } from 'node:test';
import { openWatch } from '../../src/cli/accounts/watch.ts';
import type { Organisation } from '../../src/model/organisation.ts';
import type { Report } from '../../src/model/report.ts';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import type { SarifLog } from '../../src/reporters/sarif/types.ts';
import type { ConfigItem, FakeAccount } from '../aws-account/endpoint/account.ts';
// Takes whoever runs the tests' own credentials away.
import '../aws-account/endpoint/reading.ts';
import { type FakeOrganisation, organisationOf } from '../aws-account/endpoint/organisation.ts';
import { type Endpoint, startEndpoint } from '../aws-account/endpoint/server.ts';
import { type Outcome, run } from './run.ts';

const [prod, staging, dev] = ['111122223333', '444455556666', '777788889999'] as const;

const policy = `version: 1
name: Caja
document: Strategy
environments: { prod: {}, staging: {}, dev: {} }
accounts:
  "${prod}": { name: prod, environment: prod, role: "arn:aws:iam::${prod}:role/audit", regions: [eu-west-1, us-east-1] }
  "${staging}": { name: staging, environment: staging, role: "arn:aws:iam::${staging}:role/audit", external-id: caja, regions: [eu-west-1] }
  "${dev}": { name: dev, environment: dev, role: "arn:aws:iam::${dev}:role/audit", regions: [eu-west-1] }
`;

function database(account: string, days: number): ConfigItem {
  return {
    accountId: account,
    awsRegion: 'eu-west-1',
    arn: `arn:aws:rds:eu-west-1:${account}:db:orders`,
    resourceId: 'db-ORDERS',
    resourceName: 'orders',
    resourceType: 'AWS::RDS::DBInstance',
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-11-20T00:00:00.000Z',
    configuration: {
      dBInstanceIdentifier: 'orders',
      engine: 'postgres',
      engineVersion: '17.4',
      backupRetentionPeriod: days,
    },
    supplementaryConfiguration: {},
    tags: [],
  };
}

function account(id: string, days: number): FakeAccount {
  return {
    id,
    arn: `arn:aws:sts::${id}:assumed-role/audit/caja-policy`,
    regions: { 'eu-west-1': { items: [database(id, days)] }, 'us-east-1': {}, global: {} },
  };
}

const accounts = [account(prod, 1), account(staging, 7), account(dev, 3)];

let folder: string;
let endpoint: Endpoint | undefined;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'accounts-'));
  await writeFile(join(folder, 'caja-policy.yaml'), policy);
});

afterEach(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  await endpoint?.close();
  endpoint = undefined;
});

after(() => rm(folder, { recursive: true, force: true }));

/** One run in the folder, against an organisation. */
async function audit(
  words: readonly string[],
  organisation: Partial<FakeOrganisation> = {},
): Promise<Outcome> {
  const whole = { accounts, externalIds: { [staging]: 'caja' }, ...organisation };
  endpoint = await startEndpoint(organisationOf(whole));
  process.env.AWS_ENDPOINT_URL = endpoint.url;
  try {
    return await run(['account', ...words], { cwd: folder });
  } finally {
    delete process.env.AWS_ENDPOINT_URL;
    await endpoint.close();
  }
}

type Json = Organisation & { readonly reports: readonly Report[] };
const parse = (text: string): Json => JSON.parse(text);
const sarifOf = async (name: string): Promise<SarifLog> =>
  JSON.parse(await readFile(join(folder, name), 'utf8'));
const backups = ({ reports }: Json) =>
  reports.map(({ source, findings }) => [
    source.subject,
    findings.find(({ rule }) => rule === 'rds/instance-keeps-backups')?.verdict,
    findings[0]?.resource.environment,
  ]);
const silent = (message: string) => new RegExp(message);

test('the accounts of the policy are read side by side, each by its own role, and judged in its own environment', async () => {
  const { code, stdout, stderr } = await audit(['--accounts', 'all', '--report', 'json']);
  assert.equal(code, 1, stderr);
  const whole = parse(stdout);
  assert.deepEqual(backups(whole), [
    [prod, 'fail', 'prod'],
    [staging, 'pass', 'staging'],
    [dev, 'fail', 'dev'],
  ]);
  assert.equal(whole.summary.accounts, 3);
  assert.equal(
    whole.summary.counts.fail,
    whole.reports.reduce((sum, { summary }) => sum + summary.counts.fail, 0),
  );
  const clause = whole.requirements.find(({ id }) => id === 'DR-1');
  assert.deepEqual([clause?.verdict, clause?.accounts.fail], ['fail', 2]);
  assert.deepEqual(
    whole.accounts.map(({ requirements }) => requirements['DR-1']),
    ['fail', 'pass', 'fail'],
    'the auditor asks: show me DR-1, everywhere',
  );
  const keys = new Set(endpoint?.received.filter(({ api }) => !api.startsWith('sts:')).map(({ key }) => key));
  assert.deepEqual([...keys].sort(), [prod, staging, dev].map((id) => `ASIA${id}`).sort());
  assert.match(stderr, silent('Read: [\\d,]+ calls, [\\d,]+ pages, 0 s'));
});

test('whoever is named is read, and nobody else', async () => {
  const { stdout } = await audit(['--accounts', `dev,${prod}`, '--report', 'json']);
  assert.deepEqual(
    parse(stdout).accounts.map(({ name }) => name),
    ['prod', 'dev'],
  );
  const { code, stderr } = await audit(['--accounts', 'pord']);
  assert.equal(code, 2);
  assert.equal(stderr, '--accounts: there is no account `pord`\n  Did you mean `prod`?\n');
});

/** [what goes wrong, the organisation in which it does, the sentence of the gap]. */
const failures: [string, Partial<FakeOrganisation>, RegExp][] = [
  [
    'its role admits nobody',
    { closed: [staging] },
    /the role arn:aws:iam::444455556666:role\/audit cannot be assumed: AccessDenied: .* It has to exist and to trust who calls/,
  ],
  [
    'its role wants another external id',
    { externalIds: { [staging]: 'other' } },
    /cannot be assumed: AccessDenied/,
  ],
  [
    'AWS finds fault with what it was told',
    {
      instead: (id, { api }) =>
        id === staging && api === 'sts:GetCallerIdentity'
          ? { refusal: { status: 400, code: 'ValidationError', message: 'roleArn is invalid' } }
          : undefined,
    },
    /credentials do not work: ValidationError: roleArn is invalid/,
  ],
  [
    'its role is another account',
    {
      instead: (id, { api }) =>
        id === staging && api === 'sts:GetCallerIdentity'
          ? { output: { Account: dev, Arn: 'arn:aws:sts::777788889999:assumed-role/x/y', UserId: 'A' } }
          : undefined,
    },
    /the role belongs to 777788889999, not to 444455556666/,
  ],
  [
    'AWS has not the region for it',
    {
      instead: (id, { api }) => {
        if (id === staging && api === 'ec2:DescribeRegions')
          return { output: { Regions: [{ RegionName: 7 }] } };
        return undefined;
      },
    },
    /AWS has no region `eu-west-1`/,
  ],
];

for (const [what, organisation, sentence] of failures) {
  test(`one account fails alone, is in every report and keeps its alerts: ${what}`, async () => {
    const files = ['--report', 'json=all.json', '--report', 'sarif=all.sarif', '--report', 'markdown=all.md'];
    const words = ['--accounts', 'all', '--fail-on', 'none', '--report', 'table', ...files];
    const { code, stdout, stderr } = await audit(words, organisation);
    assert.equal(code, 3, stderr);
    const whole = parse(await readFile(join(folder, 'all.json'), 'utf8'));
    assert.deepEqual(
      whole.accounts.map(({ summary }) => summary.resources > 0),
      [true, false, true],
    );
    const lost = whole.reports[1];
    assert.match(lost?.gaps[0]?.message ?? '', sentence);
    assert.deepEqual(
      [...new Set(lost?.findings.map(({ verdict }) => verdict))],
      ['unknown'],
      'nothing is passed for want of it, and nothing fails',
    );
    assert.match(stdout, /staging \(444455556666\) +not read/);
    assert.match(stderr, /Not read, staging \(444455556666\): Nothing was read of the account/);
    const markdown = await readFile(join(folder, 'all.md'), 'utf8');
    assert.match(markdown, /\| `staging`<br>`444455556666` \| staging \| ⚠️ \*\*not read\*\* \|/);
    const log = await sarifOf('all.sarif');
    assert.deepEqual(lintSarif(log), []);
    assert.ok(log.runs.every(({ automationDetails: { id } }) => !id.includes(staging)));
    assert.ok(log.properties?.omittedRuns.includes(`caja-policy/account/${staging}/eu-west-1/`));
  });
}

test('a recording of several accounts gives the same bytes, failures and all', async () => {
  const formats = ['json', 'sarif', 'markdown', 'table'];
  const words = (name: string) => formats.flatMap((format) => ['--report', `${format}=${name}.${format}`]);
  const live = await audit(['--accounts', 'all', '--record', 'evidence', ...words('live')], {
    closed: [dev],
  });
  assert.equal(live.code, 1, live.stderr);
  assert.deepEqual((await readdir(join(folder, 'evidence'))).sort(), [prod, staging, 'accounts.json']);
  const again = await run(['account', '--replay', 'evidence', ...words('again')], { cwd: folder });
  assert.equal(again.code, 1, again.stderr);
  for (const format of formats) {
    const [one, other] = await Promise.all(
      ['live', 'again'].map((name) => readFile(join(folder, `${name}.${format}`), 'utf8')),
    );
    assert.equal(other, one, format);
  }
  const part = await run(['account', '--replay', 'evidence', '--accounts', 'dev', '--report', 'json'], {
    cwd: folder,
  });
  assert.equal(part.code, 3);
  assert.equal(parse(part.stdout).accounts.length, 1);
});

test('the order in which accounts are finished changes nothing', async () => {
  const texts = [];
  for (const slow of [prod, dev]) {
    const whole = { accounts, externalIds: { [staging]: 'caja' } };
    endpoint = await startEndpoint(
      organisationOf(whole),
      {},
      {
        slowness: ({ key }) => (key === `ASIA${slow}` ? 15 : 0),
      },
    );
    process.env.AWS_ENDPOINT_URL = endpoint.url;
    const words = ['account', '--accounts', 'all', '--quiet', '--report'];
    const { stdout } = await run([...words, 'markdown'], { cwd: folder });
    // The moments of reading are those of the clock.
    texts.push(stdout.replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'then'));
    await endpoint.close();
  }
  assert.notEqual(texts[0], '');
  assert.equal(texts[1], texts[0]);
});

test('people see what is read and how far; logs, CI and whoever wants silence do not', async () => {
  const words = ['account', '--accounts', 'all', '--report', 'json'];
  const whole = { accounts, externalIds: { [staging]: 'caja' } };
  endpoint = await startEndpoint(organisationOf(whole));
  process.env.AWS_ENDPOINT_URL = endpoint.url;
  const seen = await run(words, { cwd: folder, terminal: 160 });
  assert.match(
    seen.stderr,
    /\r\S+0 of 3 accounts read · prod, 0 of 2 regions · \S+ \w+:\w+.* · \d+ calls? · 0 s/,
  );
  const quiet = await run([...words, '--quiet'], { cwd: folder, terminal: 160 });
  assert.equal(quiet.stderr, '');
  const ci = await run(words, { cwd: folder, terminal: 160, environment: { CI: 'true' } });
  assert.doesNotMatch(ci.stderr, /accounts read/);
  assert.match(ci.stderr, /Read: [\d,]+ calls/);
});

test('the line tells accounts and regions done, pages, waiting, and all calls of all accounts', () => {
  const lines: string[] = [];
  const stderr = { write: (text: string) => void lines.push(text), isTerminal: true, columns: 200 };
  const stdout = { ...stderr, isTerminal: false, columns: undefined };
  const moments = [0, 61_000, 62_000, 63_000].map((at) => new Date(at));
  const now = () => moments.shift() ?? new Date(64_000);
  const watch = openWatch(
    { stdout, stderr, readStdin: async () => new Uint8Array(), environment: {}, cwd: '', now },
    false,
  );
  watch.expect(2);
  const [one, other] = [watch.account('prod'), watch.account('dev')];
  const api = 'config:SelectResourceConfig';
  one.onProgress({ region: 'eu-west-1', api, pages: 3, calls: 7 });
  one.onRegion(1, 4);
  watch.done();
  other.onProgress({ region: 'us-east-1', api, pages: 0, calls: 2, waiting: 1.2 });
  assert.deepEqual(
    // Behind the sign that erases the line.
    lines.map((line) => line.slice(line.indexOf('K') + 1)),
    [
      '0 of 2 accounts read · prod · eu-west-1 config:SelectResourceConfig, page 3 · 7 calls · 61 s',
      '1 of 2 accounts read · dev · us-east-1 config:SelectResourceConfig, waiting 2 s · 9 calls · 62 s',
    ],
  );
  assert.equal(watch.tally(), '9 calls, 1 page, 63 s');
});

test('nothing of the work is left lying about', async () => {
  assert.deepEqual(
    (await readdir(folder)).filter((name) => /part|pieces/.test(name)),
    [],
  );
});

test('an auditor may ask for one clause, everywhere', async () => {
  const words = ['--accounts', 'all', '--requirement', 'DR-1', '--report'];
  const { code, stdout } = await audit([...words, 'json']);
  assert.equal(code, 1);
  const { policy: asked, requirements, reports } = parse(stdout);
  assert.equal(asked.document, 'Strategy (DR-1 alone)');
  assert.deepEqual(
    requirements.map(({ id, accounts: by }) => [id, by.fail, by.pass]),
    [['DR-1', 2, 1]],
  );
  const others = reports.flatMap(({ rules }) =>
    rules.filter(({ requirements: ids }) => !ids.includes('DR-1')),
  );
  assert.deepEqual(others, []);
});

/** [words, what is wrong with them]. */
const mistakes: [string, RegExp][] = [
  ['--accounts all --environment prod', /several accounts do not share one environment/],
  ['--accounts all --role-arn arn:aws:iam::1:role/x', /each account has a role of its own/],
  ['--accounts all --requirement DR-11', /there is no requirement `DR-11`\n {2}Did you mean `DR-1`/],
  ['--accounts all --requirement DR-1 --report sarif', /would close the alerts of all the others/],
  ['--aggregator', /the policy names no aggregator/],
  ['--aggregator everything', /in which region is `everything`/],
  ['--aggregator --regions eu-west-1', /an aggregator tells of all its regions/],
  ['--aggregator-region eu-west-1', /of which aggregator/],
];
for (const [words, told] of mistakes) {
  test(`caja-policy account ${words}`, async () => {
    const { code, stderr } = await run(['account', ...words.split(' ')], { cwd: folder });
    assert.equal(code, 2);
    assert.match(stderr, told);
  });
}
