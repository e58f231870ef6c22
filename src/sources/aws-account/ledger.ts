import type { LedgerEntry } from '../../model/resource.ts';
import type { Action } from './action.ts';
import { findAction } from './actions.ts';
import type { ApiAnswer, Recording } from './answer.ts';
import { isFile } from './config-files.ts';
import { batchRows, countByType, fileRows, inventoryRows } from './config-rows.ts';
import { kindsByConfigType } from './config-types.ts';
import { at, nextToken } from './paging.ts';
import { isInventory } from './queries.ts';
import { compare } from './recording-files.ts';

type Counted = Readonly<{ type: string; count: number }>;

/** What was read, how many and when: one line for each account, region, API and resource type. */
export function ledgerOf(recording: Recording): readonly LedgerEntry[] {
  const places = new Map<string, ApiAnswer[]>();
  for (const answer of recording.answers) {
    if (answer.error !== undefined) continue;
    const place = `${answer.region} ${answer.api}`;
    places.set(place, [...(places.get(place) ?? []), answer]);
  }
  return [...places.values()].flatMap(entriesOf).sort(byPlace);
}

function entriesOf(answers: readonly ApiAnswer[]): readonly LedgerEntry[] {
  const last = answers.at(-1);
  if (last === undefined) return [];
  const { account, region, api, readAt } = last;
  if (isFile(last))
    return toList(countByType(fileRows(answers))).map((counted) => ({
      account,
      region,
      ...counted,
      api,
      readAt,
    }));
  const action = findAction(last.api);
  if (action === undefined) return [];
  return counted(action, answers).map(({ type, count }) => ({ account, region, type, api, count, readAt }));
}

function counted(action: Action, answers: readonly ApiAnswer[]): readonly Counted[] {
  if (answers.some(isInventory)) return countInventory(answers);
  if (action.api === 'config:BatchGetResourceConfig') return toList(countByType(batchRows(answers)));
  // These are only read to check the inventory against.
  if (action.scope === 'start' || action.api.startsWith('config:')) return [];
  if (action.lists === undefined) {
    const there = action.fields.some((field) =>
      answers.some(({ output }) => at(output, field) !== undefined),
    );
    return [{ type: action.gives, count: there ? 1 : 0 }];
  }
  return Object.entries(action.lists).map(([field, type]) => ({ type, count: sum(answers, field) }));
}

/** A type that has rules and no resource is told as well, once the whole inventory is there: nothing was found of it. */
function countInventory(answers: readonly ApiAnswer[]): readonly Counted[] {
  const counts = new Map(countByType(inventoryRows(answers)));
  const pages = answers.filter(isInventory);
  const last = pages.at(-1);
  if (last !== undefined && nextToken(last.output) === undefined) {
    for (const type of Object.keys(kindsByConfigType)) counts.set(type, counts.get(type) ?? 0);
  }
  return toList(counts);
}

function toList(counts: ReadonlyMap<string, number>): readonly Counted[] {
  return [...counts].map(([type, count]) => ({ type, count }));
}

function sum(answers: readonly ApiAnswer[], field: string): number {
  return answers.reduce((total, { output }) => {
    const list = at(output, field);
    return total + (Array.isArray(list) ? list.length : 0);
  }, 0);
}

function byPlace(a: LedgerEntry, b: LedgerEntry): number {
  return compare(a.region, b.region) || compare(a.type, b.type) || compare(a.api, b.api);
}
