import { isRecord, type JsonRecord } from './plain.ts';

/** The token of the page after this one, in whichever way its service writes it. */
export function nextToken(output: unknown): string | undefined {
  if (!isRecord(output)) return undefined;
  const token =
    output.NextToken ?? output.nextToken ?? (output.IsTruncated === true ? output.Marker : undefined);
  return typeof token === 'string' && token !== '' ? token : undefined;
}

/** An input without its page token: what all pages of one call have in common. */
export function withoutToken(input: JsonRecord): JsonRecord {
  const { NextToken: _next, nextToken: _token, Marker: _marker, ...rest } = input;
  return rest;
}

/** Whether a page holds nothing. AWS may send empty pages before full ones, but not for ever. */
export function isEmptyPage(output: unknown, fields: readonly string[]): boolean {
  if (!isRecord(output)) return true;
  return fields.every((field) => {
    const value = output[field];
    return !Array.isArray(value) || value.length === 0;
  });
}
