import type { Report } from '../../model/report.ts';

/**
 * `automationDetails.id`: everything up to the last slash is GitHub's category. Runs of one category replace each
 * other, so it names mode and scope, and never anything that changes from run to run, such as a plan's file name.
 */
export function categoryOf(report: Report, scope: string | undefined): string {
  const { source } = report;
  const [mode, subject] =
    source.name === 'terraform-plan' ? ['plan', source.stack ?? ''] : ['account', source.subject];
  const segments = [
    report.tool.name,
    mode,
    ...segmentsForCategory(subject),
    ...segmentsForCategory(scope ?? ''),
  ];
  return `${segments.join('/')}/`;
}

export function segmentsForCategory(path: string): readonly string[] {
  return path
    .split(/[\\/]+/)
    .filter((segment) => !/^\.*$/.test(segment))
    .map((segment) => segment.replace(/[^A-Za-z0-9._-]+/g, '-'));
}
