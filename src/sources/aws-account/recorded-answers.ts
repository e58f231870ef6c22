import { findAction } from './actions.ts';
import {
  type Answers,
  type Evidence,
  type Listed,
  listedIn,
  type Page,
  type RegionAnswers,
  type Why,
  whyNot,
} from './adapters/evidence.ts';
import { type ApiAnswer, type Failure, globalRegion, type Recording } from './answer.ts';
import { isObject } from './item.ts';
import { tidyObject } from './normalise-values.ts';
import { nextToken, withoutToken } from './paging.ts';
import type { JsonRecord } from './plain.ts';
import { isAskedOut } from './questions.ts';

/** A recording's answers, to look things up in. */
export function answersOf(recording: Recording): Answers {
  const byCall = new Map<string, ApiAnswer[]>();
  const byThing = new Map<string, ApiAnswer[]>();
  for (const answer of recording.answers) {
    push(byCall, keyOf(answer.api, answer.region), answer);
    if (findAction(answer.api)?.each !== undefined) {
      push(byThing, keyOf(answer.api, answer.region, withoutToken(answer.input)), answer);
    }
  }
  const read = new Map<string, Evidence>();
  const of = (api: string, region: string): Evidence => {
    const key = keyOf(api, placeOfCall(api, region));
    const known = read.get(key);
    if (known !== undefined) return known;
    const answers = byCall.get(key) ?? [];
    const evidence = evidenceFrom(recording, api, region, answers);
    const whole = ofEach(evidence, byCall, of);
    read.set(key, whole);
    return whole;
  };
  const regions = new Map<string, RegionAnswers>();
  const answers: Answers = {
    of,
    from: (region) => {
      const known = regions.get(region) ?? regionAnswers(answers, region);
      regions.set(region, known);
      return known;
    },
    about: (api, region, thing) => {
      const action = findAction(api);
      const place = placeOfCall(api, region);
      const answers = byThing.get(keyOf(api, place, { ...action?.input, ...thing })) ?? [];
      const evidence = evidenceFrom(recording, api, region, answers);
      if (answers.length > 0 || action?.each === undefined) return evidence;
      // Where nobody could list the things, that is the reason why nobody asked about this one.
      const { missing } = of(action.each.of, region);
      return missing === undefined ? evidence : { ...evidence, missing };
    },
  };
  return answers;
}

function regionAnswers(answers: Answers, region: string): RegionAnswers {
  const indexes = new Map<string, ReadonlyMap<unknown, Listed>>();
  const indexOf = (api: string, list: string, field: string) => {
    const key = `${api} ${list} ${field}`;
    const known =
      indexes.get(key) ??
      new Map(listedIn(answers.of(api, region), list).map((one) => [one.element[field], one]));
    indexes.set(key, known);
    return known;
  };
  return {
    region,
    of: (api) => answers.of(api, region),
    about: (api, thing) => answers.about(api, region, thing),
    in: (other) => answers.from(other),
    element: (api, list, field, value) => indexOf(api, list, field).get(value),
  };
}

/** Nothing to ask about is an answer, as long as somebody looked for it; what was not asked about all things is none. */
function ofEach(
  evidence: Evidence,
  byCall: ReadonlyMap<string, readonly ApiAnswer[]>,
  of: Answers['of'],
): Evidence {
  const { api, account, region } = evidence.readBy;
  const action = findAction(api);
  if (action?.each === undefined) return evidence;
  const asked = { account, region: placeOfCall(api, region) };
  const isWhole = isAskedOut(action, asked, (one) => byCall.get(keyOf(one, asked.region)) ?? []);
  const own = byCall.has(keyOf(api, asked.region)) ? evidence.missing : undefined;
  // What could not be listed to its end was not asked about to its end either.
  const missing = own ?? of(action.each.of, region).missing;
  return withMissing(evidence, missing ?? (isWhole || action.optional === true ? undefined : stopped(api)));
}

function stopped(api: string): Why {
  return { reason: 'not-read', detail: `${api} was not asked about everything: the read was interrupted` };
}

function withMissing({ readBy, pages }: Evidence, missing: Why | undefined): Evidence {
  return missing === undefined ? { readBy, pages } : { readBy, pages, missing };
}

function placeOfCall(api: string, region: string): string {
  return findAction(api)?.scope === 'account' ? globalRegion : region;
}

function keyOf(api: string, region: string, thing?: JsonRecord): string {
  if (thing === undefined) return `${region} ${api}`;
  const sorted = Object.entries(thing).sort(([a], [b]) => (a < b ? -1 : 1));
  return `${region} ${api} ${JSON.stringify(sorted)}`;
}

function push<V>(map: Map<string, V[]>, key: string, value: V): void {
  const there = map.get(key);
  if (there === undefined) map.set(key, [value]);
  else there.push(value);
}

/** Where an action was never called, that is why nothing is known. */
function evidenceFrom(
  recording: Recording,
  api: string,
  region: string,
  answers: readonly ApiAnswer[],
): Evidence {
  const [first] = answers;
  const account = first?.account ?? recording.identity.account;
  const readBy = { account, region, api, readAt: first?.readAt ?? recording.startedAt };
  if (first === undefined)
    return { readBy, pages: [], missing: { reason: 'not-read', detail: `${api} ${notAsked(recording)}` } };
  const pages = answers.map(pageOf).filter((page) => page !== undefined);
  const failed = answers.find((answer) => answer.error !== undefined);
  if (failed?.error !== undefined) return { readBy, pages, missing: whyNot(api, failed.error) };
  if (pages.length < answers.length) return { readBy, pages, missing: whyNot(api, unreadable) };
  return isFinished(answers) ? { readBy, pages } : { readBy, pages, missing: unfinished(api) };
}

function notAsked({ from }: Recording): string {
  return from === undefined ? 'was not asked' : 'cannot be asked of a file of AWS Config';
}

/** Whether each of several lists was read to its end. */
function isFinished(answers: readonly ApiAnswer[]): boolean {
  const last = new Map<string, ApiAnswer>();
  for (const answer of answers) last.set(JSON.stringify(withoutToken(answer.input)), answer);
  return [...last.values()].every(({ output }) => nextToken(output) === undefined);
}

function unfinished(api: string): Why {
  return { reason: 'not-read', detail: `${api} was interrupted before its last page` };
}

const unreadable: Failure = {
  name: 'unreadable',
  message: 'the answer is not an object',
  kind: 'unreadable',
};

function pageOf(answer: ApiAnswer): Page | undefined {
  return isObject(answer.output) ? { output: tidyObject(answer.output), input: answer.input } : undefined;
}
