import type { ParameterDeclaration, ParameterValue } from '../model/rule.ts';
import { nearest } from '../model/suggestion.ts';

/** What is wrong with a value for a parameter, as the end of a sentence: "must be at most 35 days". */
export function wrongParameterValue(
  declared: ParameterDeclaration,
  value: unknown,
): { readonly message: string; readonly hint?: string } | undefined {
  if (!hasType(declared.type, value)) return { message: `must be ${typeWords[declared.type]}` };
  if (typeof value === 'number') return outOfRange(declared, value);
  const allowed = declared.values;
  if (allowed === undefined) return undefined;
  const stray = [value].flat().find((one) => !allowed.includes(String(one)));
  if (stray === undefined) return undefined;
  const near = nearest(String(stray), allowed);
  const message = `cannot hold \`${String(stray)}\`; allowed: ${allowed.join(', ')}`;
  return near === undefined ? { message } : { message, hint: `Did you mean \`${near}\`?` };
}

const typeWords = {
  integer: 'a whole number',
  string: 'text',
  boolean: 'true or false',
  'string-list': 'a list of texts',
} as const;

function hasType(type: ParameterDeclaration['type'], value: unknown): value is ParameterValue {
  switch (type) {
    case 'integer':
      return Number.isSafeInteger(value);
    case 'string':
      return typeof value === 'string';
    case 'boolean':
      return typeof value === 'boolean';
    case 'string-list':
      return Array.isArray(value) && value.every((item) => typeof item === 'string');
  }
}

function outOfRange(
  { minimum, maximum, unit }: ParameterDeclaration,
  value: number,
): { readonly message: string } | undefined {
  if (value >= (minimum ?? value) && value <= (maximum ?? value)) return undefined;
  const least = minimum === undefined ? '' : `at least ${minimum}`;
  const range =
    maximum === undefined ? least : minimum === undefined ? `at most ${maximum}` : `${minimum} to ${maximum}`;
  return { message: `must be ${range}${unit === undefined ? '' : ` ${unit}`}, and is ${value}` };
}
