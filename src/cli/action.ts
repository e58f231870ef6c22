import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { appendFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { formatProblem, UserError } from '../model/user-error.ts';
import { annotation } from './action-annotation.ts';
import { type ActionRun, actionRun } from './action-inputs.ts';
import { actionOutputs, sarifFiles, uploadSteps } from './action-outputs.ts';
import { bugReport } from './bug-report.ts';
import { exitCodes } from './exit-codes.ts';
import { printable } from './printable.ts';

/**
 * What the GitHub action runs: inputs to a command line, what it wrote to outputs. It ends with 0, so that the steps
 * behind it can show what was found; the last of them ends with the code.
 */
const code = await run();
process.stdout.write(`caja-policy ended with ${code}\n`);

async function run(): Promise<number> {
  try {
    const wanted = actionRun(process.env);
    await tidy(wanted);
    const { code: ended, said } = await judge(wanted.words);
    const { outputs, reason } = await actionOutputs(ended, wanted);
    process.stdout.write(annotation({ code: ended, said, reason }));
    await tell(outputs);
    return ended;
  } catch (error) {
    const words =
      error instanceof UserError
        ? error.problems.map((problem) => `${printable(formatProblem(problem))}\n`).join('')
        : bugReport(error);
    process.stderr.write(words);
    process.stdout.write(annotation({ code: exitCodes.mistake, said: words, reason: undefined }));
    await tell({ 'exit-code': String(exitCodes.mistake), result: 'mistake' });
    return exitCodes.mistake;
  }
}

/** The program itself, in a process of its own: whatever becomes of it, there is a code to end with. */
async function judge(words: readonly string[]): Promise<{ readonly code: number; readonly said: string }> {
  // Names of resources are printed: one that looks like a workflow command must not be obeyed.
  // https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions#stopping-and-starting-workflow-commands
  const word = randomUUID();
  process.stdout.write(`::stop-commands::${word}\n`);
  const program = spawn(process.execPath, [join(dirname(process.argv[1] ?? ''), 'cli.js'), ...words], {
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  let said = '';
  program.stderr.setEncoding('utf8').on('data', (text: string) => {
    process.stderr.write(text);
    said += text;
  });
  const status = await new Promise<number | null>((resolve, reject) => {
    program.on('error', reject).on('close', resolve);
  });
  process.stdout.write(`::${word}::\n`);
  return { code: status ?? exitCodes.mistake, said };
}

/** Reports of an earlier run in the same place would be shown as this one's. */
async function tidy({ files }: ActionRun): Promise<void> {
  for (const path of [...Object.values(files), ...sarifFiles(files.sarif)]) await rm(path, { force: true });
}

async function tell(outputs: Readonly<Record<string, string>>): Promise<void> {
  const lines = Object.entries(outputs).map(([name, value]) => `${name}=${value}\n`);
  const file = process.env.GITHUB_OUTPUT ?? '';
  if (file === '') process.stdout.write(lines.join(''));
  else await appendFile(file, lines.join(''));
  const files = Object.keys(outputs).filter((name) => name.startsWith('upload-')).length;
  if (files > uploadSteps)
    process.stdout.write(
      `::warning title=caja-policy::${files - uploadSteps} SARIF files are not uploaded\n`,
    );
}
