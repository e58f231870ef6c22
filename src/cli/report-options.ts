import type { Report } from '../model/report.ts';
import { movementSentence, type Trends } from '../model/trends.ts';
import type { ReporterOptions } from '../reporters/index.ts';
import type { CommonOptions } from './arguments.ts';
import { githubCheckout, githubLinks } from './github-links.ts';
import type { Io } from './io.ts';

/** What a run knows that its reports may show, beside the report itself. */
export interface ReportSurroundings {
  /** Text of a repository file that a finding points into. */
  readonly sourceText?: (file: string) => string | undefined;
  /** How the clauses moved, where a history is kept. */
  readonly trends?: Trends;
}

/** What every format is asked for; the terminal's width and colours are added where something is printed. */
export async function reporterOptions(
  _report: Report,
  options: CommonOptions,
  { sourceText, trends }: ReportSurroundings,
  io: Io,
): Promise<ReporterOptions> {
  const markdown = await githubLinks(io);
  const { repository } = markdown;
  return {
    ...(trends === undefined ? {} : { trends }),
    markdown: { ...markdown, ...(trends === undefined ? {} : { moved: movementSentence(trends) }) },
    html: repository === undefined ? {} : { repository },
    sarif: {
      profile: options.sarifProfile,
      ...githubCheckout(io),
      ...(sourceText === undefined ? {} : { sourceText }),
    },
  };
}
