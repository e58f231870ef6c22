import type { Fact, ListValue, Unknown } from '../../model/fact.ts';
import { type Eval, type Frame, forget } from '../evaluate/frame.ts';
import { type Predicate, some } from '../evaluate/quantifiers.ts';
import { memberOf, takeInt, takeList, takeText } from '../evaluate/read.ts';
import {
  gather,
  isUndecided,
  type Kleene,
  type Result,
  type Undecided,
  undecided,
} from '../evaluate/value.ts';

/** A call's compiled arguments: structs as facts, everything else as values. */
export interface Arguments {
  readonly values: readonly Eval<Result>[];
  readonly facts: readonly Eval<Fact>[];
}

/** A function of the condition language: compiled arguments to a closure. */
export type Make = (args: Arguments) => Eval<Result>;

export const textOf = (frame: Frame, holder: Fact, name: string): string | Undecided =>
  takeText(frame, memberOf(holder, name));

export const numberOf = (frame: Frame, holder: Fact, name: string): number | Undecided =>
  takeInt(frame, memberOf(holder, name));

export const listOf = (frame: Frame, holder: Fact, name: string): ListValue | Undecided =>
  takeList(frame, memberOf(holder, name));

/** A text attribute against a test; unknown stays unknown. */
export function textIs(holder: Fact, name: string, test: (text: string) => boolean): Eval<Kleene> {
  return (frame) => {
    const text = textOf(frame, holder, name);
    return typeof text === 'string' ? test(text) : text;
  };
}

/** An element of a list attribute that fits. */
export function someOf(holder: Fact, name: string, predicate: Predicate): Eval<Kleene> {
  return (frame) => {
    const start = frame.reads.length;
    const list = listOf(frame, holder, name);
    return isUndecided(list) ? list : some(frame, start, list, predicate);
  };
}

/** The texts of a list that are known, and what else there may be. */
export interface Texts {
  readonly known: readonly string[];
  readonly doubt?: Undecided;
}

/** The list stands as evidence for its elements. */
export function textsOf(frame: Frame, list: ListValue | Undecided): Texts {
  if (isUndecided(list)) return { known: [], doubt: list };
  const known: string[] = [];
  let doubt: Unknown[] | undefined =
    list.open === undefined ? undefined : gather(undefined, undecided(list.open));
  for (const item of list.items) {
    const mark = frame.reads.length;
    const text = takeText(frame, item);
    forget(frame, mark);
    if (typeof text === 'string') known.push(text);
    else doubt = gather(doubt, text);
  }
  return doubt === undefined ? { known } : { known, doubt: { unknowns: doubt } };
}

/** Something is in the list. */
export function isFilled(holder: Fact, name: string): Eval<Kleene> {
  return (frame) => {
    const list = listOf(frame, holder, name);
    if (isUndecided(list)) return list;
    if (list.items.length > 0) return true;
    return list.open === undefined ? false : undecided(list.open);
  };
}
