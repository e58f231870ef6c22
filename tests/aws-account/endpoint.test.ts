import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UserError } from '../../src/model/user-error.ts';
import type { Action } from '../../src/sources/aws-account/action.ts';
import { configKinds } from '../../src/sources/aws-account/config-types.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { ratesPerSecond, tokenBucket } from '../../src/sources/aws-account/rate.ts';
import {
  asked,
  assertUnharmed,
  calm,
  failedApis,
  full,
  serviceOf,
  services,
  still,
} from './endpoint/calm.ts';
import type { Fault } from './endpoint/faults.ts';
import { filledAccount } from './endpoint/filled.ts';
import {
  accountOf,
  answersOf,
  blindItems,
  count,
  everywhere,
  fastClock,
  manyBuckets,
  readAccount,
} from './endpoint/reading.ts';

describe('when AWS refuses', () => {
  const longest = Math.max(
    ...services.map((service) => asked.filter(({ api }) => serviceOf(api) === service).length),
  );

  // One call of every service at a time: services do not know of each other.
  for (let turn = 0; turn < longest; turn++) {
    const denied = services.flatMap((service) => {
      const action = asked.filter(({ api }) => serviceOf(api) === service)[turn];
      return action === undefined ? [] : [action];
    });
    const apis = denied.map(({ api }) => api);

    it(`goes on without ${apis.join(', ')}, and says what is missing`, async () => {
      const read = await readAccount(full, Object.fromEntries(apis.map((api) => [api, { what: 'deny' }])), {
        clock: still,
      });
      assert.deepEqual(failedApis(read), [...apis].sort());
      const { gaps } = coverageOf(read.recording);
      for (const { api, kinds, describes, permission } of denied) {
        const gap = gaps.find((one) => one.api === api && one.reason === 'denied');
        assert.match(gap?.message ?? 'no gap', new RegExp(`Allow ${permission ?? api} for the audit role`));
        assert.deepEqual([gap?.kinds, gap?.incomplete], [kinds, kinds.length > 0 || describes !== undefined]);
        // Denied once is denied: nobody asks again for the same thing.
        assert.ok(count(read.received, api) <= count(calm.received, api), `${api} was asked again`);
      }
      // What a denied list names cannot be asked about, and what AWS Config cannot list is not listed otherwise.
      const follows = ({ api, each, optional }: Action) =>
        (each !== undefined || optional === true) && apis.some((one) => serviceOf(one) === serviceOf(api));
      assertUnharmed(read, (action) => apis.includes(action.api) || follows(action));
    });
  }

  const account = accountOf({ items: blindItems, blindTypes: ['AWS::ECS::Cluster'] });

  it('reads the region at hand where regions may not be listed, and misses whatever lies in the others', async () => {
    process.env.AWS_REGION = 'eu-west-1';
    const denied = { 'ec2:DescribeRegions': { what: 'deny' } } as const;
    const { recording } = await readAccount(account, denied, { regions: 'all' });
    delete process.env.AWS_REGION;
    assert.deepEqual(recording.regions, ['eu-west-1']);
    const gaps = coverageOf(recording).gaps.filter(({ reason }) => reason !== 'count-mismatch');
    assert.deepEqual(
      gaps.map(({ api, reason, incomplete }) => [api, reason, incomplete]),
      [['ec2:DescribeRegions', 'denied', true]],
    );
    for (const kind of [...configKinds, 'vpc', 'log-group']) assert.ok(gaps[0]?.kinds.includes(kind), kind);
    assert.ok(!gaps[0]?.kinds.includes('iam-role'), 'IAM is one for all regions');
  });

  describe('to tell of each of many things', () => {
    const api = 'rds:DescribeDBParameters';
    const groups = Array.from({ length: 30 }, (_, number) => ({
      DBParameterGroupName: `group-${number}`,
      DBParameterGroupArn: `arn:aws:rds:us-east-1:111122223333:pg:group-${number}`,
      DBParameterGroupFamily: 'postgres16',
    }));
    const outputs = {
      'rds:DescribeDBParameterGroups': { DBParameterGroups: groups },
      [api]: { Parameters: [] },
    };

    it('is asked about some of them, and not about all', async () => {
      const { recording, received } = await readAccount(accountOf({ outputs }), { [api]: { what: 'deny' } });
      assert.equal(count(received, api), 10);
      const gap = coverageOf(recording).gaps.find((one) => one.api === api);
      assert.deepEqual([gap?.reason, gap?.incomplete], ['denied', true]);
      const read = readRecording(recording).after.resources.filter(
        ({ kind }) => kind === 'db-parameter-group',
      );
      const states = read.map(({ fields }) => fields.forcesTls?.state);
      assert.deepEqual(
        states,
        groups.map(() => 'unknown'),
      );
    });

    it('is asked about all where one alone is refused', async () => {
      const { received } = await readAccount(accountOf({ outputs }), { [api]: { what: 'deny', times: 1 } });
      assert.equal(count(received, api), 30);
    });
  });

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
    const calmly = await readAccount(accountOf({ items: manyBuckets(300) }));
    const { recording, received, slept } = await readAccount(accountOf({ items: manyBuckets(300) }), {
      'config:SelectResourceConfig': { what: 'throttle', after: 1, times: 4 },
    });
    assert.equal(count(received, 'config:SelectResourceConfig'), 4 + 4);
    assert.deepEqual(coverageOf(recording).gaps, []);
    // 0.5 + 1 + 2 + 4 s of backoff, less what the rate would have waited in that time anyway.
    assert.ok(slept - calmly.slept > 6_500, `${slept - calmly.slept} ms`);
  });

  it('of any call is waited out, whatever its service calls it', async () => {
    const { recording } = await readAccount(full, everywhere({ what: 'throttle', times: 2 }), {
      clock: still,
    });
    assert.deepEqual(recording, calm.recording);
  });

  it('without an end becomes a gap, and the rest is read', async () => {
    // One of each protocol, and one that has a name of its own for it.
    const throttled = [
      'config:SelectResourceConfig',
      'ec2:DescribeVpcs',
      'iam:GetAccountSummary',
      'route53:ListHostedZones',
      'sns:ListSubscriptions',
    ];
    const faults = Object.fromEntries(throttled.map((api) => [api, { what: 'throttle' } as Fault]));
    const { recording, received } = await readAccount(accountOf({}), faults);
    for (const api of throttled) {
      const questions = api === 'config:SelectResourceConfig' ? 2 : 1;
      assert.equal(count(received, api), questions * 8, api);
    }
    assert.deepEqual(
      coverageOf(recording)
        .gaps.map(({ api, reason }) => [api, reason])
        .sort(),
      throttled.map((api) => [api, 'throttled']),
    );
    assert.equal(answersOf(recording, 'iam:GetCredentialReport')[0]?.error, undefined);
  });

  it('of one thing of many ends the questions about the others', async () => {
    const api = 'rds:DescribeDBParameters';
    const { recording, received } = await readAccount(filledAccount(9), {
      [api]: { what: 'throttle', after: 2 },
    });
    assert.equal(count(received, api), 2 + 8);
    assert.equal(answersOf(recording, api).length, 3);
  });

  it('is not provoked: no service is asked faster than its rate, however many are asked at once', async () => {
    const times = new Map<string, number[]>();
    const clock = fastClock();
    await readAccount(
      { ...filledAccount(9), longestPage: 1 },
      {},
      {
        clock,
        manners: {
          slowness: ({ api }) => {
            const service = serviceOf(api);
            times.set(service, [...(times.get(service) ?? []), clock.now()]);
            return 0;
          },
        },
      },
    );
    for (const [service, at] of times) {
      const rate = ratesPerSecond[service] ?? 5;
      // A bucket that was full lets its burst through, and its rate in the second after that.
      // Route 53 takes no burst.
      const most = Math.max(
        ...at.map((from) => at.filter((one) => one >= from && one < from + 1_000).length),
      );
      assert.ok(
        most <= (service === 'route53' ? rate : 2 * rate) + 1,
        `${service} was asked ${most} times in a second`,
      );
    }
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
