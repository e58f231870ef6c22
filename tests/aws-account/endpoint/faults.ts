import type { ServerResponse } from 'node:http';
import type { Received, Reply } from './exchange.ts';
import { pagingOf, tokenFor } from './pages.ts';
import { isList, membersOfSchema, outputSchema, resolve } from './schema.ts';
import { type Protocol, serviceOf } from './services.ts';
import { writeAnswer, writeError } from './wire.ts';

/** What goes wrong with an API. */
export interface Fault {
  /** Only in this region. */
  readonly region?: string;
  /** Good answers before it begins. */
  readonly after?: number;
  /** Bad answers before it ends; for ever when left out. */
  readonly times?: number;
  readonly what:
    | 'throttle'
    | 'deny'
    | 'expire'
    /** The answer never comes. */
    | 'stall'
    /** The answer begins and never ends. */
    | 'stall-midway'
    /** The body ends early, though its length was told. */
    | 'cut'
    /** The body ends early, as a proxy would end it. */
    | 'truncate'
    | 'malform'
    /** A well-formed answer that says nothing. */
    | 'hollow'
    /** An empty page that names a next one. */
    | 'empty-page'
    | 'break';
}

/** What each protocol calls it. */
const refusals: Readonly<Record<string, Readonly<Record<Protocol, string>>>> = {
  throttle: {
    json: 'ThrottlingException',
    ec2: 'RequestLimitExceeded',
    query: 'Throttling',
    'rest-xml': 'Throttling',
  },
  deny: {
    json: 'AccessDeniedException',
    ec2: 'UnauthorizedOperation',
    query: 'AccessDenied',
    'rest-xml': 'AccessDenied',
  },
  expire: {
    json: 'ExpiredTokenException',
    ec2: 'RequestExpired',
    query: 'ExpiredToken',
    'rest-xml': 'ExpiredToken',
  },
  break: {
    json: 'InternalFailure',
    ec2: 'InternalError',
    query: 'ServiceFailure',
    'rest-xml': 'InternalError',
  },
};

/** Services with a name of their own for it. https://docs.aws.amazon.com/sns/latest/api/API_ListSubscriptions.html */
const ownNames: Readonly<Record<string, string>> = {
  'deny sns': 'AuthorizationError',
  'throttle sns': 'Throttled',
};

/** Sends the good answer, or spoils it. */
export function sendWith(
  fault: Fault['what'] | undefined,
  response: ServerResponse,
  { call, good }: { readonly call: Received; readonly good: Reply },
): void {
  const { status, body } = good;
  const bytes = Buffer.from(body);
  const half = bytes.subarray(0, Math.floor(bytes.length / 2));
  if (fault === undefined) finish(response, status, bytes);
  else if (fault === 'stall-midway') response.writeHead(200, { 'content-length': bytes.length }).write(half);
  else if (fault === 'cut') {
    response.writeHead(200, { 'content-length': bytes.length }).write(half, () => response.destroy());
  } else if (fault !== 'stall') finish(response, ...spoilt(fault, call, half));
}

function spoilt(fault: Fault['what'], { api, input }: Received, half: Buffer): [number, Buffer | string] {
  const { name, protocol } = serviceOf(api);
  const refusal = ownNames[`${fault} ${name}`] ?? refusals[fault]?.[protocol];
  if (refusal !== undefined) {
    return [statusOf(fault, protocol), writeError(api, refusal, `${fault} by the test`)];
  }
  if (fault === 'truncate') return [200, half];
  if (fault === 'malform') return [200, '<html>{"this is": not AWS'];
  if (fault === 'hollow') return [200, protocol === 'json' ? '{}' : '<html/>'];
  // Each token is another one, and stands for the same place.
  const token = `0${input[pagingOf(api)?.asked ?? ''] ?? ''}`;
  return [200, writeAnswer(api, { ...emptyLists(api), ...tokenFor(api, token) })];
}

/** JSON protocols refuse with 400. */
function statusOf(fault: Fault['what'], protocol: Protocol): number {
  if (fault === 'break') return 500;
  return fault === 'deny' && protocol !== 'json' ? 403 : 400;
}

function emptyLists(api: string): Readonly<Record<string, readonly []>> {
  const lists = membersOfSchema(outputSchema(api)).filter(({ schema }) => isList(resolve(schema)));
  return Object.fromEntries(lists.map(({ name }) => [name, []]));
}

function finish(response: ServerResponse, status: number, body: Buffer | string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
}
