const lineBreaksAndTabs = /[\t\n\v\f\r\u0085\u2028\u2029]+/g;
/** Control characters, format characters (bidi overrides, zero-width, tags) and lone surrogates. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu;

/** One visible line: names and tags come from strangers, and a terminal or a browser would obey what they hide. */
export function oneLine(text: string): string {
  return text.replace(lineBreaksAndTabs, ' ').replace(invisible, '\uFFFD').trim();
}

/** Prose of rule files: its lines stay, what a terminal or a browser would obey goes. */
export function prose(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .map((line) => line.replace(/\t/g, '  ').replace(invisible, '\uFFFD').trimEnd())
    .join('\n')
    .trim();
}

/** Keeps the start and the end, where Terraform addresses and ARNs differ from each other. */
export function truncateMiddle(text: string, limit: number): string {
  const characters = [...text];
  if (characters.length <= limit) return text;
  const start = Math.ceil((limit - 1) / 2);
  return `${characters.slice(0, start).join('')}…${characters.slice(start + 1 - limit).join('')}`;
}

/** Keeps the end, where paths differ. */
export function truncateStart(text: string, limit: number): string {
  const characters = [...text];
  return characters.length <= limit ? text : `…${characters.slice(1 - limit).join('')}`;
}

export function truncateEnd(text: string, limit: number): string {
  if (text.length <= limit) return text;
  return `${text.slice(0, limit - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** `1 finding`, `2 findings`, `1,204 findings`. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${withCommas(number)} ${number === 1 ? one : many}`;
}

/** Thousands by hand: `toLocaleString` follows the machine's language. */
export function withCommas(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `a`, `a and b`, `a, b and c`. */
export function sentenceList(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  return `${items.slice(0, -1).join(', ')} and ${items.at(-1)}`;
}

/** Ways to do a thing, `Terraform: …`, `Console: …`, `CLI: …`, as a Markdown list: lone line breaks would run them together. */
export function asSteps(markdown: string): string {
  const lines = markdown.split('\n');
  const isStep = (line: string) => /^[A-Z][A-Za-z]+: /.test(line);
  if (lines.filter(isStep).length < 2) return markdown;
  return lines.map((line) => (isStep(line) ? `- ${line}` : line === '' ? line : `  ${line}`)).join('\n');
}
