import type { Json } from './plan.ts';

/** Terraform nests a few dozen levels; far more is an attack on recursive code, not a plan. */
export const deepestNesting = 500;

/** The bytes are not JSON. `offset` is where it was noticed, which may be later than the mistake. */
export class JsonSyntaxError extends Error {
  readonly offset: number;
  readonly kind: 'invalid' | 'truncated' | 'too-deep';

  constructor(kind: 'invalid' | 'truncated' | 'too-deep', offset: number) {
    super(`${kind} JSON at byte ${offset}`);
    this.name = 'JsonSyntaxError';
    this.kind = kind;
    this.offset = offset;
  }
}

const quote = 0x22;
const backslash = 0x5c;
const comma = 0x2c;
const colon = 0x3a;

/** What a byte does outside of strings: 1 opens, 2 closes, 3 starts a string, 0 nothing. */
const role = new Uint8Array(256);
role[0x7b] = role[0x5b] = 1;
role[0x7d] = role[0x5d] = 2;
role[quote] = 3;

/** What a byte ends inside a string: 1 the string, 2 is an escape, 0 nothing. */
const inString = new Uint8Array(256);
inString[quote] = 1;
inString[backslash] = 2;

/** End of a bare number, true, false or null. */
const endsScalar = new Uint8Array(256);
for (const byte of [0x20, 0x09, 0x0a, 0x0d, comma, 0x7d, 0x5d]) endsScalar[byte] = 1;

export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte !== 0x20 && byte !== 0x0a && byte !== 0x0d && byte !== 0x09) break;
    at++;
  }
  return at;
}

/** Offset after the value that starts at `start`. Only quotes and brackets are looked at: JSON.parse judges the rest. */
export function skipValue(bytes: Uint8Array, start: number): number {
  const first = bytes[start];
  if (first === quote) return skipString(bytes, start);
  if (first === 0x7b || first === 0x5b) return skipNested(bytes, start);
  let at = start;
  while (at < bytes.length && endsScalar[bytes[at] as number] === 0) at++;
  if (at === start) throw new JsonSyntaxError(start >= bytes.length ? 'truncated' : 'invalid', start);
  return at;
}

function skipString(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let at = start + 1;
  while (at < length) {
    const what = inString[bytes[at] as number];
    if (what === 1) return at + 1;
    at += what === 2 ? 2 : 1;
  }
  throw new JsonSyntaxError('truncated', length);
}

// The loop that every byte of a plan goes through.
function skipNested(bytes: Uint8Array, start: number): number {
  const { length } = bytes;
  let depth = 0;
  let at = start;
  while (at < length) {
    const what = role[bytes[at] as number];
    if (what === 3) {
      at = skipString(bytes, at);
      continue;
    }
    at++;
    if (what === 1) {
      if (++depth > deepestNesting) throw new JsonSyntaxError('too-deep', at - 1);
    } else if (what === 2 && --depth === 0) return at;
  }
  throw new JsonSyntaxError('truncated', length);
}

/** What a visit answers to end the walk early; the walk then answers it as well. */
export const stop = -1;

/** Is called at the start of a value and answers where it ends. */
type Visit<K> = (key: K, start: number) => number;

/** Goes through the members of the object at `start`, in one pass; answers the offset after it. */
export function eachMember(bytes: Uint8Array, start: number, visit: Visit<string>): number {
  expectByte(bytes, start, 0x7b);
  let at = skipSpace(bytes, start + 1);
  if (bytes[at] === 0x7d) return at + 1;
  for (;;) {
    expectByte(bytes, at, quote);
    const keyEnd = skipString(bytes, at);
    const key = parseSpan(bytes, at, keyEnd);
    at = skipSpace(bytes, keyEnd);
    expectByte(bytes, at, colon);
    const after = visit(String(key), skipSpace(bytes, at + 1));
    if (after === stop) return stop;
    at = skipSpace(bytes, after);
    if (bytes[at] === 0x7d) return at + 1;
    expectByte(bytes, at, comma);
    at = skipSpace(bytes, at + 1);
  }
}

/** Goes through the elements of the array at `start`, in one pass; answers the offset after it. */
export function eachElement(bytes: Uint8Array, start: number, visit: Visit<number>): number {
  expectByte(bytes, start, 0x5b);
  let at = skipSpace(bytes, start + 1);
  if (bytes[at] === 0x5d) return at + 1;
  for (let index = 0; ; index++) {
    at = skipSpace(bytes, visit(index, at));
    if (bytes[at] === 0x5d) return at + 1;
    expectByte(bytes, at, comma);
    at = skipSpace(bytes, at + 1);
  }
}

function expectByte(bytes: Uint8Array, at: number, byte: number): void {
  if (bytes[at] !== byte) throw new JsonSyntaxError(at >= bytes.length ? 'truncated' : 'invalid', at);
}

/** Parses one value; `end` is what `skipValue` answered for it. */
export function parseSpan(bytes: Uint8Array, start: number, end: number): Json {
  return parse(textOf(bytes, start, end), start);
}

/** Parses the elements of an array between the start of one and the end of another. */
export function parseElements(bytes: Uint8Array, start: number, end: number): readonly Json[] {
  return parse(`[${textOf(bytes, start, end)}]`, start) as readonly Json[];
}

function textOf(bytes: Uint8Array, start: number, end: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('utf8');
}

function parse(text: string, start: number): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    throw new JsonSyntaxError('invalid', start);
  }
}
