import type { Action } from './action.ts';
import { actionOf } from './actions.ts';
import type { ApiAnswer, Failure } from './answer.ts';
import type { Ask } from './call.ts';
import type { Session } from './collector.ts';
import type { Limits } from './limits.ts';
import { isEmptyPage, nextPage } from './paging.ts';
import type { JsonRecord } from './plain.ts';
import type { Clock } from './rate.ts';

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
    return noneOf({ account, region, api, input, readAt: now(), ...outcome });
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

/** Some services say by an error that there is none of a thing, which is an answer all the same. */
function noneOf(answer: ApiAnswer): ApiAnswer {
  const { error, ...rest } = answer;
  const isNone = error !== undefined && actionOf(answer.api).noneIs?.includes(error.name) === true;
  return isNone ? { ...rest, output: {} } : answer;
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
    const next = nextPage(answer.output, action.token);
    empty = isEmptyPage(answer.output, listsOf(action)) ? empty + 1 : 0;
    yield answer;
    if (next === undefined) return;
    token = next;
    const name = JSON.stringify(next);
    if (seen.has(name) || page >= mostPages || empty >= mostEmptyPages) {
      yield lost(answer, { ...answer.input, ...token }, page);
      return;
    }
    seen.add(name);
  }
}

/** Where an action's pages may hold something; CloudFront's lists lie deeper than its fields. */
function listsOf({ fields, lists }: Action): readonly string[] {
  return [...fields, ...Object.keys(lists ?? {})];
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
