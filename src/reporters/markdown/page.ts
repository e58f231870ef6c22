import { isIncomplete } from '../selection.ts';
import { brief } from './brief.ts';
import { chart } from './chart.ts';
import { entities, sentence } from './escape.ts';
import { cannotTell, failingTable, fixedTable, olderTables, ruleCounts, waivedTable } from './findings.ts';
import { ruleDetails } from './fixes.ts';
import { countsLine, gateLine, headline, marker, numbers, quietMarker, subjectLine } from './head.ts';
import { ledger } from './ledger.ts';
import type { MarkdownOptions } from './options.ts';
import { attestations, gaps, notLookedInto, requirements, waivers } from './sections.ts';
import { hasNews, type Telling } from './telling.ts';

/** A whole page about one report. */
export function page(told: Telling, note: string): string {
  const { report, limits } = told;
  return joined([
    `${marker(report)}\n${headline(told)}`,
    countsLine(report),
    gateLine(report),
    entities(told.options.moved ?? ''),
    subjectLine(report),
    note,
    ...found(told),
    requirements(report, limits),
    chart(told),
    waivers(report, limits),
    attestations(report, limits),
    notLookedInto(report, limits),
    ledger(report, limits),
  ]);
}

/** What stands under a pull request: a few lines where there is nothing to do. */
export function commentPage(told: Telling, note: string): string {
  const { report, limits } = told;
  const news = hasNews(told);
  const first = `${marker(report)}\n${news ? '' : `${quietMarker(report)}\n`}${headline(told)}`;
  const { gate, counts } = report.summary;
  if (gate.outcome === 'passed' && told.change.brought.length === 0 && !isIncomplete(report)) {
    const line = [numbers(counts), brief(told)].filter((one) => one !== '').join('\\\n');
    return joined([first, line, subjectLine(report), fixedTable(told), footer(told.options)]);
  }
  return joined([
    first,
    countsLine(report),
    gateLine(report),
    subjectLine(report),
    note,
    ...found(told),
    requirements(report, limits),
    waivers(report, limits),
    attestations(report, limits),
    footer(told.options),
  ]);
}

function footer({ run }: MarkdownOptions): string {
  const where = run === undefined ? '' : ` The whole report is in the [job summary](${run}).`;
  return `<sub>This comment is updated in place.${where}</sub>`;
}

/** What was found and what was not read: what was not read comes first where something should have been. */
export function found(told: Telling): readonly string[] {
  const { report, limits } = told;
  return [
    isIncomplete(report) ? gaps(report, limits) : '',
    failingTable(told),
    ruleCounts(told),
    ruleDetails(told),
    fixedTable(told),
    olderTables(told),
    cannotTell(told),
    waivedTable(told),
    isIncomplete(report) ? '' : gaps(report, limits),
  ];
}

export function joined(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

export function shortened({ fullReport, run }: MarkdownOptions): string {
  const words = fullReport === undefined ? 'the JSON report' : sentence(fullReport);
  const where = fullReport === undefined && run !== undefined ? `the [job summary](${run})` : words;
  return `> [!NOTE]\n> Shortened to fit this page; everything is in ${where}.`;
}
