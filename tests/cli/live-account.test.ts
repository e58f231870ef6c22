import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { accountOf } from '../aws-account/endpoint/reading.ts';
import { type Endpoint, startEndpoint } from '../aws-account/endpoint/server.ts';
import { run } from './run.ts';

const database = {
  accountId: '111122223333',
  awsRegion: 'eu-west-1',
  arn: 'arn:aws:rds:eu-west-1:111122223333:db:orders',
  resourceId: 'db-ORDERS',
  resourceName: 'orders',
  resourceType: 'AWS::RDS::DBInstance',
  configurationItemStatus: 'OK',
  configurationItemCaptureTime: '2026-11-20T00:00:00.000Z',
  configuration: {
    dBInstanceIdentifier: 'orders',
    engine: 'postgres',
    engineVersion: '17.4',
    backupRetentionPeriod: 1,
  },
  supplementaryConfiguration: {},
  tags: [],
};
const vpcs = {
  'ec2:DescribeVpcs': { Vpcs: [{ VpcId: 'vpc-1', IsDefault: false, CidrBlock: '10.0.0.0/16' }] },
};

let folder: string;
let endpoint: Endpoint;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'live-account-'));
  const denied = { 'ec2:DescribeFlowLogs': { what: 'deny' } } as const;
  endpoint = await startEndpoint(accountOf({ items: [database], outputs: vpcs }), denied);
  process.env.AWS_ENDPOINT_URL = endpoint.url;
});

after(async () => {
  delete process.env.AWS_ENDPOINT_URL;
  await endpoint.close();
  await rm(folder, { recursive: true, force: true });
});

const findingsOf = (json: string) =>
  (JSON.parse(json) as { findings: { rule: string; verdict: string; message: string }[] }).findings;

test('an account is read over HTTP, judged, recorded, and judged again from the recording, byte for byte', async () => {
  const evidence = join(folder, 'evidence');
  const words = ['--report', 'json', '--policy', 'caja-policy.yaml'];
  const live = await run(['account', '--regions', 'eu-west-1', '--record', evidence, ...words]);
  assert.equal(live.code, 1, live.stderr);
  const again = await run(['account', '--replay', evidence, ...words]);
  assert.equal(again.stdout, live.stdout);
  assert.equal(again.code, 1);

  const backups = findingsOf(live.stdout).find((one) => one.rule === 'rds/instance-keeps-backups');
  assert.deepEqual(
    [backups?.verdict, backups?.message],
    ['fail', 'orders keeps backups for 1 day; the policy asks for 7.'],
  );
  const flows = findingsOf(live.stdout).filter((one) => one.rule === 'ec2/vpc-logs-flows');
  assert.deepEqual(
    flows.map((one) => one.verdict),
    ['unknown'],
    'a denied list is neither a pass nor a fail',
  );
  assert.match(live.stderr, /ec2:DescribeFlowLogs was refused in eu-west-1/);
});

test('every call that was made only reads', () => {
  const writing = endpoint.received.filter(
    ({ api }) => !/:(Get|List|Describe|Select|Batch|GenerateCredentialReport)/.test(api),
  );
  assert.deepEqual(writing, []);
  assert.ok(endpoint.received.length > 10);
});
