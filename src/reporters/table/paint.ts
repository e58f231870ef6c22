import { styleText } from 'node:util';
import type { Severity } from '../../model/rule.ts';

const styles = {
  critical: ['bold', 'red'],
  high: ['red'],
  medium: ['yellow'],
  low: ['blue'],
  info: ['gray'],
  unknown: ['magenta'],
  pass: ['green'],
  strong: ['bold'],
  quiet: ['gray'],
} as const satisfies Record<Severity, unknown> & Record<string, unknown>;

export type Style = keyof typeof styles;
export type Paint = (style: Style, text: string) => string;

/** Colours when asked for; the terminal and the environment are the caller's to look at. */
export function painter(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : styleText([...styles[style]], text, { validateStream: false }));
}
