import type { Report } from '../../model/report.ts';
import { isIncomplete, type Selection } from '../selection.ts';
import { sentence } from './escape.ts';
import { cannotTell, failingTable, ruleCounts, ruleDetails } from './findings.ts';
import { countsLines, gateLine, headline, marker, subjectLine } from './head.ts';
import { ledger } from './ledger.ts';
import type { Limits } from './limits.ts';
import type { MarkdownOptions } from './options.ts';
import { attestations, gaps, notLookedInto, requirements, waivers } from './sections.ts';

/** A whole page about one report. */
export function page(report: Report, selection: Selection, limits: Limits, note: string): string {
  return joined([
    `${marker(report)}\n${headline(report)}`,
    countsLines(report),
    gateLine(report),
    subjectLine(report),
    note,
    ...found(report, selection, limits),
    requirements(report, limits),
    waivers(report, limits),
    attestations(report, limits),
    notLookedInto(report, limits),
    ledger(report, limits),
  ]);
}

/** What was found and what was not read: what was not read comes first where something should have been. */
export function found(report: Report, selection: Selection, limits: Limits): readonly string[] {
  return [
    isIncomplete(report) ? gaps(report, limits) : '',
    failingTable(selection, limits),
    ruleCounts(report, selection, limits),
    ruleDetails(report, selection, limits),
    cannotTell(selection, limits),
    isIncomplete(report) ? '' : gaps(report, limits),
  ];
}

export function joined(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

export function shortened({ fullReport }: MarkdownOptions): string {
  const where = fullReport === undefined ? 'the JSON report' : sentence(fullReport);
  return `> [!NOTE]\n> Shortened to fit this page; everything is in ${where}.`;
}
