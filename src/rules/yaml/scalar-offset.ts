import type { Scalar } from 'yaml';

/**
 * Where in the file a character of a scalar's value stands. Exact for plain and quoted texts up to their first escape or
 * folded line break, and for literal blocks; else the scalar's start.
 */
export function offsetInScalar(scalar: Scalar, text: string, offset: number): number {
  const start = scalar.range?.[0] ?? 0;
  const value = typeof scalar.value === 'string' ? scalar.value : '';
  switch (scalar.type) {
    case 'PLAIN':
      return verbatim(text, start, value, offset) ?? start;
    case 'QUOTE_DOUBLE':
    case 'QUOTE_SINGLE':
      return verbatim(text, start + 1, value, offset) ?? start;
    case 'BLOCK_LITERAL':
      return inLiteral(text, start, value, offset) ?? start;
    default:
      return start;
  }
}

/** The character itself is compared as well: right behind an escape only the text before it looks the same. */
function verbatim(text: string, start: number, value: string, offset: number): number | undefined {
  return text.startsWith(value.slice(0, offset + 1), start) ? start + offset : undefined;
}

/** The value's lines follow the line of `|`, each behind the block's indentation. */
function inLiteral(text: string, start: number, value: string, offset: number): number | undefined {
  const before = value.slice(0, offset).split('\n');
  const wanted = value.split('\n')[before.length - 1] ?? '';
  let lineStart = start;
  for (let line = 0; line < before.length; line++) {
    const end = text.indexOf('\n', lineStart);
    if (end === -1) return undefined;
    lineStart = end + 1;
  }
  const lineEnd = text.indexOf('\n', lineStart);
  const written = text.slice(lineStart, lineEnd === -1 ? undefined : lineEnd).replace(/\r$/, '');
  if (!written.endsWith(wanted)) return undefined;
  return lineStart + written.length - wanted.length + (before.at(-1) ?? '').length;
}
