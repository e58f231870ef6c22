import type { Fact } from '../../../model/fact.ts';
import type { Frame } from '../../evaluate/frame.ts';
import { isUndecided, type Undecided } from '../../evaluate/value.ts';
import { listOf, type Texts, textOf, textsOf } from '../arguments.ts';

/**
 * An operator as IAM reads it.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html
 */
export interface Operator {
  /** In lower case, without qualifier and suffix: `stringequals`. */
  readonly base: string;
  /** ForAllValues: true when the key is missing. ForAnyValue: false then, whatever follows. */
  readonly quantifier: 'all' | 'any' | 'none';
  /** True when the key is missing. */
  readonly ifExists: boolean;
}

export function parseOperator(text: string): Operator {
  const lower = text.toLowerCase();
  const colon = lower.indexOf(':');
  const prefix = colon < 0 ? '' : lower.slice(0, colon);
  const rest = lower.slice(colon + 1);
  const ifExists = rest.endsWith('ifexists');
  const base = ifExists ? rest.slice(0, -'ifexists'.length) : rest;
  const quantifier = prefix === 'forallvalues' ? 'all' : prefix === 'foranyvalue' ? 'any' : 'none';
  return { base, quantifier, ifExists };
}

/** A request without the key passes: what the condition demands can be avoided by leaving the key out. */
export function passesWithoutKey({ base, quantifier, ifExists }: Operator): boolean {
  if (quantifier === 'any') return false;
  return quantifier === 'all' || ifExists || isNegative(base);
}

export function isNegative(base: string): boolean {
  return /^(string|arn|numeric|date|binary)not/.test(base) || base === 'notipaddress';
}

/** One entry of a Condition block, its texts read. */
export interface ReadCondition {
  readonly operator: Operator;
  /** In lower case. */
  readonly key: string;
  readonly values: Texts;
}

export function readCondition(frame: Frame, condition: Fact): ReadCondition | Undecided {
  const operator = textOf(frame, condition, 'operator');
  const key = textOf(frame, condition, 'key');
  const values = textsOf(frame, listOf(frame, condition, 'values'));
  if (isUndecided(operator) || isUndecided(key)) {
    const unknowns = [operator, key].flatMap((part) => (isUndecided(part) ? part.unknowns : []));
    return { unknowns: [...unknowns, ...(values.doubt?.unknowns ?? [])] };
  }
  return { operator: parseOperator(operator), key: key.toLowerCase(), values };
}
