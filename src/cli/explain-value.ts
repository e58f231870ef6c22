import { plain } from '../engine/evidence.ts';
import { isUndecided, type Result } from '../expressions/evaluate/value.ts';
import type { Step } from '../expressions/explain-step.ts';
import { type ExpressionNode, shapeOf } from '../expressions/expression.ts';
import { type Fact, isList, isMap, type Unknown, type Value } from '../model/fact.ts';

/** What a step of a condition came to, as plain data: redacted as evidence is. */
export type StepAnswer =
  | {
      readonly state: 'known';
      /** Left out when sensitive. */
      readonly value?: unknown;
      readonly default?: true;
      readonly sensitive?: true;
      /** Keys of the resources that it is, or holds: their names stand in `value`. */
      readonly resources?: readonly string[];
      /** Why there may be more in it than is known. */
      readonly open?: string;
      /** Where that much can be told: whatever else is in it is one of these. */
      readonly candidates?: readonly unknown[];
    }
  | { readonly state: 'unknown'; readonly because: readonly string[] }
  | { readonly state: 'absent' }
  | { readonly state: 'not-asked' };

const deepest = 3;

/** Tests answer true or false of what they look at; everything else answers with the thing itself, or a part of it. */
const tests: ReadonlySet<ExpressionNode['op']> = new Set([
  'and',
  'or',
  'not',
  'has',
  'compare',
  'equal',
  'unequal',
  'among',
  'keyed',
  'text',
  'matches',
  'all',
  'exists',
  'existsOne',
] as const);

export function answerOf(step: Step | undefined): StepAnswer {
  if (step === undefined) return { state: 'not-asked' };
  const { node, fact, value, sensitive } = step;
  if (fact !== undefined && fact.state !== 'known') return answerOfFact(fact);
  if (isUndecided(value)) return { state: 'unknown', because: causes(value.unknowns) };
  const isTest = tests.has(node.op) || (node.op === 'call' && node.shape === 'bool');
  if (sensitive && !isTest) return { state: 'known', sensitive: true };
  if (fact !== undefined) return answerOfFact(fact);
  return value === undefined ? { state: 'not-asked' } : knownAnswer(timed(value, node));
}

export function answerOfFact(fact: Fact): StepAnswer {
  if (fact.state === 'unknown') return { state: 'unknown', because: [fact.detail] };
  if (fact.state === 'absent') return { state: 'absent' };
  if (fact.sensitive === true) return { state: 'known', sensitive: true };
  const answer = knownAnswer(fact.value);
  return fact.default === true ? { ...answer, default: true } : answer;
}

function knownAnswer(value: Value): StepAnswer & { readonly state: 'known' } {
  const resources = keysIn(value);
  const whole = { state: 'known', value: plain(value, deepest) } as const;
  const answer = resources === undefined ? whole : { ...whole, resources };
  if (typeof value !== 'object' || !(isList(value) || isMap(value)) || value.open === undefined)
    return answer;
  const open = causes([value.open]).join('; ');
  const candidates = isList(value) ? value.candidates : undefined;
  if (candidates === undefined) return { ...answer, open };
  return { ...answer, open, candidates: candidates.map(plainOf) };
}

function keysIn(value: Value): readonly string[] | undefined {
  if (typeof value !== 'object') return undefined;
  if ('key' in value) return [String(value.key)];
  if (!isList(value)) return undefined;
  const keys = value.items.map((item) => (item.state === 'known' ? keysIn(item.value)?.[0] : undefined));
  return keys.length > 0 && keys.every((key) => key !== undefined) ? keys : undefined;
}

/** A fact's value for people; nothing that is sensitive. */
export function plainOf(fact: Fact): unknown {
  const answer = answerOfFact(fact);
  if (answer.state !== 'known') return `(${answer.state})`;
  return answer.sensitive === true ? '(sensitive)' : answer.value;
}

/** Each thing that is missing, once: `kms_key_id: known only after apply`. */
export function causes(unknowns: readonly Unknown[]): readonly string[] {
  return [...new Set(unknowns.map(({ path, detail }) => (path === '' ? detail : `${path}: ${detail}`)))];
}

/** Times are reckoned with in milliseconds. */
function timed(value: Exclude<Result, { unknowns: unknown }>, node: ExpressionNode): Value {
  return typeof value === 'number' && shapeOf(node) === 'timestamp' ? new Date(value).toISOString() : value;
}
