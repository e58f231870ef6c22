import type { SourceName } from './kind.ts';
import type { Organisation, OrganisationRequirement } from './organisation.ts';
import type { Counts, GateResult, Report, RequirementResult, Verdict } from './report.ts';
import type { Severity } from './rule.ts';

/** How one clause stood in a run; counts of nothing are left out. */
export interface ClauseRecord {
  readonly verdict: Verdict;
  readonly pass?: number;
  readonly fail?: number;
  readonly unknown?: number;
  readonly waived?: number;
}

/** What a history keeps of one run. */
export interface HistoryEntry {
  readonly schemaVersion: '1';
  /** When what was judged had been read, else when it was judged: `2026-11-20T02:00:00.000Z`. */
  readonly at: string;
  readonly source: SourceName | 'organisation';
  /** The plan's stack, the account's id, or which accounts of an organisation. */
  readonly subject: string;
  readonly policy: string;
  /** The version that judged. */
  readonly tool: string;
  readonly gate: GateResult['outcome'];
  readonly counts: Counts;
  readonly failBySeverity: Readonly<Record<Severity, number>>;
  readonly requirements: Readonly<Record<string, ClauseRecord>>;
}

/** Runs that are kept of one subject: more than a year of nights. */
export const mostEntries = 400;

/** What a history keeps of a report; `now` stands in for the time of reading where the source tells none. */
export function entryOf(report: Report, now: Date): HistoryEntry {
  const { source, summary } = report;
  return {
    schemaVersion: '1',
    at: timeOf(source.readAt, now),
    source: source.name,
    subject: source.stack ?? source.subject,
    policy: report.policy.name,
    tool: report.tool.version,
    gate: summary.gate.outcome,
    counts: summary.counts,
    failBySeverity: summary.failBySeverity,
    requirements: recordsOf(report.requirements),
  };
}

/** The same of several accounts together; `scope` says which were asked for. */
export function entryOfAll(organisation: Organisation, scope: string, now: Date): HistoryEntry {
  const { summary, accounts } = organisation;
  const latest = accounts
    .flatMap(({ readAt }) => readAt ?? [])
    .sort()
    .at(-1);
  return {
    schemaVersion: '1',
    at: timeOf(latest, now),
    source: 'organisation',
    subject: scope,
    policy: organisation.policy.name,
    tool: organisation.tool.version,
    gate: summary.gate.outcome,
    counts: summary.counts,
    failBySeverity: summary.failBySeverity,
    requirements: recordsOf(organisation.requirements),
  };
}

/** Whether two runs are about the same thing, and may be compared. */
export function isSameSubject(a: HistoryEntry, b: HistoryEntry): boolean {
  return a.source === b.source && a.subject === b.subject && a.policy === b.policy;
}

function timeOf(read: string | undefined, now: Date): string {
  const time = new Date(read ?? Number.NaN);
  return (Number.isNaN(time.getTime()) ? now : time).toISOString();
}

function recordsOf(
  requirements: readonly (RequirementResult | OrganisationRequirement)[],
): Readonly<Record<string, ClauseRecord>> {
  return Object.fromEntries(requirements.map(({ id, verdict, counts }) => [id, recordOf(verdict, counts)]));
}

function recordOf(verdict: Verdict, { pass, fail, unknown, waived }: Counts): ClauseRecord {
  return {
    verdict,
    ...(pass === 0 ? {} : { pass }),
    ...(fail === 0 ? {} : { fail }),
    ...(unknown === 0 ? {} : { unknown }),
    ...(waived === 0 ? {} : { waived }),
  };
}
