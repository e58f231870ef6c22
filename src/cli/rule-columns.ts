import { wrap } from './rule-wrap.ts';

export const indent = '  ';

/** Columns as wide as they need to be; the last one is wrapped. */
export function columns(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.flatMap((row) => {
    const head = row
      .slice(0, -1)
      .map((cell, column) => cell.padEnd((widths[column] ?? 0) + 2))
      .join('');
    const left = Math.max(width - indent.length - head.length, 24);
    return hung(head, wrap(row.at(-1) ?? '', left));
  });
}

/** A word, and lines that hang beside it. */
export function hung(head: string, lines: readonly string[], rest = ' '.repeat(head.length)): string[] {
  const [first = '', ...more] = lines;
  return [`${head}${first}`.trimEnd(), ...more.map((line) => `${rest}${line}`)];
}

export function indented(line: string): string {
  return line === '' ? '' : `${indent}${line}`;
}
