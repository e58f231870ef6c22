import type { Gap, LedgerEntry } from '../../model/resource.ts';
import type { Action } from './action.ts';
import { actions, findAction } from './actions.ts';
import { type ApiAnswer, globalRegion, type Recording } from './answer.ts';
import { reasons } from './coverage-calls.ts';
import { configEntries, fileEntries, isAboutConfig } from './ledger-config.ts';
import { at, nextToken, withoutToken } from './paging.ts';
import { compare } from './recording-files.ts';
import { regionsOff } from './regions.ts';

/**
 * What was read, how many and when: one line for each account, region, API and resource type. What should have been read and
 * was not has its line too, and says why.
 */
export function ledgerOf(recording: Recording): readonly LedgerEntry[] {
  const places = new Map<string, ApiAnswer[]>();
  for (const answer of recording.answers) {
    const place = `${answer.region} ${answer.api}`;
    const there = places.get(place);
    if (there === undefined) places.set(place, [answer]);
    else there.push(answer);
  }
  const told = [...places.values()].flatMap(entriesOf);
  const regions = new Set(recording.answers.filter(isAboutConfig).map(({ region }) => region));
  const config = [...regions].flatMap((region) =>
    configEntries(recording.answers.filter((answer) => answer.region === region && isAboutConfig(answer))),
  );
  return [...told, ...config, ...fileEntries(recording), ...notAsked(recording, places)].sort(byPlace);
}

function entriesOf(answers: readonly ApiAnswer[]): readonly LedgerEntry[] {
  const last = answers.at(-1);
  const action = last === undefined ? undefined : findAction(last.api);
  // Where AWS Config is read, its items say what they are; the rest is only read to check the inventory against.
  if (last === undefined || action === undefined || action.scope === 'start' || isAboutConfig(last))
    return [];
  const { account, region, api, readAt } = last;
  const missing = missingOf(answers);
  return counted(action, answers).map(([type, count]) => ({
    account,
    region,
    type,
    api,
    count,
    readAt,
    ...(missing === undefined ? {} : { missing }),
  }));
}

/** Why a list is not all there: a page of it failed, or was not read any more. */
function missingOf(answers: readonly ApiAnswer[]): Gap['reason'] | undefined {
  const failed = answers.find(({ error }) => error !== undefined)?.error;
  if (failed !== undefined) return reasons[failed.kind];
  const last = new Map(answers.map((answer) => [JSON.stringify(withoutToken(answer.input)), answer]));
  const isCut = [...last.values()].some(({ output }) => nextToken(output) !== undefined);
  return isCut ? 'timed-out' : undefined;
}

function counted(action: Action, answers: readonly ApiAnswer[]): readonly (readonly [string, number])[] {
  if (action.lists === undefined) {
    const there = action.fields.some((field) =>
      answers.some(({ output }) => at(output, field) !== undefined),
    );
    return [[action.gives, there ? 1 : 0]];
  }
  const count = action.inputs === undefined ? sum : distinct;
  return Object.entries(action.lists).map(([field, type]) => [type, count(answers, field)]);
}

function sum(answers: readonly ApiAnswer[], field: string): number {
  return answers.reduce((total, { output }) => {
    const list = at(output, field);
    return total + (Array.isArray(list) ? list.length : 0);
  }, 0);
}

/** Of several questions, one may list again what another one listed: the snapshots that everyone may restore. */
function distinct(answers: readonly ApiAnswer[], field: string): number {
  const found = answers.flatMap(({ output }) => {
    const list = at(output, field);
    return Array.isArray(list) ? list.map((element) => JSON.stringify(element)) : [];
  });
  return new Set(found).size;
}

/** What an interrupted read did not come to, and regions in which nobody can read. Files are asked nothing. */
function notAsked(
  recording: Recording,
  made: ReadonlyMap<string, readonly ApiAnswer[]>,
): readonly LedgerEntry[] {
  if (recording.from !== undefined) return [];
  const { identity, regions, startedAt } = recording;
  const off = regionsOff(recording.answers);
  const entry = (region: string, api: string, type: string, missing: Gap['reason']): LedgerEntry => {
    return { account: identity.account, region, type, api, count: 0, readAt: startedAt, missing };
  };
  const due = actions.filter(
    ({ optional, each, scope }) => optional !== true && each === undefined && scope !== 'start',
  );
  return [
    ...regions
      .filter((region) => off.has(region))
      .map((region) => entry(region, 'ec2:DescribeRegions', '*', 'region-off')),
    ...due.flatMap((action) =>
      (action.scope === 'account' ? [globalRegion] : regions.filter((region) => !off.has(region)))
        .filter((region) => !made.has(`${region} ${action.api}`))
        // Some ask only where the one answer lies.
        .filter((region) => action.inputs?.({ account: identity.account, region }).length !== 0)
        .flatMap((region) =>
          (action.lists === undefined ? [action.gives] : Object.values(action.lists)).map((type) =>
            entry(region, action.api, type, 'timed-out'),
          ),
        ),
    ),
  ];
}

function byPlace(a: LedgerEntry, b: LedgerEntry): number {
  return compare(a.region, b.region) || compare(a.type, b.type) || compare(a.api, b.api);
}
