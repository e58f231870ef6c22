import type { ListValue, MapValue } from '../../model/fact.ts';
import type { TextTest } from '../expression.ts';
import { type Matcher, matcherFor } from '../regular-expression.ts';
import { type Eval, type Frame, troubleHere } from './frame.ts';
import { isUndecided, type Kleene, open, type Result, undecided } from './value.ts';

const tests: Readonly<Record<TextTest, (text: string, part: string) => boolean>> = {
  startsWith: (text, part) => text.startsWith(part),
  endsWith: (text, part) => text.endsWith(part),
  contains: (text, part) => text.includes(part),
};

/** Every text starts with, ends with and contains the empty one, whatever it is. */
export function textTest(test: TextTest, of: Eval<Result>, part: Eval<Result>): Eval<Kleene> {
  const holds = tests[test];
  return (frame) => {
    const text = of(frame);
    const wanted = part(frame);
    if (typeof text === 'string' && typeof wanted === 'string') return holds(text, wanted);
    return open(text, wanted);
  };
}

export function matchesLiteral(of: Eval<Result>, pattern: string): Eval<Kleene> {
  const matches = matcherFor(pattern);
  return (frame) => {
    const text = of(frame);
    return typeof text === 'string' ? matches(text) : (text as Kleene);
  };
}

/** The pattern is a parameter: the same one for nearly every resource. */
export function matchesParameter(of: Eval<Result>, pattern: Eval<Result>): Eval<Kleene> {
  let lastPattern: string | undefined;
  let matches: Matcher | undefined;
  return (frame) => {
    const text = of(frame);
    const wanted = pattern(frame);
    if (typeof text !== 'string' || typeof wanted !== 'string') return open(text, wanted);
    if (wanted !== lastPattern) {
      matches = matcherOrNothing(wanted);
      lastPattern = wanted;
    }
    if (matches === undefined) return badPattern(frame);
    return matches(text);
  };
}

function matcherOrNothing(pattern: string): Matcher | undefined {
  try {
    return matcherFor(pattern);
  } catch {
    return undefined;
  }
}

function badPattern(frame: Frame): Kleene {
  return undecided(troubleHere(frame, 'unreadable', "the parameter's pattern is not a regular expression"));
}

const beyondAscii = /[^\0-\x7f]/;

/** ASCII letters only, as the name says. */
export function changeCase(of: Eval<Result>, to: 'lowerAscii' | 'upperAscii'): Eval<Result> {
  const letters = to === 'lowerAscii' ? /[A-Z]+/g : /[a-z]+/g;
  const change = (part: string) => (to === 'lowerAscii' ? part.toLowerCase() : part.toUpperCase());
  let [asked, changed] = ['', ''];
  return (frame) => {
    const text = of(frame);
    if (typeof text !== 'string') return text;
    // In a loop the same text is asked again and again; and nearly every text is ASCII throughout.
    if (text !== asked) {
      asked = text;
      changed = beyondAscii.test(text) ? text.replace(letters, change) : change(text);
    }
    return changed;
  };
}

/** Characters of a text, elements of a list, keys of a map. An open one is at least as long as what is known of it. */
export function sizeOf(of: Eval<Result>): Eval<Result> {
  return (frame) => {
    const value = of(frame);
    if (typeof value === 'string') return [...value].length;
    if (isUndecided(value) || typeof value !== 'object') return value;
    return 'items' in value ? listSize(value) : mapSize(value);
  };
}

function listSize(list: ListValue): Result {
  if (list.open === undefined) return list.items.length;
  return { ...undecided(list.open), atLeast: list.items.length };
}

function mapSize(map: MapValue): Result {
  const entries = Object.values(map.entries).filter((entry) => entry.state !== 'absent');
  const doubtful = entries.filter((entry) => entry.state === 'unknown' && entry.set !== true);
  const unknowns = [...doubtful, map.open].flatMap((one) => (one?.state === 'unknown' ? [one] : []));
  if (unknowns.length === 0) return entries.length;
  return { unknowns, atLeast: entries.length - doubtful.length };
}
