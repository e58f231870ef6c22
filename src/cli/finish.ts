import { judge } from '../engine/judge.ts';
import type { Report } from '../model/report.ts';
import type { Reading } from '../model/resource.ts';
import type { CommonOptions } from './arguments.ts';
import { type ExitCode, exitCodeOf, exitCodes } from './exit-codes.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load.ts';
import { printable } from './printable.ts';
import { tool } from './version.ts';
import { writeReports } from './write-reports.ts';

/** Judges a reading, writes the reports, says in words what came out, and tells the exit code. */
export async function finish(
  reading: Reading,
  loaded: Loaded,
  run: { readonly environment: string | undefined; readonly options: CommonOptions; readonly io: Io },
): Promise<ExitCode> {
  const { environment, options, io } = run;
  if (loaded.rules.length === 0) {
    io.stderr.write('There are no rules: nothing can be judged.\n');
    return exitCodes.mistake;
  }
  const onlyTable = options.reports.every((target) => target.format === 'table');
  const report = judge({
    ...loaded,
    reading,
    today: io.now().toISOString().slice(0, 10),
    environment,
    tool,
    evidence: onlyTable ? 'problems' : 'all',
  });
  const files = await writeReports(report, options, io);
  if (!options.quiet) closingWords(report, files, io);
  else if (report.summary.gate.outcome === 'nothing-judged') gateWords(report, io);
  return exitCodeOf(report, options.softFail);
}

/** What was judged, what the gate says, where the reports are: one line each, on standard error. */
function closingWords(report: Report, files: readonly string[], io: Io): void {
  for (const gap of report.gaps)
    io.stderr.write(`${printable(`${gap.incomplete ? 'Not read' : 'Note'}: ${gap.message}`)}\n`);
  for (const waiver of report.waivers) {
    if (waiver.status === 'active') continue;
    const what = waiver.status === 'expired' ? `expired on ${waiver.expires}` : 'matches nothing that fails';
    io.stderr.write(`${printable(`${waiver.at}: the waiver of ${waiver.rule} ${what}`)}\n`);
  }
  gateWords(report, io);
  if (files.length > 0) io.stderr.write(`Reports: ${printable(files.join(', '))}\n`);
}

function gateWords({ summary: { gate } }: Report, io: Io): void {
  io.stderr.write(`Gate ${gate.outcome}: ${printable(gate.reason)}\n`);
}
