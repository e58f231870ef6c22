import type { UnknownReason } from '../../../model/fact.ts';
import type { ApiAnswer, Failure, Recording } from '../answer.ts';
import { isObject, type JsonObject, type ReadBy } from '../item.ts';
import { tidyObject } from '../normalise-values.ts';
import { nextToken } from '../paging.ts';

/** Why something cannot be told, for the facts that it would have fed. */
export interface Why {
  readonly reason: UnknownReason;
  readonly detail: string;
}

/** What one API action gave in one region: the pages that came, and why the rest did not. */
export interface Evidence {
  readonly readBy: ReadBy;
  readonly pages: readonly JsonObject[];
  /** Undefined when every page came. */
  readonly missing?: Why;
}

/** The answers of one action in one region; where it was never called that is why nothing is known. */
export function evidenceOf(recording: Recording, api: string, region: string): Evidence {
  const answers = recording.answers.filter((answer) => answer.api === api && answer.region === region);
  const [first] = answers;
  const account = first?.account ?? recording.identity.account;
  const readBy = { account, region, api, readAt: first?.readAt ?? recording.startedAt };
  if (first === undefined)
    return { readBy, pages: [], missing: { reason: 'not-read', detail: `${api} was not asked` } };
  const pages = answers.map(pageOf).filter((page) => page !== undefined);
  const failed = answers.find((answer) => answer.error !== undefined);
  if (failed?.error !== undefined) return { readBy, pages, missing: whyNot(api, failed.error) };
  if (pages.length < answers.length) return { readBy, pages, missing: whyNot(api, unreadable) };
  const interrupted = nextToken(answers.at(-1)?.output) !== undefined;
  return interrupted ? { readBy, pages, missing: unfinished(api) } : { readBy, pages };
}

function unfinished(api: string): Why {
  return { reason: 'not-read', detail: `${api} was interrupted before its last page` };
}

/** Whether everything that the action has to tell is there. */
export function isWhole(evidence: Evidence): boolean {
  return evidence.missing === undefined;
}

/** The elements of a paged list. */
export function elementsOf(evidence: Evidence, name: string): readonly JsonObject[] {
  return evidence.pages.flatMap((page) => {
    const elements = page[name];
    return Array.isArray(elements) ? elements.filter(isObject) : [];
  }) as readonly JsonObject[];
}

const unreadable: Failure = {
  name: 'unreadable',
  message: 'the answer is not an object',
  kind: 'unreadable',
};

const phrases: Readonly<Record<Failure['kind'], readonly [UnknownReason, string]>> = {
  denied: ['denied', 'was denied'],
  throttled: ['not-read', 'was throttled until the reading gave up'],
  'timed-out': ['not-read', 'did not answer in time'],
  off: ['not-read', 'is not switched on here'],
  unreadable: ['unreadable', 'gave an answer that cannot be understood'],
  expired: ['not-read', 'was not read: the credentials had run out'],
  other: ['not-read', 'failed'],
};

export function whyNot(api: string, failure: Failure): Why {
  const [reason, phrase] = phrases[failure.kind];
  return { reason, detail: `${api} ${phrase} (${failure.name})` };
}

function pageOf(answer: ApiAnswer): JsonObject | undefined {
  return isObject(answer.output) ? tidyObject(answer.output) : undefined;
}
