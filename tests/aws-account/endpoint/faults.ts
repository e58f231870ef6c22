import type { ServerResponse } from 'node:http';
import type { Received, Reply } from './exchange.ts';
import { tokenFor } from './pages.ts';
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

const refusals: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  throttle: { config: 'ThrottlingException', ec2: 'RequestLimitExceeded', iam: 'Throttling' },
  deny: { config: 'AccessDeniedException', ec2: 'UnauthorizedOperation', iam: 'AccessDenied' },
  expire: {
    config: 'ExpiredTokenException',
    ec2: 'RequestExpired',
    iam: 'ExpiredToken',
    sts: 'ExpiredToken',
  },
  break: { config: 'InternalFailure', ec2: 'InternalError', iam: 'ServiceFailure' },
};

/** Sends the good answer, or spoils it. */
export function sendWith(
  fault: Fault['what'] | undefined,
  response: ServerResponse,
  { call, good }: { readonly call: Received; readonly good: Reply },
): void {
  const { status, body } = good;
  const half = body.slice(0, Math.floor(body.length / 2));
  if (fault === undefined) finish(response, status, body);
  else if (fault === 'stall-midway') response.writeHead(200, { 'content-length': body.length }).write(half);
  else if (fault === 'cut') {
    response.writeHead(200, { 'content-length': body.length }).write(half, () => response.destroy());
  } else if (fault !== 'stall') finish(response, ...spoilt(fault, call, half));
}

function spoilt(fault: Fault['what'], { api, input }: Received, half: string): [number, string] {
  const service = api.split(':')[0] ?? '';
  const refusal = refusals[fault]?.[service];
  if (refusal !== undefined) {
    return [fault === 'break' ? 500 : 400, writeError(service, refusal, `${fault} by the test`)];
  }
  if (fault === 'truncate') return [200, half];
  if (fault === 'malform') return [200, '<html>{"this is": not AWS'];
  if (fault === 'hollow') return [200, service === 'config' ? '{}' : '<html/>'];
  if (fault !== 'empty-page') throw new Error(`${fault} is not for ${service}`);
  const list = api === 'config:SelectResourceConfig' ? 'Results' : 'Vpcs';
  // Each token is another one, and stands for the same place.
  const token = `0${input.NextToken ?? ''}`;
  return [200, writeAnswer(api, { [list]: [], ...tokenFor(api, token) })];
}

function finish(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { 'content-type': 'text/plain' }).end(body);
}
