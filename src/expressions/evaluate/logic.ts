import type { Unknown } from '../../model/fact.ts';
import { type Eval, forget, keepOnly } from './frame.ts';
import { gather, isUndecided, type Kleene, type Undecided } from './value.ts';

/** False by any false part; then only the false parts are evidence. */
export function and(parts: readonly Eval<Kleene>[]): Eval<Kleene> {
  return (frame) => {
    const start = frame.reads.length;
    let failed = false;
    let doubt: Unknown[] | undefined;
    for (let index = 0; index < parts.length; index++) {
      const mark = frame.reads.length;
      const answer = (parts[index] as Eval<Kleene>)(frame);
      if (answer === false) {
        if (!failed) keepOnly(frame, start, mark);
        failed = true;
      } else if (failed) {
        forget(frame, mark);
      } else if (answer !== true) {
        doubt = gather(doubt, answer);
      }
    }
    if (failed) return false;
    return doubt === undefined ? true : { unknowns: doubt };
  };
}

/** True by the first true part; then it alone is evidence. */
export function or(parts: readonly Eval<Kleene>[]): Eval<Kleene> {
  return (frame) => {
    const start = frame.reads.length;
    let doubt: Unknown[] | undefined;
    for (let index = 0; index < parts.length; index++) {
      const mark = frame.reads.length;
      const answer = (parts[index] as Eval<Kleene>)(frame);
      if (answer === true) {
        keepOnly(frame, start, mark);
        return true;
      }
      if (answer !== false) doubt = gather(doubt, answer);
    }
    return doubt === undefined ? false : { unknowns: doubt };
  };
}

export function not(of: Eval<Kleene>): Eval<Kleene> {
  return (frame) => negated(of(frame));
}

export function negated(answer: Kleene): Kleene {
  return typeof answer === 'boolean' ? !answer : answer;
}

/** Two branches that agree answer even when nobody knows which one it is. */
export function choose<V>(when: Eval<Kleene>, then: Eval<V>, otherwise: Eval<V>): Eval<V | Undecided> {
  return (frame) => {
    const condition = when(frame);
    if (condition === true) return then(frame);
    if (condition === false) return otherwise(frame);
    const left = then(frame);
    const right = otherwise(frame);
    if (typeof left !== 'object' && left === right) return left;
    const unknowns = gather(undefined, condition);
    for (const branch of [left, right]) if (isUndecided(branch)) gather(unknowns, branch);
    return { unknowns };
  };
}
