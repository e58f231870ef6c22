import { judge } from '../engine/judge.ts';
import { entryOf } from '../model/history.ts';
import type { SourcePlaces } from '../model/location.ts';
import { placesOf } from '../model/places.ts';
import type { Report } from '../model/report.ts';
import type { Reading } from '../model/resource.ts';
import type { CommonOptions } from './arguments.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import { recall } from './history.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load.ts';
import { printable } from './printable.ts';
import type { ReportSurroundings } from './report-options.ts';
import { shownEvidence } from './shown-evidence.ts';
import { tool } from './version.ts';
import { waiverWords } from './waiver-words.ts';
import { writeReports } from './write-reports.ts';

/** Judges a reading, writes the reports, says in words what came out, and tells the exit code. */
export async function finish(
  reading: Reading,
  loaded: Loaded,
  run: {
    readonly environment: string | undefined;
    readonly options: CommonOptions;
    readonly io: Io;
    readonly surroundings?: ReportSurroundings;
    readonly places?: SourcePlaces;
    /** Calls, pages and time of a live reading. */
    readonly tally?: string;
  },
): Promise<ExitCode> {
  const { environment, options, io } = run;
  if (loaded.rules.length === 0) {
    io.stderr.write('There are no rules: nothing can be judged.\n');
    return exitCodes.mistake;
  }
  const report = judge({
    ...loaded,
    reading,
    today: io.now().toISOString().slice(0, 10),
    environment,
    tool,
    evidence: shownEvidence(options),
    places: run.places,
    byClause: (options.requirements ?? []).length > 0,
  });
  const past = await recall(entryOf(report, io.now()), options, io);
  const files = await writeReports(report, options, io, { ...run.surroundings, ...past.told });
  await past.keep();
  if (!options.quiet) {
    const sarif = options.reports.some(({ format }) => format === 'sarif');
    closingWords(report, files, {
      io,
      tableIsSeen: tableIsSeen(options, io),
      sarif,
      tally: run.tally ?? '',
      moved: past.words,
    });
  } else if (report.summary.gate.outcome === 'nothing-judged') gateWords(report, io);
  return exitCodeOf(report, options.softFail);
}

/** A person at a terminal reads gaps and gate at the end of the table already. */
function tableIsSeen(options: CommonOptions, io: Io): boolean {
  const printed = options.reports.some((target) => target.format === 'table' && target.path === '-');
  return printed && io.stdout.isTerminal;
}

/** What was not read, which waivers do nothing, what the gate says and where the reports are, on standard error. */
function closingWords(
  report: Report,
  files: readonly string[],
  to: { io: Io; tableIsSeen: boolean; sarif: boolean; tally: string; moved: string },
): void {
  const say = (line: string) => to.io.stderr.write(`${printable(line)}\n`);
  if (!to.tableIsSeen) {
    for (const gap of report.gaps) say(`${gap.incomplete ? 'Not read' : 'Note'}: ${gap.message}`);
  }
  if (to.sarif && report.source.name === 'aws-account') {
    const left = placesOf(report).filter(({ complete }) => !complete);
    const names = left.map(({ region }) => region).join(', ');
    if (left.length > 0) say(`Left out of SARIF, so that no alert is closed for want of an answer: ${names}`);
  }
  for (const words of waiverWords(report.waivers)) say(words);
  if (to.tally !== '') say(`Read: ${to.tally}`);
  if (to.moved !== '') say(to.moved);
  if (!to.tableIsSeen) gateWords(report, to.io);
  if (files.length > 0) say(`Reports: ${files.join(', ')}`);
}

function gateWords({ summary: { gate } }: Report, io: Io): void {
  io.stderr.write(`Gate ${gate.outcome}: ${printable(gate.reason)}\n`);
}
