import type { Report } from '../model/report.ts';
import type { Trends } from '../model/trends.ts';
import type { HtmlOptions } from './html/options.ts';
import type { MarkdownOptions } from './markdown/options.ts';
import type { SarifOptions } from './sarif/options.ts';
import type { TableOptions } from './table/options.ts';

/** What a run may ask of the formats; every reporter reads its own part only. */
export interface ReporterOptions {
  readonly table?: TableOptions;
  readonly markdown?: MarkdownOptions;
  readonly sarif?: SarifOptions;
  readonly html?: HtmlOptions;
  /** How the clauses moved, where a history is kept. */
  readonly trends?: Trends;
}

/**
 * Turns a report into the text of one format, in pieces to be written one after another, so that a report of
 * 100,000 findings is never one string. Pure: no disk, clock or environment.
 */
export type Reporter = (report: Report, options: ReporterOptions) => Iterable<string>;
