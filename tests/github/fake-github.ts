import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly user: { readonly id: number; readonly login: string; readonly type: string };
  readonly html_url: string;
}

export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly authorization: string | undefined;
}

/** What the server answers instead, for the requests that a test names; undefined lets it answer by itself. */
export type Trouble = (
  request: Seen,
  nth: number,
) => { status: number; body?: unknown; headers?: Record<string, string>; after?: boolean } | undefined;

export interface FakeGithub {
  readonly api: string;
  readonly comments: Comment[];
  readonly seen: readonly Seen[];
  /** Puts a comment there, as somebody. */
  readonly write: (body: string, user?: Comment['user']) => Comment;
}

export const bot: Comment['user'] = { id: 41898282, login: 'github-actions[bot]', type: 'Bot' };
export const stranger: Comment['user'] = { id: 7, login: 'mallory', type: 'User' };

/** A GitHub on 127.0.0.1 with one pull request, `caja/infrastructure#12`; it pages by `size`. */
export async function withGithub<T>(
  use: (github: FakeGithub) => Promise<T>,
  { trouble = () => undefined, size = 100, viewer = true }: FakeOptions = {},
): Promise<T> {
  const comments: Comment[] = [];
  const seen: Seen[] = [];
  const write = (body: string, user = bot): Comment => {
    const id = 1000 + comments.length;
    const one = {
      id,
      body,
      user,
      html_url: `https://github.test/caja/infrastructure/pull/12#issuecomment-${id}`,
    };
    comments.push(one);
    return one;
  };
  const server = createServer((request, response) => {
    const one = {
      method: request.method ?? '',
      path: request.url ?? '',
      authorization: request.headers.authorization,
    };
    seen.push(one);
    const wrong = trouble(one, seen.length);
    const answer = () => answerTo(request, response, { comments, write, size, viewer, port: portOf() });
    if (wrong === undefined) return void answer();
    if (wrong.after === true) return void lose(answer, response);
    response.writeHead(wrong.status, wrong.headers).end(JSON.stringify(wrong.body ?? {}));
  });
  const portOf = () => (server.address() as AddressInfo).port;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await use({ api: `http://127.0.0.1:${portOf()}`, comments, seen, write });
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}

interface FakeOptions {
  readonly trouble?: Trouble;
  readonly size?: number;
  /** False for a server whose GraphQL does not tell who asks. */
  readonly viewer?: boolean;
}

/** It is written, and nobody hears of it. */
async function lose(answer: () => Promise<void>, response: ServerResponse): Promise<void> {
  const { destroy } = response;
  response.end = (() => destroy.call(response)) as typeof response.end;
  await answer();
}

async function answerTo(
  request: IncomingMessage,
  response: ServerResponse,
  state: {
    comments: Comment[];
    write: FakeGithub['write'];
    size: number;
    viewer: boolean;
    port: number;
  },
): Promise<void> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const { body = '' } = JSON.parse(Buffer.concat(chunks).toString() || '{}') as { body?: string };
  const url = new URL(request.url ?? '', 'http://x');
  const list = '/repos/caja/infrastructure/issues/12/comments';
  const one = /^\/repos\/caja\/infrastructure\/issues\/comments\/(\d+)$/.exec(url.pathname);
  const send = (status: number, value: unknown, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
  if (url.pathname === '/graphql')
    return void send(200, state.viewer ? { data: { viewer: { databaseId: bot.id } } } : { errors: [{}] });
  if (request.method === 'POST' && url.pathname === list) return void send(201, state.write(body));
  if (request.method === 'GET' && url.pathname === list) {
    const page = Number(url.searchParams.get('page') ?? 1);
    const slice = state.comments.slice((page - 1) * state.size, page * state.size);
    const next = `<http://127.0.0.1:${state.port}${list}?per_page=100&page=${page + 1}>; rel="next"`;
    return void send(200, slice, page * state.size < state.comments.length ? { link: next } : {});
  }
  const index = state.comments.findIndex(({ id }) => String(id) === one?.[1]);
  const found = state.comments[index];
  if (request.method === 'PATCH' && found !== undefined) {
    state.comments[index] = { ...found, body };
    return void send(200, state.comments[index]);
  }
  send(404, { message: 'Not Found' });
}
