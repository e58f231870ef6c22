import { oneLine } from '../text.ts';

/** Finished HTML: what is not of this type is escaped wherever it is put in. */
export interface Html {
  readonly html: string;
}

export type Part = Html | string | number | false | undefined | readonly Part[];

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Makes HTML of a template: texts between are strangers' and become plain text, fit for elements and quoted attributes. */
export function html(literals: TemplateStringsArray, ...parts: readonly Part[]): Html {
  let made = literals[0] ?? '';
  for (const [index, part] of parts.entries()) made += markupOf(part) + (literals[index + 1] ?? '');
  return { html: made };
}

function markupOf(part: Part): string {
  if (part === undefined || part === false) return '';
  if (typeof part === 'number') return String(part);
  if (typeof part === 'string') return escaped(oneLine(part));
  return 'html' in part ? part.html : part.map(markupOf).join('');
}

/** Texts that were made fit for display before, and whose line breaks count. */
export function plain(text: string): Html {
  return { html: escaped(text) };
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** Parts one after another with something between, whose spaces count. */
export function joined(parts: readonly Part[], between: string | Html): readonly Part[] {
  const link = typeof between === 'string' ? plain(between) : between;
  return parts.flatMap((part, index) => (index === 0 ? [part] : [link, part]));
}
