import type { Action } from './action.ts';
import { isRecord, type JsonRecord, textOf } from './plain.ts';

/** What to add to the input for the page after this one; undefined after the last one. */
export function nextPage(output: unknown, token: Action['token']): JsonRecord | undefined {
  if (token === undefined || !isRecord(output)) return undefined;
  if (token === 'StartRecordName') return nextRecord(output);
  const next = nextToken(output);
  return next === undefined ? undefined : { [token]: next };
}

/** The token of the page after this one, in whichever way its service writes it. */
export function nextToken(output: unknown): string | undefined {
  if (!isRecord(output)) return undefined;
  // CloudFront wraps its lists.
  const holders = [output, ...Object.values(output).filter(isRecord)];
  const tokens = holders.flatMap((holder) => tokenIn(holder) ?? []);
  return tokens.find((token) => token !== '');
}

/** Route 53 repeats the marker of the question; IAM's, RDS's and ElastiCache's is the next one. */
function tokenIn(holder: JsonRecord): string | undefined {
  const marker =
    holder.IsTruncated === false || holder.NextMarker !== undefined ? undefined : markerIn(holder);
  const next = holder.NextToken ?? holder.nextToken ?? holder.PaginationToken ?? holder.NextMarker;
  return textOf({ next: next ?? marker ?? holder.NextRecordName }, 'next');
}

/** A list of CloudFront repeats the marker too, beside its `Items`. */
function markerIn(holder: JsonRecord): unknown {
  return 'Items' in holder || 'Quantity' in holder ? undefined : holder.Marker;
}

/** Route 53 goes on at a record. https://docs.aws.amazon.com/Route53/latest/APIReference/API_ListResourceRecordSets.html */
function nextRecord(output: JsonRecord): JsonRecord | undefined {
  const { NextRecordName: name, NextRecordType: type, NextRecordIdentifier: identifier } = output;
  if (typeof name !== 'string' || name === '') return undefined;
  return {
    StartRecordName: name,
    ...(type === undefined ? {} : { StartRecordType: type }),
    ...(identifier === undefined ? {} : { StartRecordIdentifier: identifier }),
  };
}

const tokenNames = new Set([
  'NextToken',
  'nextToken',
  'Marker',
  'NextMarker',
  'PaginationToken',
  'StartRecordName',
  'StartRecordType',
  'StartRecordIdentifier',
]);

/** An input without its page token: what all pages of one call have in common. */
export function withoutToken(input: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(input).filter(([name]) => !tokenNames.has(name)));
}

/** Whether a page holds nothing. AWS may send empty pages before full ones, but not for ever. */
export function isEmptyPage(output: unknown, fields: readonly string[]): boolean {
  if (!isRecord(output)) return true;
  return fields.every((field) => {
    const value = at(output, field);
    return !Array.isArray(value) || value.length === 0;
  });
}

/** What stands under a dotted path of an output; within a list, what stands there in all its elements. */
export function at(output: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>(step, output);
}

/** EC2 lists instances by their reservations. */
function step(holder: unknown, name: string): unknown {
  if (Array.isArray(holder)) return holder.flatMap((element) => step(element, name) ?? []);
  return isRecord(holder) ? holder[name] : undefined;
}
