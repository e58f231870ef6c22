import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerFor, type FakeAccount } from './account.ts';
import type { Received, Reply } from './exchange.ts';
import { type Fault, sendWith } from './faults.ts';
import { cutPage } from './pages.ts';
import { writeAnswer, writeError } from './wire.ts';

type Json = Readonly<Record<string, unknown>>;

export interface Endpoint {
  readonly url: string;
  readonly received: Received[];
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that speaks enough of AWS's protocols to be read as an account. */
export async function startEndpoint(
  account: FakeAccount,
  faults: Readonly<Record<string, Fault>> = {},
): Promise<Endpoint> {
  const received: Received[] = [];
  const counts = new Map<string, number>();
  const faultOf = (call: Received): Fault | undefined => {
    const fault = faults[call.api];
    if (fault === undefined || (fault.region !== undefined && fault.region !== call.region)) return undefined;
    const count = (counts.get(call.api) ?? 0) + 1;
    counts.set(call.api, count);
    const begun = count > (fault.after ?? 0);
    const over = count > (fault.after ?? 0) + (fault.times ?? Number.POSITIVE_INFINITY);
    return begun && !over ? fault : undefined;
  };
  const server = createServer((request, response) => {
    readCall(request)
      .then((call) => {
        received.push(call);
        sendWith(faultOf(call)?.what, response, { call, good: reply(account, call) });
      })
      // A mistake of the endpoint itself must not look like a call that never answers.
      .catch((error: Error) => response.writeHead(501).end(error.stack));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

async function readCall(request: IncomingMessage): Promise<Received> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  // Credential=AKID/20261122/eu-west-1/ec2/aws4_request
  const [key = '', , region = '', service = ''] =
    /Credential=([^,]+)/.exec(request.headers.authorization ?? '')?.[1]?.split('/') ?? [];
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') {
    return { key, region, api: `${service}:${target.split('.')[1]}`, input: JSON.parse(body) as Json };
  }
  const { Action = '', Version: _version, ...input } = Object.fromEntries(new URLSearchParams(body));
  return { key, region, api: `${service}:${Action}`, input };
}

function reply(account: FakeAccount, call: Received): Reply {
  const service = call.api.split(':')[0] ?? '';
  if (account.off?.includes(call.region)) {
    const code = service === 'ec2' ? 'AuthFailure' : 'UnrecognizedClientException';
    return { status: 401, body: writeError(service, code, 'The credentials are not known here') };
  }
  const output = answerFor(account, call.region, call.api, call.input);
  if (output === undefined)
    return { status: 404, body: writeError(service, 'NoSuchEntity', 'There is none') };
  return { status: 200, body: writeAnswer(call.api, cutPage(call, output)) };
}
