import { whereOf } from '../engine/evidence.ts';
import type { Read } from '../expressions/explain-recorder.ts';
import type { Wording } from '../expressions/explain-wording.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import type { Fact, Place } from '../model/fact.ts';
import { answerOfFact, type StepAnswer } from './explain-value.ts';

/** A fact that a rule read, with where it came from. */
export interface ExplainedFact {
  /** The rule's word for it. */
  readonly attribute: string;
  readonly answer: StepAnswer;
  /** The source's word for it; empty where it has none. */
  readonly path: string;
  readonly place: Place;
  /** The verdict stands on it. */
  readonly decides: boolean;
}

/** What a condition read, and how that is written in it. */
export interface WordedReads {
  readonly reads: readonly Read[];
  readonly words: ReadonlyMap<ExpressionNode, Wording>;
}

/** Every fact once, in the order of reading. */
export function explainFacts(
  conditions: readonly WordedReads[],
  deciding: readonly Fact[],
): readonly ExplainedFact[] {
  const decides = new Set(deciding.map(nameOf));
  const facts = new Map<string, ExplainedFact>();
  for (const { reads, words } of conditions) {
    for (const { fact, by } of reads) {
      const name = nameOf(fact);
      if (facts.has(name)) continue;
      const { path, place } = fact;
      const attribute = wordFor(by, words) ?? path;
      facts.set(name, { attribute, answer: answerOfFact(fact), path, place, decides: decides.has(name) });
    }
  }
  return [...facts.values()];
}

/** The step that asks `has(x)` reads x. */
function wordFor(by: ExpressionNode, words: WordedReads['words']): string | undefined {
  return (by.op === 'has' ? words.get(by.of) : undefined)?.text ?? words.get(by)?.text;
}

function nameOf({ place, path, state }: Fact): string {
  const phase = place.source === 'terraform-plan' ? place.phase : '';
  return [whereOf(place), phase, path, state].join('\n');
}
