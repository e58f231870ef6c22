import type { Report } from '../../model/report.ts';
import type { Reporter } from '../reporter.ts';
import { isIncomplete, type Selection, select } from '../selection.ts';
import { sentence } from './escape.ts';
import { cannotTell, failingTable, ruleCounts, ruleDetails } from './findings.ts';
import { countsLines, gateLine, headline, marker, subjectLine } from './head.ts';
import { type Limits, steps } from './limits.ts';
import type { MarkdownOptions } from './options.ts';
import { attestations, gaps, ledger, notLookedInto, requirements, waivers } from './sections.ts';

/** A job summary is refused above 1 MiB. */
const summaryBytes = 900 * 1024;

/** For a job summary or a pull-request comment: the headline first, details in folds, shorter by design when long. */
export const markdownReporter: Reporter = (report, options) => [markdown(report, options.markdown ?? {})];

function markdown(report: Report, options: MarkdownOptions): string {
  const selection = select(report);
  const budget = options.budget ?? Number.POSITIVE_INFINITY;
  let text = '';
  for (const [step, limits] of steps.entries()) {
    text = page(report, selection, limits, step === 0 ? '' : shortened(options));
    if (text.length <= budget && Buffer.byteLength(text) <= summaryBytes) return text;
  }
  return text;
}

function page(report: Report, selection: Selection, limits: Limits, note: string): string {
  const sections = [
    `${marker(report)}\n${headline(report)}`,
    countsLines(report),
    gateLine(report),
    subjectLine(report),
    note,
    isIncomplete(report) ? gaps(report, limits) : '',
    failingTable(selection, limits),
    ruleCounts(report, selection, limits),
    ruleDetails(report, selection, limits),
    cannotTell(selection, limits),
    isIncomplete(report) ? '' : gaps(report, limits),
    requirements(report, limits),
    waivers(report, limits),
    attestations(report, limits),
    notLookedInto(report, limits),
    ledger(report, limits),
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function shortened({ fullReport }: MarkdownOptions): string {
  const where = fullReport === undefined ? 'the JSON report' : sentence(fullReport);
  return `> [!NOTE]\n> Shortened to fit this page; everything is in ${where}.`;
}
