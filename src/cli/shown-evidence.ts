import type { ReportTarget } from './arguments.ts';

/** Tables and pages for people show no evidence of what passes: without it, a large account takes far less memory. */
export function shownEvidence(targets: readonly ReportTarget[]): 'all' | 'problems' {
  return targets.every(({ format }) => format === 'table' || format === 'markdown') ? 'problems' : 'all';
}
