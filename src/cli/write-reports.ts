import { mkdir } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import type { Report } from '../model/report.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import { type ReporterOptions, reporters } from '../reporters/index.ts';
import type { CommonOptions, ReportTarget } from './arguments.ts';
import { batches } from './batches.ts';
import type { Io } from './io.ts';
import { numberedPath, removeLater } from './numbered-path.ts';
import { type ReportSurroundings, reporterOptions } from './report-options.ts';
import { writeWhole } from './write-whole.ts';

/**
 * Writes every report that was asked for, files first; returns the files, as given, for the closing words. One that cannot
 * be written takes no other with it: it is told when the rest is out.
 */
export async function writeReports(
  report: Report,
  options: CommonOptions,
  io: Io,
  surroundings: ReportSurroundings = {},
): Promise<readonly string[]> {
  const formats = await reporterOptions(report, options, surroundings, io);
  const files: string[] = [];
  const problems: Problem[] = [];
  for (const target of options.reports.filter((one) => one.path !== '-')) {
    const texts = await filesOf(report, target, formats);
    for (const [index, text] of texts.entries()) {
      const path = numberedPath(target.path, index + 1);
      files.push(relative(io.cwd, resolve(io.cwd, path)));
      const problem = await writeFile({ ...target, path }, text, io);
      if (problem !== undefined) problems.push(problem);
    }
    if (target.format === 'sarif') await removeLater(target.path, texts.length, io.cwd);
  }
  for (const target of options.reports) {
    if (target.path !== '-') continue;
    for (const chunk of await render(report, target, withTerminal(formats, options, io)))
      io.stdout.write(chunk);
  }
  if (problems.length > 0) throw new UserError(problems);
  return files;
}

/** Only SARIF has more than one file: GitHub takes 20 runs in each, and an account may have more regions. */
async function filesOf(
  report: Report,
  target: ReportTarget,
  formats: ReporterOptions,
): Promise<readonly Iterable<string>[]> {
  if (target.format !== 'sarif') return [await render(report, target, formats)];
  const { sarifFiles } = await import('../reporters/sarif/index.ts');
  return sarifFiles(report, formats.sarif ?? {});
}

async function render(
  report: Report,
  target: ReportTarget,
  formats: ReporterOptions,
): Promise<Iterable<string>> {
  const reporter = await reporters[target.format]();
  return reporter(report, formats);
}

function withTerminal(formats: ReporterOptions, options: CommonOptions, io: Io): ReporterOptions {
  const { columns } = io.stdout;
  const color = wantsColor(options, io);
  return { ...formats, table: columns === undefined ? { color } : { color, columns } };
}

/** https://no-color.org: any non-empty NO_COLOR turns colours off; `--color` wins over it. */
export function wantsColor(options: CommonOptions, io: Io): boolean {
  if (options.color !== 'auto') return options.color === 'always';
  return io.stdout.isTerminal && (io.environment.NO_COLOR ?? '') === '' && io.environment.TERM !== 'dumb';
}

async function writeFile(
  target: ReportTarget,
  chunks: Iterable<string>,
  io: Io,
): Promise<Problem | undefined> {
  const path = resolve(io.cwd, target.path);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeWhole(path, batches(chunks), io);
    return undefined;
  } catch (error) {
    return writeProblem(target, error);
  }
}

/** A report that cannot be written, in words; whatever else went wrong is a bug and goes on. */
export function writeProblem(target: ReportTarget, error: unknown): Problem {
  if (!(error instanceof Error && 'code' in error)) throw error;
  const isFolder = error.code === 'EISDIR';
  const message = `the ${target.format} report cannot be written (${isFolder ? 'it is a directory' : String(error.code)})`;
  const hint = isFolder
    ? `Name a file in it: --report ${target.format}=PATH.`
    : 'Choose a place that can be written: --report FORMAT=PATH.';
  return { at: target.path, message, hint };
}
