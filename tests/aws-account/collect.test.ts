import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UserError } from '../../src/model/user-error.ts';
import { actions } from '../../src/sources/aws-account/actions.ts';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { tokenBucket } from '../../src/sources/aws-account/rate.ts';
import type { Fault } from './endpoint/faults.ts';
import { accountOf, fastClock, manyBuckets, readAccount } from './endpoint/reading.ts';
import { type Received, startEndpoint } from './endpoint/server.ts';

function count(received: readonly Received[], api: string): number {
  return received.filter((call) => call.api === api).length;
}

function answersOf(recording: Recording, api: string) {
  return recording.answers.filter((answer) => answer.api === api);
}

const blindItems = [
  ...manyBuckets(3),
  { resourceType: 'AWS::ECS::Cluster', resourceId: 'web', configuration: { clusterName: 'web' }, tags: [] },
];

describe('reading an account', () => {
  it('reads 5,000 rows of AWS Config in 50 pages, at five calls a second', async () => {
    const { recording, received, slept } = await readAccount(accountOf({ items: manyBuckets(5_000) }));
    const rows = answersOf(recording, 'config:SelectResourceConfig');
    const config = received.filter(({ api }) => api.startsWith('config:'));
    // Recorder, its status, one page of counts, rows / 100 pages of rows, one page of counts by type.
    assert.equal(config.length, 2 + 1 + 5_000 / 100 + 1);
    assert.equal(received.length, 1 + 1 + config.length + 6 + 6);
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
      [['unreadable', ['vpc']]],
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
      [['config:BatchGetResourceConfig', 1]],
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

  it('honours AWS_ENDPOINT_URL and AWS_REGION, and keeps the SDK quiet about Node', async () => {
    const endpoint = await startEndpoint(accountOf({}));
    const { collect } = await import('../../src/sources/aws-account/collect.ts');
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

describe('when AWS refuses', () => {
  /** Written down apart from the table that is tested. */
  const fromConfig = [
    'account',
    'cloudtrail-trail',
    'kms-key',
    'rds-cluster',
    'rds-instance',
    's3-bucket',
    'unclaimed',
  ];
  const lost: Readonly<Record<string, readonly string[]>> = {
    'config:BatchGetResourceConfig': fromConfig,
    'config:DescribeConfigurationRecorders': fromConfig,
    'config:DescribeConfigurationRecorderStatus': fromConfig,
    'config:GetDiscoveredResourceCounts': fromConfig,
    'config:ListDiscoveredResources': fromConfig,
    'config:SelectResourceConfig': fromConfig,
    'ec2:DescribeFlowLogs': ['flow-log'],
    'ec2:DescribeRegions': ['*'],
    'ec2:DescribeSecurityGroupRules': ['security-group'],
    'ec2:DescribeSecurityGroups': ['security-group'],
    'ec2:DescribeVolumes': ['ebs-volume'],
    'ec2:DescribeVpcs': ['vpc'],
    'ec2:GetEbsEncryptionByDefault': ['account'],
    'iam:GenerateCredentialReport': [],
    'iam:GetAccountAuthorizationDetails': ['iam-policy', 'iam-role', 'iam-user'],
    'iam:GetAccountPasswordPolicy': ['account'],
    'iam:GetAccountSummary': ['account'],
    'iam:GetCredentialReport': ['account', 'iam-user'],
    'iam:ListVirtualMFADevices': ['account', 'iam-user'],
  };
  const account = accountOf({ items: blindItems, blindTypes: ['AWS::ECS::Cluster'] });

  it('has a case for every action', () => {
    const asked = actions.map(({ api }) => api).filter((api) => api !== 'sts:GetCallerIdentity');
    assert.deepEqual(asked.sort(), Object.keys(lost).sort());
  });

  for (const [api, kinds] of Object.entries(lost)) {
    it(`goes on without ${api}, and says what is missing`, async () => {
      process.env.AWS_REGION = 'eu-west-1';
      const { recording, received } = await readAccount(
        account,
        { [api]: { what: 'deny' } },
        { regions: 'all' },
      );
      delete process.env.AWS_REGION;
      assert.deepEqual(
        [
          ...new Set(
            recording.answers.filter(({ error }) => error !== undefined).map((answer) => answer.api),
          ),
        ],
        [api],
      );
      const gaps = coverageOf(recording).gaps.filter(({ reason }) => reason !== 'count-mismatch');
      assert.equal(gaps.length, 1);
      assert.deepEqual(gaps[0]?.kinds, kinds);
      assert.equal(gaps[0]?.reason, 'denied');
      assert.equal(gaps[0]?.incomplete, kinds.length > 0);
      assert.match(gaps[0]?.message ?? '', new RegExp(`Allow ${api} for the audit role`));
      // Denied once is denied: nobody asks again, and everyone else is still asked.
      assert.ok(count(received, api) <= 2);
      for (const other of [
        'ec2:GetEbsEncryptionByDefault',
        'iam:GetCredentialReport',
        'config:SelectResourceConfig',
      ]) {
        assert.ok(count(received, other) > 0, `${other} was not asked`);
      }
    });
  }

  it('says what was listed and could not be got', async () => {
    const { recording } = await readAccount(account, { 'config:BatchGetResourceConfig': { what: 'deny' } });
    const gap = coverageOf(recording).gaps.find(({ reason }) => reason === 'count-mismatch');
    assert.match(gap?.message ?? '', /1 of AWS::ECS::Cluster/);
    assert.deepEqual(gap?.kinds, ['unclaimed']);
  });

  it('tells credentials that do not work from everything else', async () => {
    await assert.rejects(
      readAccount(account, { 'sts:GetCallerIdentity': { what: 'expire' } }),
      (error: UserError) => {
        assert.match(error.problems[0]?.message ?? '', /credentials do not work: ExpiredToken/);
        return error.name === 'UserError';
      },
    );
  });
});

describe('throttling', () => {
  it('is waited out', async () => {
    const calm = await readAccount(accountOf({ items: manyBuckets(300) }));
    const { recording, received, slept } = await readAccount(accountOf({ items: manyBuckets(300) }), {
      'config:SelectResourceConfig': { what: 'throttle', after: 1, times: 4 },
    });
    assert.equal(count(received, 'config:SelectResourceConfig'), 4 + 4);
    assert.deepEqual(coverageOf(recording).gaps, []);
    // 0.5 + 1 + 2 + 4 s of backoff, less what the rate would have waited in that time anyway.
    assert.ok(slept - calm.slept > 7_000, `${slept - calm.slept} ms`);
  });

  it('without an end becomes a gap, and the rest is read', async () => {
    const { recording, received } = await readAccount(accountOf({}), {
      'config:SelectResourceConfig': { what: 'throttle' },
      'iam:GetAccountSummary': { what: 'throttle' },
    });
    assert.equal(count(received, 'config:SelectResourceConfig'), 8 + 8);
    assert.deepEqual(
      coverageOf(recording).gaps.map(({ api, reason }) => [api, reason]),
      [
        ['config:SelectResourceConfig', 'throttled'],
        ['iam:GetAccountSummary', 'throttled'],
      ],
    );
    assert.equal(answersOf(recording, 'iam:GetCredentialReport')[0]?.error, undefined);
  });

  it('keeps calls under the rate, halves it when throttled and lets it grow again', async () => {
    const clock = fastClock();
    const { signal } = new AbortController();
    const bucket = tokenBucket(5, 5, clock);
    for (let call = 0; call < 5; call++) await bucket.take(signal);
    assert.equal(clock.slept, 0);
    for (let call = 0; call < 10; call++) await bucket.take(signal);
    assert.equal(clock.slept, 2_000);
    bucket.slowDown();
    assert.equal(bucket.rate(), 2.5);
    for (let call = 0; call < 10; call++) await bucket.take(signal);
    assert.equal(clock.slept, 6_000);
    for (let call = 0; call < 100; call++) bucket.speedUp();
    assert.equal(bucket.rate(), 5);
    for (let call = 0; call < 10; call++) bucket.slowDown();
    assert.equal(bucket.rate(), 0.5);
  });
});

describe('an end before the end', () => {
  it('stops asking when the credentials run out, and keeps what was read', async () => {
    const { recording, received } = await readAccount(accountOf({ items: manyBuckets(1_000) }), {
      'config:SelectResourceConfig': { what: 'expire', after: 3 },
    });
    assert.equal(count(received, 'config:SelectResourceConfig'), 4);
    assert.equal(
      answersOf(recording, 'config:SelectResourceConfig').filter(({ output }) => output).length,
      3,
    );
    assert.equal(received.at(-1)?.api, 'config:SelectResourceConfig');
    const { gaps, ledger } = coverageOf(recording);
    assert.equal(ledger.find(({ type }) => type === 'AWS::S3::Bucket')?.count, 300);
    assert.equal(gaps.length, 1);
    assert.match(gaps[0]?.message ?? '', /credentials ran out.*config:SelectResourceConfig in eu-west-1/);
    assert.equal(gaps[0]?.incomplete, true);
    assert.ok(gaps[0]?.kinds.includes('s3-bucket'));
  });

  it('cuts a call that never answers, and reads the rest', async () => {
    const { recording, received } = await readAccount(
      accountOf({}),
      { 'ec2:DescribeVolumes': { what: 'stall' } },
      { limits: { attempt: 100 } },
    );
    assert.equal(count(received, 'ec2:DescribeVolumes'), 3);
    assert.deepEqual(
      coverageOf(recording).gaps.map(({ api, reason, kinds }) => [api, reason, kinds]),
      [['ec2:DescribeVolumes', 'timed-out', ['ebs-volume']]],
    );
    assert.equal(answersOf(recording, 'ec2:GetEbsEncryptionByDefault')[0]?.error, undefined);
  });

  it('stops asking when nothing answers any more', async () => {
    const all = Object.fromEntries(
      actions.filter(({ scope }) => scope !== 'start').map(({ api }) => [api, { what: 'stall' } as Fault]),
    );
    const { recording, received } = await readAccount(accountOf({}), all, {
      limits: { attempt: 100, stall: 600 },
    });
    assert.ok(received.length < 12, `${received.length} calls`);
    const { gaps } = coverageOf(recording);
    assert.equal(gaps.length, 1);
    assert.equal(gaps[0]?.reason, 'timed-out');
    assert.match(gaps[0]?.message ?? '', /AWS stopped answering/);
  });

  it('ends at once when it is aborted', async () => {
    const abort = new AbortController();
    const reading = readAccount(
      accountOf({ items: manyBuckets(5_000) }),
      { 'ec2:DescribeVpcs': { what: 'stall' } },
      {
        signal: abort.signal,
        onProgress: ({ api, pages }) => {
          if (api === 'config:SelectResourceConfig' && pages === 3) abort.abort(new Error('stopped by hand'));
        },
      },
    );
    await assert.rejects(reading, /stopped by hand/);
  });
});

describe('answers that are spoilt', () => {
  const apis = ['config:SelectResourceConfig', 'ec2:DescribeVpcs', 'iam:GetAccountSummary'];
  const faults: readonly [Fault['what'], string][] = [
    ['cut', 'unreadable'],
    ['truncate', 'unreadable'],
    ['malform', 'unreadable'],
    ['hollow', 'unreadable'],
    ['stall-midway', 'timed-out'],
    ['break', 'unreadable'],
  ];
  const limits = { attempt: 150 };
  for (const [what, reason] of faults) {
    it(`asks again after "${what}", and makes a gap of it when it stays so`, async () => {
      const once = await readAccount(
        accountOf({}),
        Object.fromEntries(apis.map((api) => [api, { what, times: 2 }])),
        {
          limits,
        },
      );
      assert.deepEqual(coverageOf(once.recording).gaps, []);
      const ever = await readAccount(accountOf({}), Object.fromEntries(apis.map((api) => [api, { what }])), {
        limits,
      });
      assert.deepEqual(
        coverageOf(ever.recording).gaps.map((gap) => [gap.api, gap.reason, gap.incomplete]),
        apis.map((api) => [api, reason, true]),
      );
    });
  }
});
