import { StringDecoder } from 'node:string_decoder';
import { deepestNesting, skipSpace } from './split.ts';

/** Where JSON goes wrong, and how, in words. */
export interface JsonError {
  readonly offset: number;
  readonly reason: string;
  readonly truncated: boolean;
}

type Expecting = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma';
type Step = { readonly at: number; readonly expecting: Expecting } | JsonError;

/**
 * Finds the first mistake in one JSON document, as RFC 8259 has it; undefined when there is none. Slow and strict: asked
 * only after reading has failed, because V8 does not always say where.
 */
export function findJsonError(bytes: Uint8Array): JsonError | undefined {
  const closers: number[] = [];
  let step: Step = { at: 0, expecting: 'value' };
  for (;;) {
    const at = skipSpace(bytes, step.at);
    if (step.expecting === 'comma' && closers.length === 0) return undefined;
    const next: Step =
      at >= bytes.length
        ? error(at, 'it ends in the middle', true)
        : bytes[at] === closers.at(-1) && step.expecting !== 'value' && step.expecting !== 'key'
          ? close(closers, at)
          : takeStep[step.expecting](bytes, at, closers);
    if ('reason' in next) return next;
    step = next;
  }
}

function close(closers: number[], at: number): Step {
  closers.pop();
  return { at: at + 1, expecting: 'comma' };
}

function takeComma(bytes: Uint8Array, at: number, closers: number[]): Step {
  const closer = closers.at(-1) ?? 0;
  if (bytes[at] !== 0x2c) return error(at, `expected "," or "${String.fromCharCode(closer)}"`);
  return { at: at + 1, expecting: closer === 0x7d ? 'key' : 'value' };
}

function takeKey(bytes: Uint8Array, at: number): Step {
  const end = keyEnd(bytes, at);
  return typeof end === 'number' ? { at: end, expecting: 'value' } : end;
}

function takeValue(bytes: Uint8Array, at: number, closers: number[]): Step {
  const byte = bytes[at];
  if (byte === 0x7b || byte === 0x5b) {
    closers.push(byte + 2);
    if (closers.length > deepestNesting) return error(at, `nested deeper than ${deepestNesting} levels`);
    return { at: at + 1, expecting: byte === 0x7b ? 'key-or-end' : 'value-or-end' };
  }
  const end = scalarEnd(bytes, at);
  return typeof end === 'number' ? { at: end, expecting: 'comma' } : end;
}

const takeStep = {
  value: takeValue,
  'value-or-end': takeValue,
  key: takeKey,
  'key-or-end': takeKey,
  comma: takeComma,
} as const;

function error(offset: number, reason: string, truncated = false): JsonError {
  return { offset, reason, truncated };
}

/** Offset after a key and its colon. */
function keyEnd(bytes: Uint8Array, start: number): number | JsonError {
  if (bytes[start] !== 0x22) return error(start, 'expected a key in double quotes');
  const end = stringEnd(bytes, start);
  if (typeof end !== 'number') return end;
  const at = skipSpace(bytes, end);
  if (bytes[at] === 0x3a) return at + 1;
  return at >= bytes.length ? error(at, 'it ends in the middle', true) : error(at, 'expected ":"');
}

function scalarEnd(bytes: Uint8Array, start: number): number | JsonError {
  if (bytes[start] === 0x22) return stringEnd(bytes, start);
  let end = start;
  while (end < bytes.length && /[\w.+-]/.test(String.fromCharCode(bytes[end] ?? 0))) end++;
  const word = Buffer.from(bytes.subarray(start, Math.min(end, start + 400))).toString('latin1');
  if (/^(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)$/.test(word)) return end;
  return end >= bytes.length && end > start
    ? error(end, 'it ends in the middle', true)
    : error(start, 'expected a value');
}

function stringEnd(bytes: Uint8Array, start: number): number | JsonError {
  for (let at = start + 1; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    if (byte === 0x22) return at + 1;
    if (byte < 0x20) return error(at, 'a line break or control character inside a string');
    if (byte !== 0x5c) continue;
    at++;
    const escaped = String.fromCharCode(bytes[at] ?? 0);
    const hex = Buffer.from(bytes.subarray(at + 1, at + 5)).toString('latin1');
    if (at >= bytes.length || (escaped === 'u' && at + 5 > bytes.length)) break;
    if (escaped === 'u' ? !/^[0-9a-fA-F]{4}$/.test(hex) : !'"\\/bfnrt'.includes(escaped)) {
      return error(at - 1, 'an escape that JSON does not have');
    }
  }
  return error(bytes.length, 'it ends in the middle of a string', true);
}

/** Line and column (both from 1, columns in UTF-16 units as editors count) of a byte offset. */
export function positionOf(bytes: Uint8Array, offset: number): { line: number; column: number } {
  const end = Math.min(offset, bytes.length);
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, end);
  let line = 1;
  let start = 0;
  for (let next = view.indexOf(10); next !== -1; next = view.indexOf(10, start)) {
    line++;
    start = next + 1;
  }
  const decoder = new StringDecoder('utf8');
  let column = 1;
  for (let at = start; at < end; at += 1 << 20) {
    column += decoder.write(view.subarray(at, Math.min(at + (1 << 20), end))).length;
  }
  return { line, column };
}
