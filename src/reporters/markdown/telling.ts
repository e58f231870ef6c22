import type { Finding, Report } from '../../model/report.ts';
import { bySeverity, type Selection, select } from '../selection.ts';
import type { Limits } from './limits.ts';
import type { MarkdownOptions } from './options.ts';

/** A job summary has room and draws charts; a comment stands in a conversation. */
export type View = 'summary' | 'comment';

/** What every section is told from. */
export interface Telling {
  readonly report: Report;
  readonly selection: Selection;
  readonly change: Change;
  readonly limits: Limits;
  readonly options: MarkdownOptions;
  readonly view: View;
}

/** What a plan does to the findings. */
export interface Change {
  /** False where nothing was compared with anything: a live account. */
  readonly isPlan: boolean;
  /** Violations that it brings; all of them where it is no plan. */
  readonly brought: readonly Finding[];
  /** Violations that were there before and stay. */
  readonly older: readonly Finding[];
  /** Those that stand beside the plan, in the repository: nobody compared them with anything. */
  readonly beside: readonly Finding[];
  /** Those that are mended come before those that leave with their resource. */
  readonly fixed: readonly Finding[];
}

/** Sorts the findings once; the limits are tried one after another. */
export function telling(report: Report, options: MarkdownOptions, view: View): (limits: Limits) => Telling {
  const selection = select(report);
  const change = changeOf(report, selection);
  return (limits) => ({ report, selection, change, limits, options, view });
}

function changeOf(report: Report, { failing }: Selection): Change {
  const isPlan = report.findings.some((finding) => finding.change !== 'none');
  if (!isPlan) return { isPlan, brought: failing, older: [], beside: [], fixed: [] };
  const fixed = report.findings.filter((finding) => finding.change === 'fixed').sort(bySeverity);
  return {
    isPlan,
    brought: failing.filter(({ change }) => change === 'introduced'),
    older: failing.filter(({ change }) => change === 'unchanged'),
    beside: failing.filter(({ change }) => change === 'none'),
    fixed: [...fixed.filter((one) => !isGone(one)), ...fixed.filter(isGone)],
  };
}

/** Fixed because the plan takes the resource away, not because it was mended. */
export function isGone(finding: Finding): boolean {
  return finding.verdict === 'not-applicable';
}

/** Whether a reader of the pull request has anything to learn or to do. */
export function hasNews({ report: { summary, findings, gaps }, change }: Telling): boolean {
  return (
    summary.gate.outcome !== 'passed' ||
    change.brought.length > 0 ||
    change.fixed.length > 0 ||
    gaps.some(({ incomplete }) => incomplete) ||
    findings.some((finding) => finding.verdict === 'unknown' && finding.change !== 'unchanged')
  );
}
