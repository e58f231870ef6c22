import { type ClauseRecord, type HistoryEntry, isSameSubject } from './history.ts';
import type { Verdict } from './report.ts';

/** How a clause moved since the last run that could tell. `lost` was told before and cannot be told now: neither better nor worse. */
export type Movement = 'worse' | 'better' | 'lost' | 'same';

/** How a clause stood in one run. */
export interface ClausePoint {
  readonly at: string;
  readonly verdict: Verdict;
  readonly fail: number;
}

/** How one clause moved, run by run. */
export interface ClauseTrend {
  readonly movement: Movement;
  /** Oldest first, this run last. */
  readonly points: readonly ClausePoint[];
  /** The first run since which it stands as it does; runs that could not tell do not end a failing. */
  readonly since: ClausePoint;
  /** Nothing older is known: it may have stood so for longer. */
  readonly sinceFirst: boolean;
}

/** How the clauses of one subject moved, run by run. */
export interface Trends {
  /** When the run before this one was; left out for the first. */
  readonly previous?: string;
  /** With this one. */
  readonly runs: number;
  /** By the clause's id. */
  readonly clauses: ReadonlyMap<string, ClauseTrend>;
  /** How many of this run's clauses failed in each run that judged all of them; oldest first, this run last. */
  readonly failing: readonly { readonly at: string; readonly clauses: number }[];
}

/** Runs that a trend tells of. */
const mostPoints = 30;

/** Sets a run beside the earlier ones of the same subject; those of others and later ones are left aside. */
export function trendsOf(entries: readonly HistoryEntry[], current: HistoryEntry): Trends {
  const earlier = entries
    .filter((entry) => isSameSubject(entry, current) && entry.at < current.at)
    .sort((a, b) => (a.at < b.at ? -1 : 1));
  const runs = [...earlier, current];
  const ids = Object.keys(current.requirements);
  const clauses = new Map<string, ClauseTrend>();
  for (const id of ids) clauses.set(id, trendOf(runs.flatMap((run) => pointOf(run, id) ?? [])));
  const previous = earlier.at(-1)?.at;
  return {
    ...(previous === undefined ? {} : { previous }),
    runs: runs.length,
    clauses,
    failing: runs
      .filter(({ requirements }) => ids.every((id) => Object.hasOwn(requirements, id)))
      .slice(-mostPoints)
      .map(({ at, requirements }) => ({
        at,
        clauses: ids.filter((id) => requirements[id]?.verdict === 'fail').length,
      })),
  };
}

function pointOf({ at, requirements }: HistoryEntry, id: string): ClausePoint | undefined {
  const record: ClauseRecord | undefined = Object.hasOwn(requirements, id) ? requirements[id] : undefined;
  return record === undefined ? undefined : { at, verdict: record.verdict, fail: record.fail ?? 0 };
}

function trendOf(points: readonly ClausePoint[]): ClauseTrend {
  const now = points.at(-1) ?? { at: '', verdict: 'not-applicable' as const, fail: 0 };
  const before = points.slice(0, -1);
  let first = before.length;
  let since = now;
  for (let index = before.length - 1; index >= 0; index -= 1) {
    const point = before[index];
    if (point === undefined) break;
    const bridged = now.verdict === 'fail' && point.verdict === 'unknown';
    if (point.verdict !== now.verdict && !bridged) break;
    if (bridged) continue;
    since = point;
    first = index;
  }
  return {
    movement: movementOf(now, before),
    points: points.slice(-mostPoints),
    since,
    sinceFirst: first === 0,
  };
}

function movementOf(now: ClausePoint, before: readonly ClausePoint[]): Movement {
  const previous = before.at(-1);
  if (previous === undefined) return 'same';
  if (now.verdict === 'unknown') return previous.verdict === 'unknown' ? 'same' : 'lost';
  const told = before.findLast(({ verdict }) => verdict !== 'unknown');
  const failedBefore = told?.verdict === 'fail' ? told.fail : 0;
  if (now.verdict === 'fail') {
    if (told?.verdict !== 'fail') return 'worse';
    return now.fail === failedBefore ? 'same' : now.fail > failedBefore ? 'worse' : 'better';
  }
  return told?.verdict === 'fail' ? 'better' : 'same';
}

/** The clauses that moved one way, in the catalogue's order. */
export function moved({ clauses }: Trends, movement: Movement): readonly string[] {
  return [...clauses].filter(([, trend]) => trend.movement === movement).map(([id]) => id);
}

const mostNames = 5;

/** `Compared with 2026-11-21 02:00 UTC: 2 clauses are worse (DR-1, NET-4).` Empty for a first run. Plain text. */
export function movementSentence(trends: Trends): string {
  if (trends.previous === undefined) return '';
  const words: readonly (readonly [Movement, string, string])[] = [
    ['worse', 'clause is worse', 'clauses are worse'],
    ['better', 'clause is better', 'clauses are better'],
    ['lost', 'clause can no longer be told', 'clauses can no longer be told'],
  ];
  const told = words.flatMap(([movement, one, many]) => {
    const ids = moved(trends, movement);
    return ids.length === 0 ? [] : [`${ids.length} ${ids.length === 1 ? one : many} (${listed(ids)})`];
  });
  const what = told.length === 0 ? 'no clause moved' : told.join(', ');
  return `Compared with ${minuteOf(trends.previous)}: ${what}.`;
}

function listed(ids: readonly string[]): string {
  const more = ids.length - mostNames;
  return `${ids.slice(0, mostNames).join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** `fails since 2026-11-20, 3 → 5 failing`, for people. Plain text. */
export function trendSentence({ points, since, sinceFirst }: ClauseTrend): string {
  const now = points.at(-1);
  if (now === undefined) return '';
  const words = {
    fail: 'fails',
    unknown: 'cannot be told',
    pass: 'holds',
    'not-applicable': 'nothing to judge',
  } as const;
  if (points.length === 1) return `${words[now.verdict]}; the first run of this history`;
  const start = `${words[now.verdict]} ${sinceFirst ? 'at least ' : ''}since ${since.at.slice(0, 10)}`;
  if (now.verdict !== 'fail') return start;
  return since.fail === now.fail
    ? `${start}, ${now.fail} failing`
    : `${start}, ${since.fail} → ${now.fail} failing`;
}

/** `2026-11-20T02:00:00.000Z` is `2026-11-20 02:00 UTC`. */
function minuteOf(at: string): string {
  return `${at.slice(0, 10)} ${at.slice(11, 16)} UTC`;
}
