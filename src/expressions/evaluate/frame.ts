import type { Fact, Place, StructValue, Unknown, UnknownReason } from '../../model/fact.ts';
import { unknown } from '../../model/fact.ts';
import type { Scope } from '../../model/rule.ts';
import { nowhere } from './value.ts';

/** One evaluation under way. */
export interface Frame {
  readonly scope: Scope;
  /** Facts that decided so far; parts that turn out not to matter are cut off again. */
  readonly reads: Fact[];
  readonly variables: Fact[];
  /** Templates keep every fact read, so that a sensitive one is never missed. */
  readonly keepsAll: boolean;
  steps: number;
}

export type Eval<V> = (frame: Frame) => V;

/** A condition walked more elements than the budget allows. */
export class StepBudgetError extends Error {
  constructor(budget: number) {
    super(`the condition took more than ${budget} steps`);
    this.name = 'StepBudgetError';
  }
}

/** Elements that one evaluation may walk: far above any real rule, far below a hang. */
export const stepBudget = 1_000_000;

export function step(frame: Frame, count = 1): void {
  frame.steps += count;
  if (frame.steps > stepBudget) throw new StepBudgetError(stepBudget);
}

export function note(frame: Frame, fact: Fact): void {
  if (fact.place !== nowhere) frame.reads.push(fact);
}

/** Forgets what was read since the mark. */
export function forget(frame: Frame, mark: number): void {
  if (!frame.keepsAll) cut(frame.reads, mark);
}

/** Popping keeps the array's storage; setting its length does not, and is many times slower. */
export function cut(reads: Fact[], length: number): void {
  while (reads.length > length) reads.pop();
}

/** Forgets what was read from the start up to the mark, and keeps what came after. */
export function keepOnly(frame: Frame, start: number, mark: number): void {
  if (frame.keepsAll || mark === start) return;
  const { reads } = frame;
  let end = start;
  for (let index = mark; index < reads.length; index++) reads[end++] = reads[index] as Fact;
  cut(reads, end);
}

/** An unknown that the evaluation itself ran into, placed at the fact that was read last. */
export function troubleHere(frame: Frame, reason: UnknownReason, detail: string): Unknown {
  const last = frame.reads.at(-1);
  const at = { place: last?.place ?? anyPlace(frame.scope.resource), path: last?.path ?? '' };
  return unknown(reason, detail, at);
}

function anyPlace(resource: StructValue): Place {
  for (const fact of Object.values(resource.fields)) return fact.place;
  return nowhere;
}
