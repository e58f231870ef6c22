import { whereOf } from '../engine/evidence.ts';
import type { Read } from '../expressions/explain-recorder.ts';
import type { Wording } from '../expressions/explain-wording.ts';
import type { ExpressionNode } from '../expressions/expression.ts';
import { type Fact, isMap, type Place } from '../model/fact.ts';
import { answerOfFact, type StepAnswer } from './explain-value.ts';

/** A fact that a rule read, with where it came from. */
export interface ExplainedFact {
  /** The rule's word for it; the source's where a function of the rule's looks further in than the rule says. */
  readonly attribute: string;
  /** The part of the rule that looked. */
  readonly askedBy?: string;
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
      const known = { answer: answerOfFact(fact), path, place, decides: decides.has(name) };
      facts.set(name, { ...wording(by, fact, words), ...known });
    }
  }
  return [...facts.values()];
}

const places: ReadonlySet<ExpressionNode['op']> = new Set([
  'field',
  'relation',
  'entry',
  'item',
  'variable',
] as const);

/** The step that asks `has(x)` reads x; functions read what they need of what they are given. */
function wording(
  by: ExpressionNode,
  fact: Fact,
  words: WordedReads['words'],
): Pick<ExplainedFact, 'attribute' | 'askedBy'> {
  const { path } = fact;
  const last = path.slice(path.lastIndexOf('.') + 1);
  if (by.op === 'keyed') {
    const map = words.get(by.map)?.text ?? '';
    const isMapItself = fact.state === 'known' && typeof fact.value === 'object' && isMap(fact.value);
    return { attribute: isMapItself ? map : `${map}.${last}` };
  }
  const place = by.op === 'has' ? by.of : by;
  const text = words.get(place)?.text ?? '';
  if (places.has(place.op) && text !== '') return { attribute: text };
  return text === '' || path === '' ? { attribute: path || text } : { attribute: last, askedBy: text };
}

function nameOf({ place, path, state }: Fact): string {
  const phase = place.source === 'terraform-plan' ? place.phase : '';
  return [whereOf(place), phase, path, state].join('\n');
}
