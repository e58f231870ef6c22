import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import type { Organisation } from '../../src/model/organisation.ts';
import type { Report } from '../../src/model/report.ts';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import type { SarifLog } from '../../src/reporters/sarif/types.ts';
import type { ConfigItem } from '../aws-account/endpoint/account.ts';
import { type FakeAggregator, recorderItem } from '../aws-account/endpoint/aggregator.ts';
import type { Received, Told } from '../aws-account/endpoint/exchange.ts';
import { organisationOf } from '../aws-account/endpoint/organisation.ts';
// Takes whoever runs the tests' own credentials away.
import '../aws-account/endpoint/reading.ts';
import { startEndpoint } from '../aws-account/endpoint/server.ts';
import { type Outcome, run } from './run.ts';

const [prod, staging, unseen] = ['111122223333', '444455556666', '777788889999'] as const;

const policy = `version: 1
name: Caja
document: Strategy
environments: { prod: {}, dev: {} }
accounts:
  "${prod}": { name: prod, environment: prod }
  "${unseen}": { name: dev, environment: dev }
aggregator: { name: everything, region: eu-west-1 }
`;

function database(account: string, number: number): ConfigItem {
  return {
    accountId: account,
    awsRegion: 'eu-west-1',
    arn: `arn:aws:rds:eu-west-1:${account}:db:orders-${number}`,
    resourceId: `db-ORDERS${number}`,
    resourceName: `orders-${number}`,
    resourceType: 'AWS::RDS::DBInstance',
    configurationItemStatus: 'ResourceDiscovered',
    configurationItemCaptureTime: '2026-11-20T00:00:00.000Z',
    configuration: {
      dBInstanceIdentifier: `orders-${number}`,
      engine: 'postgres',
      engineVersion: '17.4',
      backupRetentionPeriod: 1,
      masterUserPassword: 'hunter2',
    },
    supplementaryConfiguration: {},
    tags: [],
  };
}

const databases = Array.from({ length: 250 }, (_, number) => database(prod, number));
const both = ['eu-west-1', 'us-east-1'];
const whole: FakeAggregator = {
  name: 'everything',
  items: [
    ...databases,
    database(staging, 1),
    ...[prod, staging].flatMap((id) => both.map((one) => recorderItem(id, one))),
  ],
};

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'aggregator-'));
  await writeFile(join(folder, 'caja-policy.yaml'), policy);
});
after(() => rm(folder, { recursive: true, force: true }));

type Json = Organisation & { readonly reports: readonly Report[] };

async function audit(
  words: readonly string[],
  aggregator: FakeAggregator,
  instead: (call: Received) => Told | undefined = () => undefined,
): Promise<Outcome & { readonly received: readonly Received[] }> {
  const endpoint = await startEndpoint(
    organisationOf({ accounts: [], aggregator, instead: (_account, call) => instead(call) }),
  );
  process.env.AWS_ENDPOINT_URL = endpoint.url;
  try {
    const outcome = await run(['account', ...words], { cwd: folder });
    return { ...outcome, received: endpoint.received };
  } finally {
    delete process.env.AWS_ENDPOINT_URL;
    await endpoint.close();
  }
}

const read = async (aggregator: FakeAggregator, instead?: (call: Received) => Told | undefined) => {
  const { stdout } = await audit(['--aggregator', '--quiet', '--report', 'json'], aggregator, instead);
  return JSON.parse(stdout) as Json;
};
const gapsOf = (json: Json, account: string) =>
  json.reports.find(({ source }) => source.subject === account)?.gaps ?? [];

test('a whole organisation is read through its aggregator, in pages of 100, one account after the other', async () => {
  const { code, stdout, received } = await audit(['--aggregator', '--report', 'json'], whole);
  assert.equal(code, 1);
  const json: Json = JSON.parse(stdout);
  assert.deepEqual(
    json.accounts.map(({ account, name, environment }) => [account, name, environment]),
    [
      [prod, 'prod', 'prod'],
      [staging, staging, ''],
      [unseen, 'dev', 'dev'],
    ],
  );
  const failing = json.reports.map(
    ({ findings }) =>
      findings.filter((one) => one.rule === 'rds/instance-keeps-backups' && one.verdict === 'fail').length,
  );
  assert.deepEqual(failing, [250, 1, 0]);
  const selects = received.filter(({ api }) => api === 'config:SelectAggregateResourceConfig');
  assert.ok(selects.every(({ input }) => input.Limit === 100));
  const pages = selects.filter(({ input }) =>
    /supplementaryConfiguration.*111122223333/.test(String(input.Expression)),
  );
  assert.equal(pages.length, 3, '250 databases and 2 recorders');
  assert.ok(
    received.every(({ api }) => !/^(ec2|iam|rds):/.test(api)),
    'nobody asks the accounts',
  );
});

test('what services answer themselves is unknown, with that reason, and nothing of it is passed', async () => {
  const json = await read(whole);
  const [gap] = gapsOf(json, prod).filter(({ reason }) => reason === 'out-of-reach');
  assert.match(gap?.message ?? '', /does not hold what services answer themselves \(.*ec2.*iam.*\)/);
  const verdicts = (rule: string) =>
    new Set(json.reports[0]?.findings.filter((one) => one.rule === rule).map(({ verdict }) => verdict));
  for (const rule of ['ec2/volume-encrypts', 'account/root-has-mfa', 'iam/administrator-has-mfa']) {
    assert.deepEqual([...verdicts(rule)], ['unknown'], rule);
  }
});

test('an account that the policy names and the aggregator does not know is in the report', async () => {
  const json = await read(whole);
  assert.match(gapsOf(json, unseen)[0]?.message ?? '', /the aggregator everything knows nothing of it/);
  assert.equal(json.accounts.find(({ name }) => name === 'dev')?.complete, false);
});

/** [what is wrong, the aggregator, the reason of the gap, its sentence]. */
const without = (test: (item: ConfigItem) => boolean) => whole.items.filter((item) => !test(item));
const isRecorder = (item: ConfigItem, region: string) =>
  item.resourceType === 'AWS::Config::ConfigurationRecorder' &&
  item.awsRegion === region &&
  item.accountId === prod;
const losses: [string, FakeAggregator, string, RegExp][] = [
  [
    'a region has no recorder where another account has one',
    { ...whole, items: without((item) => isRecorder(item, 'us-east-1')) },
    'recorder-off',
    /no recorder in us-east-1/,
  ],
  [
    'a recorder is stopped',
    {
      ...whole,
      items: [
        ...without((item) => isRecorder(item, 'us-east-1')),
        recorderItem(prod, 'us-east-1', { Recording: false }),
      ],
    },
    'recorder-off',
    /recorder is stopped in us-east-1/,
  ],
  [
    'a recorder keeps some types alone',
    {
      ...whole,
      items: [
        ...without((item) => isRecorder(item, 'us-east-1')),
        recorderItem(prod, 'us-east-1', {
          RecordingGroup: { AllSupported: false, ResourceTypes: ['AWS::S3::Bucket'] },
        }),
      ],
    },
    'not-recorded',
    /does not record .*AWS::RDS::DBInstance.* in us-east-1/,
  ],
  [
    'queries are blind for a type',
    { ...whole, blindTypes: ['AWS::RDS::DBInstance'] },
    'count-mismatch',
    /250 of AWS::RDS::DBInstance/,
  ],
  [
    'a copy is broken',
    {
      ...whole,
      statuses: [
        {
          SourceId: prod,
          SourceType: 'ACCOUNT',
          AwsRegion: 'us-east-1',
          LastUpdateStatus: 'FAILED',
          LastErrorCode: 'AccessDenied',
        },
        { SourceId: prod, SourceType: 'ACCOUNT', AwsRegion: 'eu-west-1', LastUpdateStatus: 'SUCCEEDED' },
      ],
    },
    'stale',
    /copy of us-east-1 is broken \(AccessDenied\)/,
  ],
];
for (const [what, aggregator, reason, sentence] of losses) {
  test(`nothing is passed for want of rows: ${what}`, async () => {
    const json = await read(aggregator);
    const gap = gapsOf(json, prod).find((one) => one.reason === reason);
    assert.match(gap?.message ?? '', sentence);
    assert.equal(gap?.incomplete, true);
    assert.deepEqual(
      json.reports[0]?.findings.filter(
        ({ verdict, rule }) => verdict === 'pass' && rule === 'rds/instance-keeps-backups',
      ),
      [],
    );
  });
}

test('an account whose rows are refused is told, and the others are read', async () => {
  const json = await read(whole, ({ api, input }) =>
    api === 'config:SelectAggregateResourceConfig' &&
    String(input.Expression).includes(`WHERE accountId = '${prod}'`)
      ? { refusal: { status: 400, code: 'AccessDeniedException', message: 'no' } }
      : undefined,
  );
  const [gap] = gapsOf(json, prod).filter(({ reason }) => reason === 'denied');
  assert.match(
    gap?.message ?? '',
    /SelectAggregateResourceConfig of the aggregator everything failed .*: the account's inventory could not be read/,
  );
  const rows = json.reports.map(({ ledger }) => ledger.filter(({ type }) => type === 'AWS::RDS::DBInstance'));
  assert.deepEqual(
    rows.map((entries) => entries.reduce((sum, { count }) => sum + count, 0)),
    [0, 1, 0],
  );
  const passes = json.reports[0]?.findings.filter(({ verdict }) => verdict === 'pass');
  assert.deepEqual(passes, []);
});

test('an aggregator that does not exist, or may not be asked, is a mistake and no clean report', async () => {
  const words = ['--aggregator', 'nothing', '--aggregator-region', 'eu-west-1'];
  const { code, stderr } = await audit(words, whole);
  assert.equal(code, 2);
  assert.match(
    stderr,
    /^--aggregator: the aggregator `nothing` in eu-west-1 did not tell its accounts: NoSuchConfigurationAggregatorException/,
  );
});

test('its recording repeats byte for byte, holds no secret, and its SARIF closes no alert of direct readings', async () => {
  const files = (name: string) =>
    ['json', 'sarif', 'markdown', 'table'].flatMap((format) => ['--report', `${format}=${name}.${format}`]);
  const live = await audit(['--aggregator', '--record', 'seen', ...files('live')], whole);
  assert.equal(live.code, 1, live.stderr);
  const again = await run(['account', '--replay', 'seen', ...files('again')], { cwd: folder });
  assert.equal(again.code, 1, again.stderr);
  for (const format of ['json', 'sarif', 'markdown', 'table']) {
    const [one = '', other] = await Promise.all(
      ['live', 'again'].map((name) => readFile(join(folder, `${name}.${format}`), 'utf8')),
    );
    assert.equal(other, one, format);
    assert.ok(!one.includes('hunter2'), format);
  }
  const rows = await readFile(
    join(folder, 'seen', prod, prod, 'eu-west-1/config.SelectAggregateResourceConfig.json'),
    'utf8',
  );
  assert.ok(rows.includes('orders-249') && !rows.includes('hunter2'));
  const log: SarifLog = JSON.parse(await readFile(join(folder, 'live.sarif'), 'utf8'));
  assert.deepEqual(lintSarif(log), []);
  assert.deepEqual(
    log.runs.map(({ automationDetails: { id } }) => id),
    [prod, staging].flatMap((id) =>
      ['eu-west-1', 'global', 'us-east-1'].map((one) => `caja-policy/aggregator/${id}/${one}/`),
    ),
  );
});
