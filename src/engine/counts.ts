import type { Counts, Finding } from '../model/report.ts';

export interface Tally {
  pass: number;
  fail: number;
  unknown: number;
  notApplicable: number;
  waived: number;
}

export function emptyTally(): Tally {
  return { pass: 0, fail: 0, unknown: 0, notApplicable: 0, waived: 0 };
}

/** A waived fail is counted as waived, not as a fail. */
export function count(tally: Tally, finding: Pick<Finding, 'verdict' | 'waiver'>): void {
  if (finding.verdict === 'fail' && finding.waiver?.status === 'active') tally.waived += 1;
  else if (finding.verdict === 'not-applicable') tally.notApplicable += 1;
  else tally[finding.verdict] += 1;
}

/** The worst first: one fail fails, one unknown leaves it open. A waived fail was accepted by its owner. */
export function overall(counts: Counts): 'pass' | 'fail' | 'unknown' | 'not-applicable' {
  if (counts.fail > 0) return 'fail';
  if (counts.unknown > 0) return 'unknown';
  return counts.pass + counts.waived > 0 ? 'pass' : 'not-applicable';
}

export function addCounts(a: Counts, b: Counts): Tally {
  return {
    pass: a.pass + b.pass,
    fail: a.fail + b.fail,
    unknown: a.unknown + b.unknown,
    notApplicable: a.notApplicable + b.notApplicable,
    waived: a.waived + b.waived,
  };
}
