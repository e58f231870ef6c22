import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { UserError } from '../../src/model/user-error.ts';
import { actionOf, actions } from '../../src/sources/aws-account/actions.ts';
import { collect } from '../../src/sources/aws-account/collect.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import {
  accountOf,
  answersOf,
  blindItems,
  count,
  fastClock,
  manyBuckets,
  readAccount,
} from './endpoint/reading.ts';
import { startEndpoint } from './endpoint/server.ts';

describe('reading an account', () => {
  it('reads 5,000 rows of AWS Config in 50 pages, at five calls a second', async () => {
    const { recording, received, slept } = await readAccount(accountOf({ items: manyBuckets(5_000) }));
    const rows = answersOf(recording, 'config:SelectResourceConfig');
    const config = received.filter(({ api }) => api.startsWith('config:'));
    // Recorder, its status, one page of counts, rows / 100 pages of rows, one page of counts by type.
    assert.equal(config.length, 2 + 1 + 5_000 / 100 + 1);
    // Who asks, which regions are on, and then one call of each action whose things are not asked about one by one.
    const once = actions.filter(({ each, optional }) => each === undefined && optional !== true);
    const others = received.length - config.length - 2;
    const due = once.filter(({ api, scope }) => scope !== 'start' && !api.startsWith('config:')).length;
    assert.ok(others >= due && others <= due + 5, `${others} calls for ${due} actions`);
    assert.equal(rows.length, 51);
    const read = rows.flatMap(({ output }) => (output as { Results: string[] }).Results);
    assert.equal(new Set(read).size, 5_001);
    // The first five are free.
    assert.ok(slept >= ((config.length - 5) / 5) * 1000, `only ${slept} ms for ${config.length} calls`);
    assert.deepEqual(coverageOf(recording).gaps, []);
  });

  it('reads an empty account without a gap, and says that there is no password policy', async () => {
    const { recording } = await readAccount(accountOf({}));
    const { gaps, ledger } = coverageOf(recording);
    assert.deepEqual(gaps, []);
    assert.deepEqual(answersOf(recording, 'iam:GetAccountPasswordPolicy')[0]?.output, {});
    assert.equal(ledger.find(({ type }) => type === 'AWS::RDS::DBInstance')?.count, 0);
    assert.equal(ledger.find(({ type }) => type === 'the password policy')?.count, 0);
  });

  it('follows page tokens of EC2 and IAM, and pages that are empty', async () => {
    const vpcs = Array.from({ length: 2_500 }, (_, number) => ({ VpcId: `vpc-${number}`, IsDefault: false }));
    const roles = Array.from({ length: 650 }, (_, number) => ({
      RoleName: `r${number}`,
      Path: '/',
      AssumeRolePolicyDocument: '%7B%7D',
    }));
    const outputs = { 'ec2:DescribeVpcs': { Vpcs: vpcs } };
    const global = { outputs: { 'iam:GetAccountAuthorizationDetails': { RoleDetailList: roles } } };
    const { recording } = await readAccount(accountOf({ outputs }, global), {
      'ec2:DescribeVpcs': { what: 'empty-page', times: 3 },
    });
    const { gaps, ledger } = coverageOf(recording);
    assert.deepEqual(gaps, []);
    assert.equal(ledger.find(({ type }) => type === 'AWS::EC2::VPC')?.count, 2_500);
    assert.equal(ledger.find(({ type }) => type === 'AWS::IAM::Role')?.count, 650);
    assert.equal(answersOf(recording, 'ec2:DescribeVpcs').length, 3 + 3);
    // Documents stay as IAM encodes them.
    const [page] = answersOf(recording, 'iam:GetAccountAuthorizationDetails');
    assert.match(JSON.stringify(page?.output), /"AssumeRolePolicyDocument":"%7B%7D"/);
  });

  it('gives up on empty pages without an end', async () => {
    const { recording } = await readAccount(accountOf({}), { 'ec2:DescribeVpcs': { what: 'empty-page' } });
    assert.equal(answersOf(recording, 'ec2:DescribeVpcs').at(-1)?.error?.name, 'EndlessPages');
    assert.deepEqual(
      coverageOf(recording).gaps.map(({ reason, kinds }) => [reason, kinds]),
      [['unreadable', actionOf('ec2:DescribeVpcs').kinds]],
    );
  });

  it('gets the types that queries do not serve one by one', async () => {
    const account = accountOf({ items: blindItems, blindTypes: ['AWS::ECS::Cluster'] });
    const { recording, received } = await readAccount(account);
    assert.equal(count(received, 'config:ListDiscoveredResources'), 1);
    assert.equal(count(received, 'config:BatchGetResourceConfig'), 1);
    const { gaps, ledger } = coverageOf(recording);
    assert.deepEqual(gaps, []);
    const clusters = ledger.filter(({ type }) => type === 'AWS::ECS::Cluster');
    assert.deepEqual(
      clusters.map((entry) => [entry.api, entry.count]),
      [
        ['config:BatchGetResourceConfig', 1],
        ['config:SelectResourceConfig', 0],
      ],
    );
  });

  it('waits for the credential report, within bounds', async () => {
    const outputs = { 'iam:GenerateCredentialReport': { State: 'STARTED' } };
    const { recording, received } = await readAccount(
      accountOf({}, { outputs }),
      {},
      { limits: { reportLooks: 4 } },
    );
    assert.equal(count(received, 'iam:GenerateCredentialReport'), 4);
    assert.equal(answersOf(recording, 'iam:GenerateCredentialReport').length, 1);
    const [report] = answersOf(recording, 'iam:GetCredentialReport');
    assert.match(JSON.stringify(report?.output), /"Content":"user,arn\\n"/);
  });

  it('assumes a role once for all services', async () => {
    const roleArn = 'arn:aws:iam::111122223333:role/audit';
    const { received } = await readAccount(accountOf({}), {}, { roleArn });
    assert.equal(count(received, 'sts:AssumeRole'), 1);
  });

  it('takes credentials and region of a profile', async () => {
    const directory = await mkdtemp(join(tmpdir(), 'profile-'));
    const file = join(directory, 'config');
    const keys = 'aws_access_key_id = AKIAPROFILE\naws_secret_access_key = example\n';
    await writeFile(file, `[profile audit]\nregion = eu-north-1\n${keys}`);
    process.env.AWS_CONFIG_FILE = file;
    const endpoint = await startEndpoint(accountOf({}));
    try {
      const options = { endpoint: endpoint.url, clock: fastClock() };
      const recording = await collect({ ...options, profile: 'audit' });
      assert.deepEqual(recording.regions, ['eu-north-1']);
      assert.deepEqual([...new Set(endpoint.received.map(({ key }) => key))], ['AKIAPROFILE']);
      await assert.rejects(collect(options), /no region is given/);
      const misspelt = { ...options, profile: 'adit', regions: ['eu-west-1'] };
      await assert.rejects(collect(misspelt), /--profile: the credentials of profile `adit` do not work/);
    } finally {
      process.env.AWS_CONFIG_FILE = '/dev/null';
      await endpoint.close();
      await rm(directory, { recursive: true });
    }
  });

  it('honours AWS_ENDPOINT_URL and AWS_REGION, and keeps the SDK quiet about Node', async () => {
    const endpoint = await startEndpoint(accountOf({}));
    const warnings: string[] = [];
    const listen = (warning: Error) => warnings.push(warning.name);
    process.on('warning', listen);
    Object.assign(process.env, { AWS_ENDPOINT_URL: endpoint.url, AWS_REGION: 'eu-west-1' });
    try {
      const recording = await collect({ clock: fastClock() });
      assert.deepEqual(recording.regions, ['eu-west-1']);
      assert.equal(count(endpoint.received, 'ec2:DescribeRegions'), 0);
      assert.deepEqual(warnings, []);
    } finally {
      delete process.env.AWS_ENDPOINT_URL;
      delete process.env.AWS_REGION;
      process.off('warning', listen);
      await endpoint.close();
    }
  });
});

describe('regions', () => {
  it('reads every region that is on with `all`', async () => {
    const account = { ...accountOf({}), off: ['ap-east-1'] };
    const regions = { ...account.regions, 'us-east-1': {} };
    const { recording } = await readAccount({ ...account, regions }, {}, { regions: 'all' });
    assert.deepEqual(recording.regions, ['eu-west-1', 'us-east-1']);
    assert.deepEqual(coverageOf(recording).gaps, []);
  });

  it('makes a gap of a named region that is off, and asks nothing there', async () => {
    const account = { ...accountOf({}), off: ['ap-east-1'] };
    const { recording, received } = await readAccount(account, {}, { regions: ['eu-west-1', 'ap-east-1'] });
    assert.equal(received.filter(({ region }) => region === 'ap-east-1').length, 0);
    const { gaps } = coverageOf(recording);
    assert.deepEqual(
      gaps.map(({ reason, region, incomplete }) => [reason, region, incomplete]),
      [['region-off', 'ap-east-1', true]],
    );
  });

  it('knows a region that is off by its refusals, when the list of regions is denied', async () => {
    const account = { ...accountOf({}), off: ['ap-east-1'] };
    const { recording } = await readAccount(
      account,
      { 'ec2:DescribeRegions': { what: 'deny' } },
      { regions: ['eu-west-1', 'ap-east-1'] },
    );
    const { gaps } = coverageOf(recording);
    assert.deepEqual(
      gaps.map(({ reason, region, incomplete }) => [reason, region, incomplete]),
      [
        ['region-off', 'ap-east-1', true],
        ['denied', 'global', false],
      ],
    );
  });

  it('refuses a region that AWS does not have', async () => {
    await assert.rejects(readAccount(accountOf({}), {}, { regions: ['eu-wst-1'] }), (error: UserError) => {
      // The endpoint answers for any name; only the list of regions tells.
      assert.match(error.problems[0]?.message ?? '', /no region `eu-wst-1`/);
      return true;
    });
  });
});
