import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UserError } from '../../src/model/user-error.ts';
import { actions } from '../../src/sources/aws-account/actions.ts';
import { configKinds } from '../../src/sources/aws-account/config-types.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { tokenBucket } from '../../src/sources/aws-account/rate.ts';
import type { Fault } from './endpoint/faults.ts';
import {
  accountOf,
  answersOf,
  blindItems,
  count,
  fastClock,
  manyBuckets,
  readAccount,
} from './endpoint/reading.ts';

describe('when AWS refuses', () => {
  // Every kind that AWS Config is the source of is lost with it; the others are written down apart from the table that is tested.
  const fromConfig = configKinds;
  const lost: Readonly<Record<string, readonly string[]>> = {
    'config:BatchGetResourceConfig': fromConfig,
    'config:DescribeConfigurationRecorders': fromConfig,
    'config:DescribeConfigurationRecorderStatus': fromConfig,
    'config:GetDiscoveredResourceCounts': fromConfig,
    'config:ListDiscoveredResources': fromConfig,
    'config:SelectResourceConfig': fromConfig,
    'ec2:DescribeFlowLogs': ['flow-log'],
    'ec2:DescribeRegions': [...fromConfig, 'ebs-volume', 'flow-log', 'security-group', 'vpc'].sort(),
    'ec2:DescribeSecurityGroupRules': [],
    'ec2:DescribeSecurityGroups': ['security-group'],
    'ec2:DescribeVolumes': ['ebs-volume'],
    'ec2:DescribeVpcs': ['vpc'],
    'ec2:GetEbsEncryptionByDefault': [],
    'iam:GenerateCredentialReport': [],
    'iam:GetAccountAuthorizationDetails': ['iam-policy', 'iam-role', 'iam-user'],
    'iam:GetAccountPasswordPolicy': [],
    'iam:GetAccountSummary': [],
    'iam:GetCredentialReport': [],
    'iam:ListVirtualMFADevices': [],
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
      assert.equal(gaps[0]?.incomplete, api !== 'iam:GenerateCredentialReport');
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
    assert.deepEqual(gap?.kinds, ['ecs-cluster']);
  });

  it('tells an STS that cannot be reached from credentials that do not work', async () => {
    const options = { endpoint: 'http://127.0.0.1:1' };
    await assert.rejects(readAccount(account, {}, options), /AWS STS could not be reached: .*ECONNREFUSED/);
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
