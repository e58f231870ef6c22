import type { Fact } from '../model/fact.ts';
import type { Result } from './evaluate/value.ts';
import type { ExpressionNode } from './expression.ts';

/** What one step of a condition did when it was run. */
export interface Step {
  readonly node: ExpressionNode;
  /** The attribute, entry or relation that it led to. */
  readonly fact?: Fact;
  /** What it answered; left out where only the fact was wanted. */
  readonly value?: Result;
  /** Facts that it read itself, its parts' left out. */
  readonly reads: readonly Fact[];
  /** The parts that were asked. */
  readonly parts: readonly Step[];
  /** What a loop asked of each element. */
  readonly elements?: ElementLog;
  /** It was made from something that may be tested and never printed. */
  readonly sensitive: boolean;
}

export type ElementAnswer = 'true' | 'false' | 'unknown' | 'value';

/** What a loop asked of one element of its list. */
export interface Element {
  readonly fact: Fact;
  /** The condition that is asked of it, or that lets it into a `map`. */
  readonly test?: Step;
  /** What `map` made of it. */
  readonly made?: Step;
  readonly answer: ElementAnswer;
}

/** The elements that a loop walked: the first few of every answer, and how many there were. */
export interface ElementLog {
  readonly kept: readonly Element[];
  readonly counts: Readonly<Record<ElementAnswer, number>>;
}
