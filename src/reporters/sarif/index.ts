import type { Report } from '../../model/report.ts';
import { type Problem, UserError } from '../../model/user-error.ts';
import { jsonChunks } from '../json/chunks.ts';
import type { Reporter } from '../reporter.ts';
import { categoryOf } from './category.ts';
import type { SarifOptions } from './options.ts';
import { type Scope, scopesOf } from './place-report.ts';
import { sarifRun } from './run.ts';
import type { SarifLog } from './types.ts';

/** https://docs.github.com/en/code-security/reference/code-scanning/sarif-files/sarif-support */
export const mostRuns = 20;

/** For GitHub code scanning and for SARIF viewers. */
export const sarifReporter: Reporter = (report, options) =>
  jsonChunks(sarifLog([report], options.sarif ?? {}), 4);

/** The same as several files where the regions of an account are more than GitHub takes in one. */
export function sarifFiles(report: Report, options: SarifOptions): readonly Iterable<string>[] {
  const log = sarifLog([report], options);
  const files: SarifLog[] = [];
  for (let from = 0; from < log.runs.length; from += mostRuns) {
    files.push({ ...log, runs: log.runs.slice(from, from + mostRuns) });
  }
  return (files.length === 0 ? [log] : files).map((file) => jsonChunks(file, 4));
}

/**
 * Several reports as one log. A region whose reading was incomplete is left out, so that GitHub keeps its alerts open; a
 * lone plan stays, and says by `properties.complete` that it must not be uploaded.
 */
export function sarifLog(reports: readonly Report[], options: SarifOptions): SarifLog {
  const scopes = reports.flatMap((report) => scopesOf(report));
  refuseEqualCategories(scopes, options);
  const kept = scopes.filter((scope) => isKept(scope, scopes, options));
  const omittedRuns = scopes
    .filter((scope) => !kept.includes(scope))
    .map((scope) => categoryOfScope(scope, options));
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: kept.map((scope) => sarifRun(scope, options)),
    ...(omittedRuns.length === 0 ? {} : { properties: { omittedRuns } }),
  };
}

/** Auditors' viewers close nothing: the full profile holds whatever was read. */
function isKept({ complete, place }: Scope, scopes: readonly Scope[], { profile }: SarifOptions): boolean {
  if (complete || profile === 'full') return true;
  return place === undefined && scopes.every((other) => !other.complete);
}

function categoryOfScope({ report, place }: Scope, options: SarifOptions): string {
  return categoryOf({ tool: report.tool, source: report.source, region: place?.region }, options.scope);
}

/** Whether GitHub may take it: an incomplete run would close, as fixed, what it did not look at. */
export function mayBeUploaded(log: SarifLog): boolean {
  return log.runs.length > 0 && log.runs.every((run) => run.properties.complete === true);
}

/** GitHub refuses a file with two runs of one category, and compares as below. */
function refuseEqualCategories(scopes: readonly Scope[], options: SarifOptions): void {
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (const scope of scopes) {
    const category = categoryOfScope(scope, options);
    const compared = category.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    if (seen.has(compared)) {
      const message = `Two runs would have the category ${category}, and GitHub refuses such a file.`;
      problems.push({ at: 'sarif', message, hint: 'Name the stack of each plan, or write one file each.' });
    }
    seen.add(compared);
  }
  if (problems.length > 0) throw new UserError(problems);
}
