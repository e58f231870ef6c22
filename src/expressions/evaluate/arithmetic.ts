import type { ListValue } from '../../model/fact.ts';
import type { Arithmetic } from '../expression.ts';
import { type Eval, type Frame, step, troubleHere } from './frame.ts';
import { parseTimestamp } from './read.ts';
import { blend, isUndecided, open, type Result, type Undecided, undecided } from './value.ts';

const operations: Readonly<Record<Arithmetic, (left: number, right: number) => number>> = {
  '+': (left, right) => left + right,
  '-': (left, right) => left - right,
  '*': (left, right) => left * right,
  '/': (left, right) => Math.trunc(left / right),
  '%': (left, right) => left % right,
};

/**
 * Whole numbers. A division by zero and a result beyond 2^53 have no answer: unknown, because a rule that meets them
 * has judged nothing.
 */
export function arithmetic(by: Arithmetic, left: Eval<Result>, right: Eval<Result>): Eval<Result> {
  const operation = operations[by];
  const divides = by === '/' || by === '%';
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (typeof a !== 'number' || typeof b !== 'number') return plain(open(a, b));
    if (divides && b === 0) return trouble(frame, 'the condition divides by zero here');
    return whole(frame, operation(a, b));
  };
}

export function negate(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const value = of(frame);
    return typeof value === 'number' ? 0 - value : plain(value as Undecided);
  };
}

/** A bound of a size is no bound of a sum. */
function plain({ unknowns }: Undecided): Undecided {
  return { unknowns };
}

function whole(frame: Frame, value: number): Result {
  // Adding 0 turns -0 into 0, which CEL's integers do not tell apart either.
  return Number.isSafeInteger(value) ? value + 0 : trouble(frame, 'the number becomes too large');
}

function trouble(frame: Frame, detail: string): Undecided {
  return undecided(troubleHere(frame, 'unreadable', detail));
}

export function concatenate(left: Eval<Result>, right: Eval<Result>, shape: 'string' | 'list'): Eval<Result> {
  if (shape === 'list') return concatenateLists(left, right);
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    return typeof a === 'string' && typeof b === 'string' ? a + b : open(a, b);
  };
}

function concatenateLists(left: Eval<Result>, right: Eval<Result>): Eval<Result> {
  return (frame) => {
    const a = left(frame);
    const b = right(frame);
    if (isUndecided(a) && isUndecided(b)) return open(a, b);
    const [first, second] = [openList(a), openList(b)];
    const rest = bothOpen(first, second);
    step(frame, first.items.length + second.items.length);
    const items = [...first.items, ...second.items];
    return rest === undefined ? { items } : { items, open: rest };
  };
}

/** What may be more in either is more in both together. */
function bothOpen(left: ListValue, right: ListValue): ListValue['open'] {
  if (left.open === undefined || right.open === undefined) return left.open ?? right.open;
  return blend(open(undecided(left.open), undecided(right.open)));
}

function openList(value: Result): ListValue {
  return isUndecided(value) ? { items: [], open: blend(value) } : (value as ListValue);
}

export function toText(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const value = of(frame);
    return isUndecided(value) ? plain(value) : String(value);
  };
}

export function toInt(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const value = of(frame);
    if (typeof value !== 'string') return value;
    const number = /^-?\d+$/.test(value) ? Number(value) : Number.NaN;
    return Number.isSafeInteger(number) ? number + 0 : trouble(frame, 'the text is not a whole number');
  };
}

export function toTimestamp(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const value = of(frame);
    if (typeof value !== 'string') return value;
    return parseTimestamp(value) ?? trouble(frame, 'the text is not a time');
  };
}
