import type { ParameterValue } from '../model/rule.ts';
import type { Tally } from './policy-init-seen.ts';
import { printable } from './printable.ts';

/** `3 resources`, or `3 + 2 resources` in the order of the values. */
export function counts(values: Tally, noun: string): string {
  const total = values.reduce((sum, [, count]) => sum + count, 0);
  return values.length > 1
    ? `${values.map(([, count]) => count).join(' + ')} ${noun}s`
    : `${total} ${noun}${total === 1 ? '' : 's'}`;
}

/** A parameter's value. */
export function written(value: ParameterValue): string {
  if (Array.isArray(value)) return list(value as readonly string[]);
  return typeof value === 'string' ? scalar(value) : String(value);
}

export function list(values: readonly string[]): string {
  return `[${values.map(scalar).join(', ')}]`;
}

/** Words that YAML would read as something else than text are quoted; JSON's quotes are YAML's. */
export function scalar(text: string): string {
  const isPlain =
    /^[A-Za-z][\w./-]*( [A-Za-z][\w./-]*)*$/.test(text) &&
    !/^(true|false|null|yes|no|on|off|y|n)$/i.test(text);
  return isPlain ? text : printable(JSON.stringify(text));
}

/** Strangers' text must not end the comment. */
export function inComment(text: string): string {
  return printable(text.replace(/\s+/g, ' '));
}
