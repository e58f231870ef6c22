import { type Action, actionOf } from './actions.ts';
import type { ApiAnswer, Failure } from './answer.ts';
import type { Ask, Limits } from './call.ts';
import { isEmptyPage, nextToken } from './paging.ts';
import type { JsonRecord } from './plain.ts';
import type { Clock } from './rate.ts';

/** One read of one account: what collectors ask through, and where answers are kept. */
export interface Session {
  /** Asks once, and keeps the answer. */
  one(api: string, region: string, input?: JsonRecord): Promise<ApiAnswer>;
  /** Asks for every page, and keeps them; the last answer may be a failure. */
  pages(api: string, region: string, input?: JsonRecord): Promise<readonly ApiAnswer[]>;
  /** Asks once without keeping what it gives. */
  peek(api: string, region: string): Promise<ApiAnswer>;
  /** Keeps an answer that was come by otherwise. */
  keep(answer: ApiAnswer): Promise<void>;
  pause(milliseconds: number): Promise<void>;
  now(): string;
  readonly account: string;
  readonly limits: Limits;
  readonly answers: readonly ApiAnswer[];
}

export interface SessionParts {
  readonly account: string;
  readonly ask: Ask;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limits: Limits;
  /** Called with every kept answer, in order per region and api. */
  readonly onAnswer: (answer: ApiAnswer) => Promise<void>;
}

/** Enough for half a million rows; more is an endless list. */
const mostPages = 5_000;
const mostEmptyPages = 50;

export function createSession(parts: SessionParts): Session {
  const { account, ask, clock, signal, limits } = parts;
  const answers: ApiAnswer[] = [];
  const now = () => new Date(clock.now()).toISOString();

  async function get(api: string, region: string, input: JsonRecord, page: number): Promise<ApiAnswer> {
    const outcome = await ask({ api, region, input }, page);
    return { account, region, api, input, readAt: now(), ...outcome };
  }
  async function keep(answer: ApiAnswer): Promise<void> {
    answers.push(answer);
    await parts.onAnswer(answer);
  }
  return {
    account,
    limits,
    answers,
    keep,
    now,
    pause: (milliseconds) => clock.sleep(milliseconds, signal),
    peek: (api, region) => get(api, region, { ...actionOf(api).input }, 1),
    one: async (api, region, input = {}) => {
      const answer = await get(api, region, { ...actionOf(api).input, ...input }, 1);
      await keep(answer);
      return answer;
    },
    pages: async (api, region, input = {}) => {
      const action = actionOf(api);
      const read: ApiAnswer[] = [];
      for await (const answer of turnPages(action, (token, page) =>
        get(api, region, { ...action.input, ...input, ...token }, page),
      )) {
        read.push(answer);
        await keep(answer);
      }
      return read;
    },
  };
}

/** Page after page until there is none, one fails, or they lead nowhere. */
async function* turnPages(
  action: Action,
  get: (token: JsonRecord, page: number) => Promise<ApiAnswer>,
): AsyncGenerator<ApiAnswer> {
  const seen = new Set<string>();
  let token: JsonRecord = {};
  let empty = 0;
  for (let page = 1; ; page++) {
    const answer = await get(token, page);
    const next = nextToken(answer.output);
    empty = isEmptyPage(answer.output, action.fields) ? empty + 1 : 0;
    yield answer;
    if (next === undefined || action.token === undefined) return;
    token = { [action.token]: next };
    if (seen.has(next) || page >= mostPages || empty >= mostEmptyPages) {
      yield lost(answer, { ...answer.input, ...token }, page);
      return;
    }
    seen.add(next);
  }
}

function lost(last: ApiAnswer, input: JsonRecord, pages: number): ApiAnswer {
  const error: Failure = {
    name: 'EndlessPages',
    message: `after ${pages} pages the page tokens led nowhere`,
    kind: 'unreadable',
  };
  const { account, region, api, readAt } = last;
  return { account, region, api, input, readAt, error };
}
