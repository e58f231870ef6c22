import type { Finding, Report } from '../../model/report.ts';

/** What a result needs beside its findings. */
export interface ResultContext {
  readonly report: Report;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly hashOfLine: (file: string, line: number) => string | undefined;
  readonly lengthOfLine: (file: string, line: number) => number | undefined;
}

/** Findings of one rule on one line of source: instances of a block, which GitHub would take for one alert anyway. */
export type FindingGroup = readonly [Finding, ...Finding[]];
