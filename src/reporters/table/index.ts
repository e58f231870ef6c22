import type { Reporter } from '../reporter.ts';
import { select } from '../selection.ts';
import { findingsTable } from './findings.ts';
import type { TableOptions } from './options.ts';
import { painter } from './paint.ts';
import { head, tail } from './summary.ts';

const [narrowest, usual, widest] = [48, 100, 140];

/** For a terminal: a headline, what fails, then one line each for everything a person asks next. */
export const tableReporter: Reporter = (report, options) => {
  const { color = false, reports = [] } = options.table ?? {};
  const width = columnsOf(options.table);
  const paint = painter(color);
  const selection = select(report);
  const parts = [
    head(report, paint, width),
    findingsTable(selection, paint, width),
    tail(report, selection, { paint, width, reports }),
  ];
  return [`${parts.filter((part) => part !== '').join('\n\n')}\n`];
};

/** The width to write for: no line is longer than people can read. */
export function columnsOf(options: TableOptions | undefined): number {
  return Math.min(Math.max(options?.columns ?? usual, narrowest), widest);
}
