import type { Report } from '../../model/report.ts';
import { type Problem, UserError } from '../../model/user-error.ts';
import { jsonChunks } from '../json/chunks.ts';
import type { Reporter } from '../reporter.ts';
import { isIncomplete } from '../selection.ts';
import { categoryOf } from './category.ts';
import type { SarifOptions } from './options.ts';
import { sarifRun } from './run.ts';
import type { SarifLog } from './types.ts';

/** For GitHub code scanning and for SARIF viewers. */
export const sarifReporter: Reporter = (report, options) =>
  jsonChunks(sarifLog([report], options.sarif ?? {}), 4);

/**
 * Several reports as one log. A run whose reading was incomplete is left out beside complete ones, so that GitHub
 * keeps its alerts open; a lone one stays, and says by `properties.complete` that it must not be uploaded.
 */
export function sarifLog(reports: readonly Report[], options: SarifOptions): SarifLog {
  refuseEqualCategories(reports, options);
  const complete = reports.filter((report) => !isIncomplete(report));
  const kept = complete.length === 0 ? reports : complete;
  const omittedRuns = reports
    .filter((report) => !kept.includes(report))
    .map((report) => categoryOf(report, options.scope));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: kept.map((report) => sarifRun(report, options)),
    ...(omittedRuns.length === 0 ? {} : { properties: { omittedRuns } }),
  };
}

/** Whether GitHub may take it: an incomplete run would close, as fixed, what it did not look at. */
export function mayBeUploaded(log: SarifLog): boolean {
  return log.runs.length > 0 && log.runs.every((run) => run.properties.complete === true);
}

/** GitHub refuses a file with two runs of one category, and compares as below. */
function refuseEqualCategories(reports: readonly Report[], options: SarifOptions): void {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const report of reports) {
    const category = categoryOf(report, options.scope);
    const compared = category.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    if (seen.has(compared)) {
      const message = `Two runs would have the category ${category}, and GitHub refuses such a file.`;
      problems.push({ at: 'sarif', message, hint: 'Name the stack of each plan, or write one file each.' });
    }
    seen.add(compared);
  }
  if (problems.length > 0) throw new UserError(problems);
}
