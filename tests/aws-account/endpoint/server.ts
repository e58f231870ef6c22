import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { type FakeAccount, tellOf } from './account.ts';
import type { Received, Reply, Told } from './exchange.ts';
import { type Fault, sendWith } from './faults.ts';
import type { ServedAccount } from './recorded-account.ts';
import { readCall } from './request.ts';
import { writeAnswer, writeError } from './wire.ts';

export interface Endpoint {
  readonly url: string;
  readonly received: Received[];
  /** What the endpoint itself could not do; a test that leaves any has proved nothing. */
  readonly mistakes: string[];
  close(): Promise<void>;
}

export interface Manners {
  /** Milliseconds that an answer takes. */
  readonly slowness?: (call: Received) => number;
}

/** A server on 127.0.0.1 that speaks enough of AWS's protocols to be read as an account. */
export async function startEndpoint(
  account: FakeAccount | ServedAccount,
  faults: Readonly<Record<string, Fault>> = {},
  { slowness }: Manners = {},
): Promise<Endpoint> {
  const received: Received[] = [];
  const mistakes: string[] = [];
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
      .then(async (call) => {
        received.push(call);
        const good = replyOf(call.api, 'tell' in account ? account.tell(call) : tellOf(account, call));
        if (slowness !== undefined) await delay(slowness(call));
        sendWith(faultOf(call)?.what, response, { call, good });
      })
      // A mistake of the endpoint itself must not look like a call that never answers.
      .catch((error: Error) => {
        mistakes.push(error.message);
        response.writeHead(501).end(error.stack);
      });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    mistakes,
    close: () =>
      new Promise((done) => {
        server.close(() => done());
        server.closeAllConnections();
      }),
  };
}

function replyOf(api: string, told: Told): Reply {
  if ('output' in told) return { status: 200, body: writeAnswer(api, told.output) };
  const { status, code, message } = told.refusal;
  return { status, body: writeError(api, code, message) };
}
