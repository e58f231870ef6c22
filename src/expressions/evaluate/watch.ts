import type { Fact } from '../../model/fact.ts';
import type { ExpressionNode } from '../expression.ts';
import type { Eval } from './frame.ts';
import type { Result } from './value.ts';

/** Stands around every step of a condition that is compiled to be explained; what it answers is the step's own answer. */
export interface Watch {
  readonly value: (node: ExpressionNode, run: Eval<Result>) => Eval<Result>;
  readonly fact: (node: ExpressionNode, run: Eval<Fact>) => Eval<Fact>;
}

/** Set while a condition is compiled, which ends before anything else can begin: all other conditions run without a watch. */
let watch: Watch | undefined;

/** Compiles with the watch around every step. */
export function whileWatched<T>(by: Watch, compile: () => T): T {
  watch = by;
  try {
    return compile();
  } finally {
    watch = undefined;
  }
}

export function watchedValue(node: ExpressionNode, run: Eval<Result>): Eval<Result> {
  return watch === undefined ? run : watch.value(node, run);
}

export function watchedFact(node: ExpressionNode, run: Eval<Fact>): Eval<Fact> {
  return watch === undefined ? run : watch.fact(node, run);
}
