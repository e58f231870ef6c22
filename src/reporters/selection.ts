import type { Finding, Report } from '../model/report.ts';
import { type Severity, severities } from '../model/rule.ts';

/** Findings by what people do with them. */
export interface Selection {
  /** To be mended: fails that no active waiver excuses and that the change does not mend. Worst first, see `select`. */
  readonly failing: readonly Finding[];
  readonly waived: readonly Finding[];
  readonly cannotTell: readonly Finding[];
}

/**
 * Sorts a report's findings into what fails, what is excused and what nobody can tell. Where a plan answers for what it
 * brings alone, that comes before everything that was there.
 */
export function select(report: Report): Selection {
  const newFirst = report.summary.gate.judged === 'introduced';
  const order = (left: Finding, right: Finding) =>
    (newFirst ? novelty(left) - novelty(right) : 0) || bySeverity(left, right);
  return {
    failing: report.findings.filter(isFailing).sort(order),
    waived: report.findings.filter(isWaived).sort(bySeverity),
    cannotTell: report.findings.filter((finding) => finding.verdict === 'unknown').sort(bySeverity),
  };
}

export function isWaived(finding: Finding): boolean {
  return finding.verdict === 'fail' && finding.change !== 'fixed' && finding.waiver?.status === 'active';
}

export function isFailing(finding: Finding): boolean {
  return finding.verdict === 'fail' && finding.change !== 'fixed' && finding.waiver?.status !== 'active';
}

const rank: Readonly<Record<Severity, number>> = { critical: 0, high: 1, medium: 2, low: 3, info: 4 };

/** Worst first. What the change brings comes first within a severity; the report's own order decides the rest (sort is stable). */
export function bySeverity(left: Finding, right: Finding): number {
  return rank[left.severity] - rank[right.severity] || novelty(left) - novelty(right);
}

function novelty(finding: Finding): number {
  return finding.change === 'introduced' ? 0 : 1;
}

/** `2 critical, 1 high`; empty when there are none. */
export function severityCounts(counts: Readonly<Record<Severity, number>>): string {
  return severities
    .filter((severity) => counts[severity] > 0)
    .map((severity) => `${counts[severity]} ${severity}`)
    .join(', ');
}

/** How many there are of each severity. */
export function countSeverities(findings: readonly Finding[]): Readonly<Record<Severity, number>> {
  const counts: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  return counts;
}

/** Findings of one rule, rules in the order of their first finding. */
export function byRule(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const group = groups.get(finding.rule);
    if (group === undefined) groups.set(finding.rule, [finding]);
    else group.push(finding);
  }
  return groups;
}

/** True when something that should have been read was not: absent findings prove nothing then. */
export function isIncomplete(report: Report): boolean {
  return report.gaps.some((gap) => gap.incomplete);
}

/** `plan infrastructure/environments/prod`, `account 111122223333`, `repository caja`. */
export function subjectOf(report: Report): {
  readonly what: 'plan' | 'account' | 'repository';
  readonly name: string;
} {
  const { source } = report;
  if (source.name === 'terraform-plan') return { what: 'plan', name: source.stack ?? source.subject };
  return { what: source.name === 'repository' ? 'repository' : 'account', name: source.subject };
}
