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

/**
 * Calls a second to begin with. AWS publishes no limit for AWS Config's queries. EC2 refills 20 a second for its paged
 * Describe calls, which the account's own workload shares:
 * https://docs.aws.amazon.com/ec2/latest/devguide/ec2-api-throttling.html
 */
export const ratesPerSecond: Readonly<Record<string, number>> = { config: 5, ec2: 8, iam: 5, sts: 5 };

/** One bucket per service and region, which is how AWS counts. */
export function tokenBuckets(clock: Clock): (service: string, region: string) => Bucket {
  const buckets = new Map<string, Bucket>();
  return (service, region) => {
    const key = `${service}/${region}`;
    const perSecond = ratesPerSecond[service] ?? 5;
    const bucket = buckets.get(key) ?? tokenBucket(perSecond, perSecond, clock);
    buckets.set(key, bucket);
    return bucket;
  };
}
