import type { Severity } from '../../model/rule.ts';

/** How much of a report is told; each step down fits a smaller page. */
export interface Limits {
  /** What a plan brings, or all that fails where nothing changes. */
  readonly rows: number;
  /** What failed before the plan and still does. */
  readonly olderRows: number;
  readonly fixedRows: number;
  /** Lesser findings are counted, not listed. */
  readonly least: Severity;
  readonly rulesExplained: number;
  readonly resourcesPerRule: number;
  readonly unknownRows: number;
  readonly countsByRule: boolean;
  readonly rulesCounted: number;
  /** Rows of each lesser table: requirements, waivers, gaps, ledger, attestations. */
  readonly lesserRows: number;
}

const everyRule = { least: 'info', countsByRule: false, rulesCounted: 0 } as const;
const noRows = { rows: 0, olderRows: 0, fixedRows: 0, unknownRows: 0, lesserRows: 0 } as const;
const countsOnly = { ...noRows, least: 'critical', rulesExplained: 0, resourcesPerRule: 0 } as const;

/** The headline and the counts, without which there is no page. */
export const headlineOnly: Limits = { ...countsOnly, countsByRule: false, rulesCounted: 0 };

const pullRequest = { rows: 25, olderRows: 25, fixedRows: 25 } as const;

/** For a pull request's conversation, in which a reader scrolls past: the least of it is the headline alone. */
export const commentSteps: readonly Limits[] = [
  { ...everyRule, ...pullRequest, rulesExplained: 25, resourcesPerRule: 5, unknownRows: 10, lesserRows: 25 },
  {
    ...everyRule,
    ...{ rows: 25, olderRows: 10, fixedRows: 10, least: 'medium' },
    ...{ rulesExplained: 12, resourcesPerRule: 2, unknownRows: 5, lesserRows: 10 },
  },
  {
    ...countsOnly,
    ...{ rows: 25, fixedRows: 5, least: 'low', unknownRows: 5, lesserRows: 10 },
    ...{ countsByRule: true, rulesCounted: 50 },
  },
  { ...countsOnly, countsByRule: true, rulesCounted: 30 },
  headlineOnly,
];

/** From everything worth reading on one page to the headline alone. */
export const steps: readonly Limits[] = [
  {
    ...everyRule,
    ...{ rows: 200, olderRows: 200, fixedRows: 100 },
    ...{ rulesExplained: 1_000, resourcesPerRule: 50, unknownRows: 100, lesserRows: 100 },
  },
  {
    ...everyRule,
    ...{ rows: 50, olderRows: 50, fixedRows: 50 },
    ...{ rulesExplained: 100, resourcesPerRule: 10, unknownRows: 25, lesserRows: 50 },
  },
  ...commentSteps,
];
