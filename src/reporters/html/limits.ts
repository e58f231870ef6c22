/** How much of a report stands in a page. What is left out is counted, and the JSON report has it. */
export interface Limits {
  /** Findings that are no passes, with their evidence; worst first. */
  readonly whole: number;
  /** The same without it, a line each. */
  readonly lines: number;
  /** What is told of passes. */
  readonly passes: 'whole' | 'lines' | 'counts';
  /** Rows of each lesser table. */
  readonly rows: number;
}

const mostWhole = 5_000;
const mostLines = 20_000;
const passesWhole = 1_000;
const passesInLines = 5_000;

/** What a page of one report has room for: a browser shows some thousand findings at once, not a hundred thousand. */
export function limitsFor(passes: number): Limits {
  const shown = passes <= passesWhole ? 'whole' : passes <= passesInLines ? 'lines' : 'counts';
  return { whole: mostWhole, lines: mostLines, passes: shown, rows: 2_000 };
}

/** Each account's room depends on how many there are, not on what the others hold. */
export function limitsOfOne(accounts: number): Limits {
  const share = Math.max(accounts, 1);
  return {
    whole: Math.max(Math.floor(mostWhole / share), 20),
    lines: Math.max(Math.floor(mostLines / share), 50),
    passes: 'counts',
    rows: Math.max(Math.floor(2_000 / share), 25),
  };
}
