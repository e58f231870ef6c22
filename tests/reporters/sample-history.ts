import { entryOf, type HistoryEntry } from '../../src/model/history.ts';
import type { Report, Verdict } from '../../src/model/report.ts';
import { type Trends, trendsOf } from '../../src/model/trends.ts';

const day = 86_400_000;

/** Ten nights before a report, in which its clauses got worse and better: the n-th clause moved in its own way. */
export function earlierRuns(report: Report): readonly HistoryEntry[] {
  const now = runOf(report);
  const clauses = Object.entries(now.requirements);
  return Array.from({ length: 10 }, (_, index) => {
    const night = 10 - index;
    const requirements = clauses.map(([id, { verdict, fail = 0, ...rest }], place) => {
      const told = movedBack({ verdict, fail }, night, place % failed.length);
      return [id, { ...rest, verdict: told.verdict, ...(told.fail > 0 ? { fail: told.fail } : {}) }] as const;
    });
    return {
      ...now,
      at: new Date(Date.parse(now.at) - night * day).toISOString(),
      requirements: Object.fromEntries(requirements),
    };
  });
}

export function runOf(report: Report): HistoryEntry {
  return entryOf(report, new Date('2026-11-22T02:00:00Z'));
}

/** How the clauses of a report moved over those nights. */
export function sampleTrends(report: Report): Trends {
  return trendsOf(earlierRuns(report), runOf(report));
}

interface Stand {
  readonly verdict: Verdict;
  readonly fail: number;
}

/** Ways in which a clause that fails came to it: what it was so many nights ago. */
const failed: readonly ((now: Stand, night: number) => Stand)[] = [
  (now) => now,
  (now, night) => (night > 6 ? { verdict: 'pass', fail: 0 } : now),
  (now, night) => (night > 3 ? { ...now, fail: Math.max(1, now.fail - 1) } : now),
  (now, night) => (night === 4 ? { verdict: 'unknown', fail: 0 } : now),
  (now, night) => ({ ...now, fail: now.fail + (night % 3) }),
  (now, night) => (night === 1 ? { verdict: 'pass', fail: 0 } : now),
];

function movedBack(now: Stand, night: number, way: number): Stand {
  if (now.verdict === 'fail') return failed[way]?.(now, night) ?? now;
  if (now.verdict === 'pass' && way === 1 && night < 4) return { verdict: 'fail', fail: night };
  if (now.verdict === 'pass' && way === 2 && night > 7) return { verdict: 'fail', fail: 2 };
  return now.verdict === 'unknown' && night > 1 ? { verdict: 'pass', fail: 0 } : now;
}
