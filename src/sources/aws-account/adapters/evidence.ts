import type { UnknownReason } from '../../../model/fact.ts';
import type { Failure } from '../answer.ts';
import { isObject, type JsonObject, type ReadBy } from '../item.ts';
import { at } from '../paging.ts';
import type { JsonRecord } from '../plain.ts';

/** Why something cannot be told, for the facts that it would have fed. */
export interface Why {
  readonly reason: UnknownReason;
  readonly detail: string;
}

/** One page of an answer, tidied, and what was asked. */
export interface Page {
  readonly output: JsonObject;
  readonly input: JsonRecord;
}

/** What one API action gave in one region: the pages that came, and why the rest did not. */
export interface Evidence {
  readonly readBy: ReadBy;
  readonly pages: readonly Page[];
  /** Undefined when every page came. */
  readonly missing?: Why;
}

/** Everything that a recording's calls gave, to look things up in. */
export interface Answers {
  /** All that an action gave in a region; actions of the account's own are found from every region. */
  of(api: string, region: string): Evidence;
  /** What it gave when asked about one thing: `about('cloudtrail:GetTrailStatus', region, { Name: arn })`. */
  about(api: string, region: string, thing: JsonRecord): Evidence;
  /** The answers as the adapters of one region see them. */
  from(region: string): RegionAnswers;
}

/** The answers as one region's adapters see them. */
export interface RegionAnswers {
  readonly region: string;
  of(api: string): Evidence;
  about(api: string, thing: JsonRecord): Evidence;
  /** The answers of another region, where what is global keeps some of its parts. */
  in(region: string): RegionAnswers;
  /** The element of a list that has this value in a field; undefined where none of those read has. */
  element(api: string, list: string, field: string, value: string): Listed | undefined;
}

/** Whether everything that the action has to tell is there. */
export function isWhole(evidence: Evidence): boolean {
  return evidence.missing === undefined;
}

/** An element of a paged list, and what was asked to get it. */
export interface Listed {
  readonly element: JsonObject;
  readonly input: JsonRecord;
}

/** The elements of a paged list, each with its question. */
export function listedIn(evidence: Evidence, path: string): readonly Listed[] {
  return evidence.pages.flatMap(({ output, input }) => {
    const elements = at(output, path);
    return Array.isArray(elements)
      ? elements.filter(isObject).map((element) => ({ element: element as JsonObject, input }))
      : [];
  });
}

/** How many elements of a paged list are none that could be read. */
export function lostIn(evidence: Evidence, path: string): number {
  return evidence.pages.reduce((total, { output }) => {
    const elements = at(output, path);
    if (Array.isArray(elements)) return total + elements.filter((element) => !isObject(element)).length;
    return elements === undefined || elements === null ? total : total + 1;
  }, 0);
}

/** The elements of a paged list. */
export function elementsOf(evidence: Evidence, path: string): readonly JsonObject[] {
  return listedIn(evidence, path).map(({ element }) => element);
}

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
