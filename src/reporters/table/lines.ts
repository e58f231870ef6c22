import { getBorderCharacters, table } from 'table';

const labelWidth = 12;

/** One text in lines of at most the width. */
export function wrapped(text: string, width: number): string {
  return bare([[text]], [width], 0);
}

/** A word and what there is to say about it, one below the other. */
export function labelled(rows: readonly (readonly string[])[], width: number): string {
  return bare(rows, [labelWidth, width - labelWidth - 2], 1);
}

/** Columns without any frame. */
export function bare(
  rows: readonly (readonly string[])[],
  widths: readonly number[],
  padding: 0 | 1,
): string {
  return table(
    rows.map((row) => [...row]),
    {
      border: getBorderCharacters('void'),
      columnDefault: { paddingLeft: 0, paddingRight: padding, wrapWord: true },
      columns: widths.map((width) => ({ width })),
      drawHorizontalLine: () => false,
    },
  )
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}
