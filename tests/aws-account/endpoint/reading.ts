import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import { actions } from '../../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Recording } from '../../../src/sources/aws-account/answer.ts';
import { type CollectOptions, collect } from '../../../src/sources/aws-account/collect.ts';
import type { Clock } from '../../../src/sources/aws-account/rate.ts';
import type { ConfigItem, FakeAccount, FakeRegion } from './account.ts';
import type { Received } from './exchange.ts';
import type { Fault } from './faults.ts';
import type { ServedAccount } from './recorded-account.ts';
import { type Manners, startEndpoint } from './server.ts';

// Whoever runs the tests may have credentials: they must not be used.
for (const name of Object.keys(process.env)) if (name.startsWith('AWS_')) delete process.env[name];
Object.assign(process.env, {
  AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'example',
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
});

/** A clock that sleeps no longer than it takes to say so; those who sleep at the same time sleep beside each other. */
export function fastClock(begun = Date.parse('2026-11-22T08:00:00Z')): Clock & { slept: number } {
  return {
    slept: 0,
    now() {
      return begun + this.slept;
    },
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      const until = this.slept + milliseconds;
      await setImmediate();
      this.slept = Math.max(this.slept, until);
      signal.throwIfAborted();
    },
  };
}

/** A clock that stands still, for readings that are to be compared. */
export function frozenClock(at: string): Clock {
  return {
    now: () => Date.parse(at),
    sleep: async (_milliseconds, signal) => {
      await setImmediate();
      signal.throwIfAborted();
    },
  };
}

export function accountOf(region: FakeRegion, global: FakeRegion = {}): FakeAccount {
  return {
    id: '111122223333',
    arn: 'arn:aws:iam::111122223333:user/auditor',
    regions: { 'eu-west-1': region, global },
  };
}

/** Buckets enough for a large account, in the order of their numbers. */
export function manyBuckets(count: number): readonly ConfigItem[] {
  return Array.from({ length: count }, (_, number) => ({
    accountId: '111122223333',
    awsRegion: 'eu-west-1',
    arn: `arn:aws:s3:::bucket-${number}`,
    resourceId: `bucket-${number}`,
    resourceName: `bucket-${number}`,
    resourceType: 'AWS::S3::Bucket',
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-11-20T00:00:00.000Z',
    configuration: { name: `bucket-${number}` },
    supplementaryConfiguration: {},
    tags: [],
  }));
}

/** The same fault for every call of an audit that is not the first, or for those of one service. */
export function everywhere(fault: Fault, service?: string): Readonly<Record<string, Fault>> {
  const concerned = actions.filter(({ api, scope }) =>
    service === undefined ? scope !== 'start' : api.startsWith(`${service}:`),
  );
  return Object.fromEntries(concerned.map(({ api }) => [api, fault]));
}

export interface Read {
  readonly recording: Recording;
  readonly received: readonly Received[];
  /** Milliseconds that the reading would have slept. */
  readonly slept: number;
}

/** How often an API was asked. */
export function count(received: readonly Received[], api: string): number {
  return received.filter((call) => call.api === api).length;
}

export function answersOf(recording: Recording, api: string): readonly ApiAnswer[] {
  return recording.answers.filter((answer) => answer.api === api);
}

/** Those that the account has; of one that is served from a recording, the first of Caja's. */
function regionsOf(account: FakeAccount | ServedAccount): readonly string[] {
  const regions = 'regions' in account ? Object.keys(account.regions) : ['eu-west-1'];
  return regions.filter((region) => region !== 'global');
}

/** Reads a fake account over HTTP with the real SDK. */
export async function readAccount(
  account: FakeAccount | ServedAccount,
  faults: Readonly<Record<string, Fault>> = {},
  { manners, ...options }: CollectOptions & { readonly manners?: Manners } = {},
): Promise<Read> {
  const endpoint = await startEndpoint(account, faults, manners);
  const clock = fastClock();
  try {
    const recording = await collect({
      endpoint: endpoint.url,
      regions: regionsOf(account),
      clock,
      random: () => 1,
      ...options,
    });
    assert.deepEqual([...new Set(endpoint.mistakes)], [], 'the endpoint could not do what it was asked');
    return { recording, received: endpoint.received, slept: clock.slept };
  } finally {
    await endpoint.close();
  }
}

/** Buckets, and a cluster for the type that queries shall not serve. */
export const blindItems = [
  ...manyBuckets(3),
  { resourceType: 'AWS::ECS::Cluster', resourceId: 'web', configuration: { clusterName: 'web' }, tags: [] },
];
