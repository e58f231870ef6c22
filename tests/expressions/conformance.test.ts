import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tests as suite } from '@bufbuild/cel-spec/testdata/conformance.js';
import { checkCondition } from '../../src/expressions/check.ts';
import { compileCondition } from '../../src/expressions/compile.ts';
import { context, scopeOf } from './world.ts';

/**
 * The subset of CEL that src/expressions/README.md claims, told by what the specification's own checker says of a case:
 * its types and the functions it calls. Nothing of ours decides what is claimed.
 */
const claimedFunctions = new Set(
  `add_int64 add_list add_string conditional contains_string divide_int64 ends_with_string equals
  greater_equals_int64 greater_equals_string greater_int64 greater_string in_list index_list int64_to_int64
  int64_to_string less_equals_int64 less_equals_string less_int64 less_string logical_and logical_not logical_or
  matches_string modulo_int64 multiply_int64 negate_int64 not_equals not_strictly_false size_list size_string
  starts_with_string string_lower_ascii string_to_int64 string_to_string string_upper_ascii subtract_int64`.split(
    /\s+/,
  ),
);
const claimedTypes = /^(list\()*(int|string|bool)\)*$/;

/** Two hits are one too many, whatever an unknown third element is; CEL has an error there. */
const deviations = new Set(['/macros/exists_one/list_no_shortcircuit']);

type CelValue = Readonly<Record<string, unknown>>;

interface Case {
  readonly path: string;
  readonly expression: string;
  /** Left out where the specification has an error. */
  readonly value?: CelValue;
}

type Suite = typeof suite;
type Original = NonNullable<Suite['tests']>[number]['original'];

function casesOf(group: Suite, path: string): Case[] {
  const own = (group.tests ?? []).flatMap(({ original, checkedAst }) => {
    if (checkedAst === undefined || original.bindings !== undefined || original.disableCheck === true)
      return [];
    return isClaimed(checkedAst) ? [caseOf(original, `${path}/${original.name}`)] : [];
  });
  return [...own, ...(group.suites ?? []).flatMap((inner) => casesOf(inner, `${path}/${inner.name}`))];
}

/** A case without any expectation is expected to be true. */
function caseOf(original: Original, path: string): Case {
  const base = { path, expression: original.expr };
  if (original.evalError !== undefined) return base;
  const { value, typedResult } = original as { value?: CelValue; typedResult?: { result?: CelValue } };
  return { ...base, value: value ?? typedResult?.result ?? { boolValue: true } };
}

function isClaimed(checked: string): boolean {
  const plain = checked.replaceAll(/"(?:[^"\\]|\\.)*"/g, '""');
  for (const [, name, type = '', reference] of plain.matchAll(/([@\w]*)~([\w.()]*)(?:\^([@\w]+))?/g)) {
    // A method's name follows its receiver's type: `string.startsWith(`.
    if (!claimedTypes.test(type.replace(/\.\w+\(?\)?$/, ''))) return false;
    const isVariable = reference === name;
    if (reference !== undefined && !isVariable && !claimedFunctions.has(reference)) return false;
  }
  const numbers = plain.match(/-?\b\d+\b/g) ?? [];
  return !/[{]/.test(plain) && numbers.every((number) => Number.isSafeInteger(Number(number)));
}

/** How the specification's values are written in CEL. */
function literal(value: CelValue): string {
  if ('boolValue' in value) return String(value.boolValue);
  if ('int64Value' in value) return String(value.int64Value);
  if ('stringValue' in value) return JSON.stringify(value.stringValue);
  const list = value.listValue as { values?: readonly CelValue[] };
  return `[${(list.values ?? []).map(literal).join(', ')}]`;
}

describe('the conformance data of cel-spec', () => {
  const cases = casesOf(suite, '');
  for (const { path, expression, value } of cases) {
    it(`${path}: ${expression}`, () => {
      const other = value === undefined ? expression : literal(value);
      const result = checkCondition(`(${expression}) == (${other})`, context);
      assert.ok('expression' in result, JSON.stringify(result));
      const answer = compileCondition(result.expression)(scopeOf(), { reads: [] });
      if (value !== undefined || deviations.has(path)) assert.equal(answer, true);
      else assert.equal(typeof answer, 'object', 'an error is no answer');
    });
  }
  it('claims and runs these many', () => assert.equal(cases.length, 340));
});
