import { formatProblem, UserError } from '../model/user-error.ts';
import type { CommonOptions } from './arguments.ts';
import { type ExitCode, exitCodes } from './exit-codes.ts';
import { watchFolders } from './folder-watch.ts';
import type { Io } from './io.ts';
import { printable } from './printable.ts';
import { builtInShelf, findRule, ownRules } from './rules-loading.ts';
import { testRules } from './rules-test.ts';

const eraseScreen = '\u001b[2J\u001b[3J\u001b[H';

/** Runs the examples of one's own rules, and again whenever a file of theirs changes, until Ctrl-C. */
export async function watchRules(
  wanted: readonly string[],
  options: CommonOptions,
  io: Io,
): Promise<ExitCode> {
  const folders = options.rules;
  if (folders.length === 0) {
    const hint = 'Name the folder: caja-policy rules test --watch --rules rules';
    throw new UserError([{ at: '--watch', message: "the tool's own rules do not change", hint }]);
  }
  let last: ExitCode = exitCodes.mistake;
  await watchFolders(folders, io, async () => {
    if (io.stdout.isTerminal) io.stdout.write(eraseScreen);
    last = await testOnce(wanted, options, io);
    if (!options.quiet) io.stderr.write(`Waiting for changes in ${folders.join(', ')}; Ctrl-C ends.\n`);
  });
  return last;
}

/** Mistakes in files are told, and waited for like examples that do not hold. */
async function testOnce(wanted: readonly string[], options: CommonOptions, io: Io): Promise<ExitCode> {
  try {
    // Asked anew each time: the policy may have another catalogue by now.
    const shelf = await builtInShelf(options, io);
    const own = await ownRules(options.rules, shelf, io.cwd);
    const rules = wanted.length === 0 ? own : wanted.map((id) => findRule(id, [...shelf.rules, ...own]));
    return testRules(rules, options.quiet, io, timeOf(io));
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const count = error.problems.length;
    for (const problem of error.problems) io.stdout.write(`${printable(formatProblem(problem))}\n`);
    if (!options.quiet) io.stderr.write(`${timeOf(io)}${count} ${count === 1 ? 'mistake' : 'mistakes'}.\n`);
    return exitCodes.mistake;
  }
}

/** The time on the wall, ahead of a result. */
function timeOf(io: Io): string {
  return `${io.now().toTimeString().slice(0, 8)}  `;
}
