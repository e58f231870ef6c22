import type { Fact } from '../../model/fact.ts';
import type { Eval } from '../evaluate/frame.ts';
import type { Result } from '../evaluate/value.ts';

/** A call's compiled arguments: structs as facts, everything else as values. */
export interface Arguments {
  readonly values: readonly Eval<Result>[];
  readonly facts: readonly Eval<Fact>[];
}

/** Our functions by name: each turns compiled arguments into a closure. */
export const functions: Readonly<Record<string, (args: Arguments) => Eval<Result>>> = {};
