import type { Fact, ListValue, Unknown } from '../../model/fact.ts';
import type { Comparison, EqualityShape, ScalarShape } from '../expression.ts';
import type { Eval, Frame } from './frame.ts';
import { forget, step } from './frame.ts';
import { take } from './read.ts';
import { gather, isUndecided, type Kleene, open, type Result, undecided } from './value.ts';

type Order = (left: number, right: number) => boolean;

const orders: Readonly<Record<Comparison, Order>> = {
  '<': (left, right) => left < right,
  '<=': (left, right) => left <= right,
  '>': (left, right) => left > right,
  '>=': (left, right) => left >= right,
};

const mirrored: Readonly<Record<Comparison, Comparison>> = { '<': '>', '<=': '>=', '>': '<', '>=': '<=' };

export function compareNumbers(by: Comparison, left: Eval<Result>, right: Eval<Result>): Eval<Kleene> {
  const holds = orders[by];
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'number' && typeof b === 'number') return holds(a, b);
    return bounded(by, a, b) ?? bounded(mirrored[by], b, a) ?? open(a, b);
  };
}

/** A size that is known to be at least n is more than anything below n. */
function bounded(by: Comparison, size: Result, other: Result): boolean | undefined {
  if (typeof other !== 'number' || !isUndecided(size) || size.atLeast === undefined) return undefined;
  const least = size.atLeast;
  if (by === '>' && least > other) return true;
  if (by === '>=' && least >= other) return true;
  if (by === '<' && least >= other) return false;
  if (by === '<=' && least > other) return false;
  return undefined;
}

export function compareTexts(by: Comparison, left: Eval<Result>, right: Eval<Result>): Eval<Kleene> {
  const holds = orders[by];
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a === 'string' && typeof b === 'string') return holds(textOrder(a, b), 0);
    return open(a, b);
  };
}

/** CEL orders text by code points; JavaScript's `<` goes by UTF-16 units, which differ beyond the basic plane. */
function textOrder(left: string, right: string): number {
  const shortest = Math.min(left.length, right.length);
  for (let index = 0; index < shortest; index++) {
    if (left.charCodeAt(index) === right.charCodeAt(index)) continue;
    const [a, b] = [weight(left.charCodeAt(index)), weight(right.charCodeAt(index))];
    return a - b;
  }
  return left.length - right.length;
}

/** Surrogates come after every other unit. */
function weight(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

export function equal(left: Eval<Result>, right: Eval<Result>, of: EqualityShape): Eval<Kleene> {
  if (typeof of === 'object') {
    return (frame) => listsEqual(frame, left(frame), right(frame), of.list);
  }
  return (frame) => scalarsEqual(left(frame), right(frame));
}

function scalarsEqual(left: Result, right: Result): Kleene {
  if (typeof left !== 'object' && typeof right !== 'object') return left === right;
  if (isAbove(left, right) || isAbove(right, left)) return false;
  return open(left, right);
}

function isAbove(size: Result, other: Result): boolean {
  if (typeof other !== 'number' || !isUndecided(size)) return false;
  return size.atLeast !== undefined && size.atLeast > other;
}

function listsEqual(frame: Frame, left: Result, right: Result, of: EqualityShape): Kleene {
  if (isUndecided(left) || isUndecided(right)) return open(left, right);
  const a = left as ListValue;
  const b = right as ListValue;
  if (a.open === undefined && a.items.length < b.items.length) return false;
  if (b.open === undefined && b.items.length < a.items.length) return false;
  let doubt: Unknown[] | undefined;
  for (const { open: rest } of [a, b]) if (rest !== undefined) doubt = gather(doubt, undecided(rest));
  if (doubt !== undefined) return { unknowns: doubt };
  for (let index = 0; index < a.items.length; index++) {
    const same = factsEqual(frame, a.items[index] as Fact, b.items[index] as Fact, of);
    if (same === false) return false;
    if (same !== true) doubt = gather(doubt, same);
  }
  return doubt === undefined ? true : { unknowns: doubt };
}

/** The elements of a list were noted with the list: they are not read one by one. */
function factsEqual(frame: Frame, left: Fact, right: Fact, of: EqualityShape): Kleene {
  step(frame);
  const a = takeQuietly(frame, left, of);
  const b = takeQuietly(frame, right, of);
  return typeof of === 'object' ? listsEqual(frame, a, b, of.list) : scalarsEqual(a, b);
}

function takeQuietly(frame: Frame, fact: Fact, of: EqualityShape): Result {
  const shape: ScalarShape | 'list' = typeof of === 'object' ? 'list' : of;
  const mark = frame.reads.length;
  const value = take(frame, fact, shape);
  forget(frame, mark);
  return value;
}

/** `x in ["a", "b"]`, the usual form. */
export function amongLiterals(item: Eval<Result>, choices: ReadonlySet<Result>): Eval<Kleene> {
  return (frame) => {
    const wanted = item(frame);
    if (!isUndecided(wanted)) return choices.has(wanted);
    return choices.size === 0 ? false : open(wanted, wanted);
  };
}

/** `x in list`: an unknown element might be it. */
export function among(item: Eval<Result>, list: Eval<Result>, of: EqualityShape): Eval<Kleene> {
  return (frame) => {
    const wanted = item(frame);
    const choices = list(frame);
    if (isUndecided(choices)) return choices;
    const { items, open: rest } = choices as ListValue;
    let doubt = rest === undefined ? undefined : gather(undefined, undecided(rest));
    for (const choice of items) {
      step(frame);
      const value = takeQuietly(frame, choice, of);
      const same =
        typeof of === 'object' ? listsEqual(frame, wanted, value, of.list) : scalarsEqual(wanted, value);
      if (same === true) return true;
      if (same !== false) doubt = gather(doubt, same);
    }
    return doubt === undefined ? false : { unknowns: doubt };
  };
}
