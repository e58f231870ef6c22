import { printable } from './printable.ts';

/** The stack of a bug of ours, for whoever reports it. */
export function bugReport(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `This is a bug in caja-policy; please report it with the lines below.\n${printable(text)}\n`;
}
