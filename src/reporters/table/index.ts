import type { Reporter } from '../reporter.ts';
import { select } from '../selection.ts';
import { findingsTable } from './findings.ts';
import { painter } from './paint.ts';
import { head, tail } from './summary.ts';

const [narrowest, usual, widest] = [48, 100, 140];

/** For a terminal: a headline, what fails, then one line each for everything a person asks next. */
export const tableReporter: Reporter = (report, options) => {
  const { columns = usual, color = false, reports = [] } = options.table ?? {};
  const width = Math.min(Math.max(columns, narrowest), widest);
  const paint = painter(color);
  const selection = select(report);
  const parts = [
    head(report, paint, width),
    findingsTable(selection, paint, width),
    tail(report, selection, { paint, width, reports }),
  ];
  return [`${parts.filter((part) => part !== '').join('\n\n')}\n`];
};
