import type { Report } from '../../model/report.ts';

/** What a category is made of. */
export interface CategoryOf {
  readonly tool: Report['tool'];
  readonly source: Pick<Report['source'], 'name' | 'subject' | 'stack' | 'detail'>;
  /** The region of an account, or `global`. */
  readonly region?: string | undefined;
}

/**
 * `automationDetails.id`: everything up to the last slash is GitHub's category. Runs of one category replace each
 * other, so it names mode and scope, and never anything that changes from run to run, such as a plan's file name.
 */
export function categoryOf({ tool, source, region }: CategoryOf, scope: string | undefined): string {
  const segments = [
    tool.name,
    modeOf(source),
    ...segmentsForCategory(source.name === 'aws-account' ? source.subject : (source.stack ?? '')),
    ...segmentsForCategory(region ?? ''),
    ...segmentsForCategory(scope ?? ''),
  ];
  return `${segments.join('/')}/`;
}

/** Neither an aggregator nor a file ever sees what direct calls see: their runs must not close their alerts. */
function modeOf({ name, detail }: CategoryOf['source']): string {
  if (name === 'terraform-plan') return 'plan';
  if (name === 'repository') return 'repository';
  if (detail.files !== undefined) return 'config-snapshot';
  return detail.aggregator === undefined ? 'account' : 'aggregator';
}

export function segmentsForCategory(path: string): readonly string[] {
  return path
    .split(/[\\/]+/)
    .filter((segment) => !/^\.*$/.test(segment))
    .map((segment) => segment.replace(/[^A-Za-z0-9._-]+/g, '-'));
}
