import { setTimeout as delay } from 'node:timers/promises';

/** Time, as something that tests can bend. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Rejects with the signal's reason when it is aborted. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (milliseconds, signal) => {
    try {
      await delay(milliseconds, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};

/** Lets calls through at a rate that sinks when AWS throttles and creeps back while it answers. */
export interface Bucket {
  take(signal: AbortSignal): Promise<void>;
  slowDown(): void;
  speedUp(): void;
  /** Calls a second at this moment. */
  rate(): number;
}

const slowest = 0.5;

export function tokenBucket(perSecond: number, burst: number, clock: Clock): Bucket {
  let rate = perSecond;
  let tokens = burst;
  let filledAt = clock.now();
  const refill = () => {
    const now = clock.now();
    tokens = Math.min(burst, tokens + ((now - filledAt) / 1000) * rate);
    filledAt = now;
  };
  return {
    take: async (signal) => {
      refill();
      // Taken before the wait, so that whoever comes next waits behind this one.
      tokens -= 1;
      if (tokens < 0) await clock.sleep(Math.ceil((-tokens / rate) * 1000), signal);
    },
    slowDown: () => {
      refill();
      rate = Math.max(slowest, rate / 2);
    },
    speedUp: () => {
      refill();
      rate = Math.min(perSecond, rate + perSecond / 50);
    },
    rate: () => rate,
  };
}

/** Where nothing is known of a service: half of the least that AWS documents of any reading call of the others. */
const cautious = 5;

/**
 * Calls a second to begin with, of limits that the account's own workload shares. AWS publishes none for AWS Config's queries,
 * IAM, RDS, ElastiCache and most others. What it publishes for reading calls:
 * - EC2 refills 20 a second: https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 * - Elastic Load Balancing refills 10: https://docs.aws.amazon.com/elasticloadbalancing/latest/userguide/elb-api-throttling.html
 * - CloudTrail takes 10 of all together: https://docs.aws.amazon.com/awscloudtrail/latest/userguide/WhatIsCloudTrail-Limits.html
 * - the tagging API takes 15: https://docs.aws.amazon.com/tag-editor/latest/userguide/reference.html
 * - Route 53 took 5 from the whole account for years, and refills 10 since:
 *   https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/throttling-api-requests.html
 */
export const ratesPerSecond: Readonly<Record<string, number>> = { ec2: 8, route53: 4 };

/** Calls that may be made at once, where that is not a second's worth: Route 53 used to count every single one. */
const bursts: Readonly<Record<string, number>> = { route53: 1 };

/** One bucket per service and region, which is how AWS counts. */
export function tokenBuckets(clock: Clock): (service: string, region: string) => Bucket {
  const buckets = new Map<string, Bucket>();
  return (service, region) => {
    const key = `${service}/${region}`;
    const perSecond = ratesPerSecond[service] ?? cautious;
    const bucket = buckets.get(key) ?? tokenBucket(perSecond, bursts[service] ?? perSecond, clock);
    buckets.set(key, bucket);
    return bucket;
  };
}
