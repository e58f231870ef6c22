import type { Fact, ListValue, Unknown } from '../../model/fact.ts';
import { type Eval, type Frame, forget, keepOnly, step } from './frame.ts';
import { blend, gather, isUndecided, type Kleene, undecided } from './value.ts';

export type Predicate = (frame: Frame, item: Fact) => Kleene;

/** False by any element that fails; then those elements alone are evidence. `start` is where the list's own reads begin. */
export function every(frame: Frame, start: number, list: ListValue, predicate: Predicate): Kleene {
  const { items } = list;
  let failed = false;
  let doubt = begin(list, frame, (candidate) => predicate(frame, candidate) === true);
  for (const item of items) {
    step(frame);
    const mark = frame.reads.length;
    const answer = predicate(frame, item);
    if (answer === false) {
      // A condition that reads nothing of the element leaves the list itself as evidence.
      if (!failed && frame.reads.length > mark) keepOnly(frame, start, mark);
      failed = true;
    } else if (failed) {
      forget(frame, mark);
    } else if (answer !== true) {
      doubt = gather(doubt, answer);
    }
  }
  if (failed) return false;
  return doubt === undefined ? true : { unknowns: doubt };
}

/** True by the first element that holds; then it alone is evidence. */
export function some(frame: Frame, start: number, list: ListValue, predicate: Predicate): Kleene {
  const { items } = list;
  let doubt = begin(list, frame, (candidate) => predicate(frame, candidate) === false);
  for (const item of items) {
    step(frame);
    const mark = frame.reads.length;
    const answer = predicate(frame, item);
    if (answer === true) {
      if (frame.reads.length > mark) keepOnly(frame, start, mark);
      return true;
    }
    if (answer !== false) doubt = gather(doubt, answer);
  }
  return doubt === undefined ? false : { unknowns: doubt };
}

/** The doubt that an open list begins with: none where everything that may be in it besides leaves the answer as it is. */
function begin(
  { open, candidates }: ListValue,
  frame: Frame,
  leavesAnswer: (candidate: Fact) => boolean,
): Unknown[] | undefined {
  if (open === undefined) return undefined;
  const mark = frame.reads.length;
  if (candidates?.every((candidate) => step(frame) === undefined && leavesAnswer(candidate)) === true)
    return undefined;
  forget(frame, mark);
  return gather(undefined, undecided(open));
}

/** Two that hold are one too many, whatever else may come. */
export function exactlyOne(frame: Frame, list: ListValue, predicate: Predicate): Kleene {
  let found = 0;
  let doubt = begin(list, frame, (candidate) => predicate(frame, candidate) === false);
  for (const item of list.items) {
    step(frame);
    const answer = predicate(frame, item);
    if (answer === true) found += 1;
    else if (answer !== false) doubt = gather(doubt, answer);
  }
  if (found > 1) return false;
  return doubt === undefined ? found === 1 : { unknowns: doubt };
}

/** Elements that may or may not belong leave the list open; where some belong, why the others do not is no evidence. */
export function filtered(frame: Frame, list: ListValue, predicate: Predicate): ListValue {
  const candidates = list.candidates?.filter((candidate) => predicate(frame, candidate) !== false);
  let doubt = begin(list, frame, () => candidates?.length === 0);
  const items: Fact[] = [];
  const start = frame.reads.length;
  for (const item of list.items) {
    step(frame);
    const mark = frame.reads.length;
    const answer = predicate(frame, item);
    if (answer === true) {
      if (items.length === 0 && doubt === undefined) keepOnly(frame, start, mark);
      items.push(item);
    } else if (answer !== false) doubt = gather(doubt, answer);
    else if (items.length > 0) forget(frame, mark);
  }
  return doubt === undefined ? { items } : { items, open: blend({ unknowns: doubt }) };
}

/** A loop over the elements of an expression; an unknown list leaves the answer unknown. */
export function quantified(
  over: Eval<unknown>,
  slot: number,
  body: Eval<Kleene>,
  run: (frame: Frame, start: number, list: ListValue, predicate: Predicate) => Kleene | ListValue,
): Eval<Kleene | ListValue> {
  const predicate = withVariable(slot, body);
  return (frame) => {
    const start = frame.reads.length;
    const list = over(frame);
    return isUndecided(list) ? list : run(frame, start, list as ListValue, predicate);
  };
}

export function withVariable<V>(slot: number, body: Eval<V>): (frame: Frame, item: Fact) => V {
  return (frame, item) => {
    frame.variables[slot] = item;
    return body(frame);
  };
}
