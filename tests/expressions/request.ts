import { Address4 } from 'ip-address';
import { fits } from '../../src/expressions/functions/glob.ts';

/** Condition keys of a request in lower case, with their values; an empty list is a missing key. */
export type Request = Readonly<Record<string, readonly string[]>>;

type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** IAM's evaluation of a Condition block, written from its documentation and from nothing of ours. */
export function admits(condition: Condition, request: Request): boolean {
  return Object.entries(condition).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) => holds(operator, values, request[key.toLowerCase()] ?? [])),
  );
}

function holds(operator: string, values: readonly string[], found: readonly string[]): boolean {
  if (operator === 'Null') return values.some((value) => (value === 'true') === (found.length === 0));
  const [, set, rest = ''] = /^(?:(ForAllValues|ForAnyValue):)?(.*)$/.exec(operator) ?? [];
  const base = rest.replace(/IfExists$/, '');
  const test = (value: string): boolean => matches(base, values, value);
  if (set === 'ForAllValues') return found.every(test);
  if (set === 'ForAnyValue') return found.some(test);
  const [only] = found;
  if (only === undefined) return rest.endsWith('IfExists') || base.includes('Not');
  return test(only);
}

function matches(base: string, values: readonly string[], found: string): boolean {
  switch (base) {
    case 'StringEquals':
    case 'Bool':
      return values.includes(found);
    case 'StringNotEquals':
      return !values.includes(found);
    case 'StringLike':
      return values.some((value) => fits(found, value));
    case 'StringNotLike':
      return !values.some((value) => fits(found, value));
    case 'IpAddress':
      return values.some((value) => new Address4(found).isInSubnet(new Address4(value)));
    case 'NotIpAddress':
      return !values.some((value) => new Address4(found).isInSubnet(new Address4(value)));
    default:
      throw new Error(`not an operator of this test: ${base}`);
  }
}
