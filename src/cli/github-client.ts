import { setTimeout as sleep } from 'node:timers/promises';
import { UserError } from '../model/user-error.ts';
import { member } from './github-event.ts';
import { tool } from './version.ts';

/** What GitHub answered; a status of 0 is no answer at all. */
export interface GithubAnswer {
  readonly status: number;
  readonly body: unknown;
  /** The following page of a list. */
  readonly next?: string;
}

export interface GithubRequest {
  readonly method: 'GET' | 'POST' | 'PATCH';
  readonly url: string;
  readonly body?: unknown;
}

/** Asks GitHub, and asks again where that is safe and GitHub wants it. Never tells the token to anybody else. */
export type GithubClient = (request: GithubRequest) => Promise<GithubAnswer>;

/** Waits so many seconds. */
export type Wait = (seconds: number) => Promise<unknown>;

export const realWait: Wait = (seconds) => sleep(seconds * 1000);

const mostAttempts = 4;
/** Whoever waits for a pipeline would rather be told. */
const longestWait = 120;

export function openGithub(token: string, wait: Wait): GithubClient {
  return async (request) => {
    for (let attempt = 1; ; attempt += 1) {
      const { answer, pause } = await ask(request, token, attempt);
      if (pause === undefined || attempt === mostAttempts) {
        if (pause !== undefined && answer.status !== 0 && answer.status < 500) throw throttled(request);
        return answer;
      }
      if (pause > longestWait) throw throttled(request);
      await wait(pause);
    }
  };
}

/** One try; `pause` says in how many seconds another one makes sense. */
async function ask(
  { method, url, body }: GithubRequest,
  token: string,
  attempt: number,
): Promise<{ answer: GithubAnswer; pause: number | undefined }> {
  const backoff = 2 ** (attempt - 1);
  // What was perhaps created is not created again: whoever asked has to look first.
  const again = method === 'POST' && !url.endsWith('/graphql') ? undefined : backoff;
  try {
    const response = await fetch(url, {
      method,
      headers: {
        accept: 'application/vnd.github+json',
        authorization: `Bearer ${token}`,
        'user-agent': `${tool.name}/${tool.version}`,
        'x-github-api-version': '2022-11-28',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(30_000),
    });
    const answer = await answerOf(response, url);
    if (answer.status >= 500) return { answer, pause: again };
    return { answer, pause: throttle(response.headers, answer, backoff) };
  } catch {
    return { answer: { status: 0, body: undefined }, pause: again };
  }
}

async function answerOf(response: Response, asked: string): Promise<GithubAnswer> {
  const text = await response.text();
  const next = nextPage(response.headers.get('link') ?? '', asked);
  return { status: response.status, body: parsed(text), ...(next === undefined ? {} : { next }) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** https://docs.github.com/en/rest/using-the-rest-api/using-pagination-in-the-rest-api */
function nextPage(links: string, asked: string): string | undefined {
  const next = links.split(',').find((link) => /;\s*rel="?next"?/.test(link));
  const [, url] = /<([^<>]+)>/.exec(next ?? '') ?? [];
  // A link to another host would carry the token there.
  return url !== undefined && URL.canParse(url) && new URL(url).origin === new URL(asked).origin
    ? url
    : undefined;
}

/**
 * Seconds that GitHub wants us to stay away; undefined where it does not.
 * https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api
 */
function throttle(headers: Headers, { status, body }: GithubAnswer, backoff: number): number | undefined {
  if (status !== 429 && status !== 403) return undefined;
  const after = headers.get('retry-after');
  if (after !== null && /^\d+$/.test(after)) return Number(after);
  if (headers.get('x-ratelimit-remaining') === '0') {
    const reset = Number(headers.get('x-ratelimit-reset'));
    const now = Date.parse(headers.get('date') ?? '') / 1000;
    return Number.isFinite(reset - now) ? Math.max(reset - now, 0) + 1 : 60;
  }
  const secondary = /secondary rate limit|abuse detection/i.test(String(member(body, 'message')));
  return status === 429 || secondary ? 60 * backoff : undefined;
}

function throttled({ url }: GithubRequest): UserError {
  const message = 'GitHub asks to be left alone for a while: too many requests were made with this token';
  return new UserError([{ at: new URL(url).origin, message, hint: 'Run it again later.' }]);
}
