import type { CommonOptions } from './arguments.ts';

/** What people mend by shows no evidence of what passes: without it, a large account takes far less memory. */
export function shownEvidence({
  reports,
  sarifProfile,
}: Pick<CommonOptions, 'reports' | 'sarifProfile'>): 'all' | 'problems' {
  const isForMending = ({ format }: (typeof reports)[number]) =>
    format === 'table' || format === 'markdown' || (format === 'sarif' && sarifProfile === 'github');
  return reports.every(isForMending) ? 'problems' : 'all';
}
