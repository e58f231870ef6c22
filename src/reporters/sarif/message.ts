import { oneLine, truncateEnd } from '../text.ts';

const longest = 2_000;

/**
 * Joins sentences to a SARIF message. Braces are placeholders there and `](` makes a link; readers differ in how they
 * take the escapes for both, so neither is written at all.
 */
export function messageText(sentences: readonly string[]): string {
  const joined = sentences.map((sentence) => withPeriod(plain(sentence))).join(' ');
  return withPeriod(truncateEnd(joined, longest));
}

/** Text without anything that SARIF readers interpret. */
export function plain(text: string): string {
  return oneLine(text).replaceAll('{', '(').replaceAll('}', ')').replaceAll('](', '] (');
}

/** Names stand in single quotes. */
export function quoted(name: string): string {
  return `'${oneLine(name)}'`;
}

export function withPeriod(text: string): string {
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}
