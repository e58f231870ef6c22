import type { Fact, ListValue, MapValue, Place, Unknown } from '../../model/fact.ts';
import { known } from '../../model/fact.ts';

/** No answer, with every unknown that stands in the way. */
export interface Undecided {
  readonly unknowns: readonly Unknown[];
  /** For the size of an open list: it is at least this. */
  readonly atLeast?: number;
}

export type Kleene = boolean | Undecided;

/** What a step answers when it is not a struct: structs travel as facts. */
export type Result = string | number | boolean | ListValue | MapValue | Undecided;

/** Marks facts that the condition itself made (`[1, 2]`): they are no evidence. */
export const nowhere: Place = Object.freeze({ source: 'example', name: '' });

/** One unknown element that several unknowns stand behind. */
interface Blend extends Unknown {
  readonly parts: readonly Unknown[];
}

export function isUndecided(value: unknown): value is Undecided {
  return typeof value === 'object' && value !== null && 'unknowns' in value;
}

export function undecided(fact: Unknown): Undecided {
  return { unknowns: isBlend(fact) ? fact.parts : [fact] };
}

export function isBlend(fact: Unknown): fact is Blend {
  return 'parts' in fact;
}

/** Adds what stands in the way to what was gathered already; the gathered list is the caller's own. */
export function gather(doubt: Unknown[] | undefined, more: Undecided): Unknown[] {
  if (doubt === undefined) return [...more.unknowns];
  for (const one of more.unknowns) doubt.push(one);
  return doubt;
}

/** Of two operands, what keeps the answer from being told. */
export function open(left: unknown, right: unknown): Undecided {
  if (!isUndecided(left)) return right as Undecided;
  return isUndecided(right) ? { unknowns: [...left.unknowns, ...right.unknowns] } : left;
}

/** One unknown that stands for all of them. */
export function blend(value: Undecided): Unknown {
  const [first] = value.unknowns;
  if (first === undefined) throw new Error('an undecided answer without an unknown');
  const { set: _set, ...plain } = first;
  return { ...plain, place: nowhere, parts: value.unknowns } as Blend;
}

/** A computed value as a list element. */
export function asFact(value: Result): Fact {
  return isUndecided(value) ? blend(value) : known(value, nowhere, '');
}

/** Every unknown once: the same object, or one made anew for the same place, path and reason. */
export function distinct(unknowns: readonly Unknown[]): readonly Unknown[] {
  if (unknowns.length < 2) return unknowns;
  const kept = new Map<string, Unknown[]>();
  const result: Unknown[] = [];
  for (const one of unknowns) {
    const alike = kept.get(one.path);
    if (alike?.some((other) => isSame(one, other))) continue;
    if (alike === undefined) kept.set(one.path, [one]);
    else alike.push(one);
    result.push(one);
  }
  return result;
}

function isSame(one: Unknown, other: Unknown): boolean {
  if (one === other) return true;
  if (one.path !== other.path || one.reason !== other.reason || one.detail !== other.detail) return false;
  return one.place === other.place || JSON.stringify(one.place) === JSON.stringify(other.place);
}
