/** How much of a report is told; each step down fits a smaller page. */
export interface Limits {
  readonly rows: number;
  readonly resourcesPerRule: number;
  readonly unknownRows: number;
  readonly countsByRule: boolean;
  readonly rulesCounted: number;
  /** Rows of each lesser table: requirements, waivers, gaps, ledger, attestations. */
  readonly lesserRows: number;
}

const all = { countsByRule: false, rulesCounted: 0 } as const;

/** From everything worth reading on one page to the headline alone. */
export const steps: readonly Limits[] = [
  { ...all, rows: 200, resourcesPerRule: 50, unknownRows: 100, lesserRows: 100 },
  { ...all, rows: 50, resourcesPerRule: 10, unknownRows: 25, lesserRows: 50 },
  { ...all, rows: 25, resourcesPerRule: 3, unknownRows: 10, lesserRows: 25 },
  { rows: 25, resourcesPerRule: 0, unknownRows: 5, countsByRule: true, rulesCounted: 50, lesserRows: 10 },
  { rows: 0, resourcesPerRule: 0, unknownRows: 0, countsByRule: true, rulesCounted: 30, lesserRows: 0 },
  { rows: 0, resourcesPerRule: 0, unknownRows: 0, countsByRule: false, rulesCounted: 0, lesserRows: 0 },
];
