import { setMaxListeners } from 'node:events';
import { actionOf } from './actions.ts';
import type { ApiAnswer, Failure } from './answer.ts';
import { globalRegion } from './answer.ts';
import { type FailedAttempt, failureOf, NoAnswer, UnreadableAnswer } from './failure.ts';
import type { Limits } from './limits.ts';
import { holdsAny, type JsonRecord } from './plain.ts';
import type { Bucket, Clock } from './rate.ts';
import { refine } from './refine.ts';
import type { Call, Send } from './sender.ts';

/** What is told while reading. */
export interface ProgressEvent {
  readonly region: string;
  readonly api: string;
  /** Pages of this call so far. */
  readonly pages: number;
  /** Requests sent so far, retries included. */
  readonly calls: number;
  /** Seconds until the next attempt, when it has to wait. */
  readonly waiting?: number;
  /** The call gave nothing, and is not sent again. */
  readonly failed?: true;
}

export interface Surroundings {
  readonly send: Send;
  readonly clock: Clock;
  readonly limits: Limits;
  readonly signal: AbortSignal;
  readonly bucketOf: (service: string, region: string) => Bucket;
  /** The region whose STS knew the credentials. */
  readonly homeRegion: string;
  readonly random: () => number;
  readonly onProgress: (event: ProgressEvent) => void;
}

export type Outcome = Pick<ApiAnswer, 'output' | 'error'>;

/** Sends a call until it answers, it is refused or patience ends. It rejects only when the whole read is aborted. */
export type Ask = (call: Call, page: number) => Promise<Outcome>;

/** A caller with the retries, the rate and the cuts of one read; after a final failure it sends nothing any more. */
export function createAsk(around: Surroundings): Ask {
  const state: State = { calls: 0, answeredAt: around.clock.now(), ended: undefined };
  // Every call on its way listens, and a score of services is asked at once: Node warns of more than ten.
  setMaxListeners(0, around.signal);
  return async (call, page) => {
    for (let count = 1; ; count++) {
      around.signal.throwIfAborted();
      const result = await attempt(call, around, state);
      if ('output' in result) {
        around.onProgress({ region: call.region, api: call.api, pages: page, calls: state.calls });
        return result;
      }
      const wait = waitAfter(result, count, { around, state });
      const { region, api } = call;
      if (wait === undefined) {
        around.onProgress({ region, api, pages: page - 1, calls: state.calls, failed: true });
        return { error: state.ended ?? result.failure };
      }
      const waiting = Math.ceil(wait / 1000);
      around.onProgress({ region, api, pages: page - 1, calls: state.calls, waiting });
      await around.clock.sleep(wait, around.signal);
    }
  };
}

interface State {
  calls: number;
  /** When anything answered last. */
  answeredAt: number;
  /** Why nothing is sent any more. */
  ended: Failure | undefined;
}

async function attempt(
  call: Call,
  around: Surroundings,
  state: State,
): Promise<{ output: JsonRecord } | FailedAttempt> {
  const { clock, limits, signal } = around;
  const bucket = around.bucketOf(call.api.split(':', 1)[0] ?? '', call.region);
  await bucket.take(signal);
  if (state.ended !== undefined) return { failure: state.ended, again: 'never' };
  state.calls += 1;
  try {
    const output = await inTime((limited) => around.send(call, limited), limits.attempt, signal);
    const kept = checked(call.api, refine(call.api, output));
    state.answeredAt = clock.now();
    bucket.speedUp();
    return { output: kept };
  } catch (error) {
    signal.throwIfAborted();
    const away = call.region !== around.homeRegion && call.region !== globalRegion;
    const failed = failureOf(error, away);
    if (failed.failure.kind === 'throttled') bucket.slowDown();
    return failed;
  }
}

/** Milliseconds until the next attempt, or undefined when this was the last. Notes when the whole read is over. */
function waitAfter(
  { failure, again }: FailedAttempt,
  count: number,
  { around, state }: { around: Surroundings; state: State },
): number | undefined {
  const { limits, clock } = around;
  if (failure.kind === 'expired') state.ended = failure;
  if (again === 'never') {
    state.answeredAt = clock.now();
    return undefined;
  }
  if (count >= (again === 'patiently' ? limits.patience : limits.tries)) return undefined;
  const longest = Math.min(limits.longestBackoff, limits.backoff * 2 ** (count - 1));
  const wait = longest * (0.5 + around.random() / 2);
  if (clock.now() + wait - state.answeredAt <= limits.stall) return wait;
  state.ended = stalled(limits, failure);
  return undefined;
}

/** The name of the failure of everything that was not asked, because nothing answered any more. */
export const stalledName = 'Stalled';

function stalled(limits: Limits, last: Failure): Failure {
  const seconds = Math.round(limits.stall / 1000);
  return {
    name: stalledName,
    message: `AWS did not answer for ${seconds} s (last: ${last.name})`,
    kind: 'timed-out',
  };
}

/** An answer without the fields it must have was cut or comes from something that is not AWS: it is not an empty list. */
function checked(api: string, output: JsonRecord): JsonRecord {
  const { fields } = actionOf(api);
  if (holdsAny(output, fields)) return output;
  throw new UnreadableAnswer(`${api} answered without ${fields.join(' or ')}`);
}

/** The SDK does not give up on a body that stops midway, so the time is kept here. */
async function inTime<T>(
  work: (signal: AbortSignal) => Promise<T>,
  milliseconds: number,
  signal: AbortSignal,
): Promise<T> {
  const limited = new AbortController();
  const stop = () => limited.abort(signal.reason);
  signal.addEventListener('abort', stop, { once: true });
  let timer: NodeJS.Timeout | undefined;
  const cut = new Promise<never>((_, reject) => {
    const give = () =>
      reject(signal.aborted ? signal.reason : new NoAnswer(`no answer within ${milliseconds} ms`));
    limited.signal.addEventListener('abort', give, { once: true });
    timer = setTimeout(() => limited.abort(), milliseconds);
  });
  try {
    return await Promise.race([work(limited.signal), cut]);
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
