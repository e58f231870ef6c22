import { isObject, type Json, type JsonObject } from './item.ts';

/** JSON of any AWS Config form in one form: no null, no `{value}` wrapper, no URL-encoded document, dates as RFC 3339. */
export function tidy(value: unknown, key = ''): Json | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return decodeDocument(value);
  if (typeof value === 'number') return tidyNumber(value, key);
  if (Array.isArray(value)) return value.map((element) => tidy(element)).filter((it) => it !== undefined);
  if (isObject(value)) return isWrapper(value) ? tidy(value.value, key) : tidyObject(value);
  return typeof value === 'boolean' ? value : undefined;
}

export function tidyObject(value: Readonly<Record<string, unknown>>): JsonObject {
  const tidied: Record<string, Json> = {};
  for (const key of Object.keys(value)) {
    const kept = tidy(value[key], key);
    if (kept === undefined) continue;
    // Assigned, this one would be lost.
    if (key === '__proto__') Object.defineProperty(tidied, key, { ...plainProperty, value: kept });
    else tidied[key] = kept;
  }
  return tidied;
}

const plainProperty = { configurable: true, enumerable: true, writable: true };

/**
 * The value behind JSON text, however many times it was put into a string: history items hold every supplementary value as
 * text, and S3's access control list as text within text.
 */
export function unquote(value: unknown): unknown {
  let current = value;
  while (typeof current === 'string') {
    const parsed = parseJson(current);
    if (parsed === undefined) return current;
    current = parsed;
  }
  return current;
}

/** The innermost text of a document that was put into a string more than once. */
export function unquoteText(value: unknown): unknown {
  const inner = typeof value === 'string' ? parseJson(value) : undefined;
  return typeof inner === 'string' ? unquoteText(inner) : value;
}

/** An instant as RFC 3339 in UTC from what the Config APIs send: ISO text, epoch milliseconds, or seconds with a fraction. */
export function toInstant(value: unknown): string | undefined {
  if (typeof value === 'number') {
    // Seconds stay below this until the year 5138; milliseconds passed it in 1973.
    const milliseconds = Math.abs(value) < 1e11 ? value * 1000 : value;
    return instantOf(Math.round(milliseconds));
  }
  return typeof value === 'string' ? instantOf(Date.parse(value)) : undefined;
}

function instantOf(milliseconds: number): string | undefined {
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** Advanced queries wrap what the services' SDK models call enumerations: `"endpoint": {"value": "…"}`. */
function isWrapper(value: Readonly<Record<string, unknown>>): boolean {
  const keys = Object.keys(value);
  return keys.length === 1 && keys[0] === 'value';
}

/** IAM policy documents inside items are URL-encoded (RFC 3986), as in IAM's own answers. */
function decodeDocument(text: string): string {
  if (!/^%7[Bb]/.test(text)) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function tidyNumber(value: number, key: string): Json {
  const isDate = /(?:time|date|timestamp)$/i.test(key) || /[a-z]At$/.test(key);
  return isDate && value >= 1e11 ? (toInstant(value) ?? value) : value;
}
