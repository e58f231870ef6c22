import { judge } from '../../engine/judge.ts';
import { openOrganisation } from '../../engine/organisation.ts';
import type { Reading } from '../../model/resource.ts';
import { UserError } from '../../model/user-error.ts';
import { type AccountFailure, unreadAccount } from '../../sources/aws-account/organisation-unread.ts';
import type { CommonOptions } from '../arguments.ts';
import { bugReport } from '../bug-report.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import type { Io } from '../io.ts';
import type { Loaded } from '../load.ts';
import { shownEvidence } from '../shown-evidence.ts';
import { tool } from '../version.ts';
import type { AccountTask, Survey } from './account-tasks.ts';
import { closingWords } from './closing-words.ts';
import { type OrganisationReports, openReports } from './organisation-reports.ts';
import { openWatch, type Watch } from './watch.ts';

interface Run {
  readonly loaded: Loaded;
  readonly options: CommonOptions;
  readonly io: Io;
}

/**
 * Reads accounts side by side; each is judged and rendered as soon as it is read, and dropped: memory holds as many
 * accounts as are read at once, however many there are.
 */
export async function judgeAccounts(survey: Survey, run: Run): Promise<ExitCode> {
  const { tasks, atOnce } = survey;
  const { loaded, options, io } = run;
  if (loaded.rules.length === 0) {
    io.stderr.write('There are no rules: nothing can be judged.\n');
    return exitCodes.mistake;
  }
  const { name, document, file } = loaded.policy;
  const book = openOrganisation({ tool, policy: { name, document, file } });
  const watch = survey.watch ?? openWatch(io, options.quiet);
  watch.expect(tasks.length);
  const reports = await openReports(tasks.length, options, io);
  const bugs: string[] = [];
  const release = io.onInterrupt?.(() => reports.close());
  try {
    const one = (task: AccountTask) => judgeAccount(task, { run, book, watch, reports, bugs });
    await inParallel(tasks, atOnce, one);
    watch.clear();
    const organisation = book.result();
    const files = await reports.finish(organisation);
    closingWords(organisation, files, { options, io, tally: watch.tally() });
    for (const bug of bugs) io.stderr.write(bug);
    return bugs.length > 0 ? exitCodes.mistake : exitCodeOf(organisation, options.softFail);
  } finally {
    watch.clear();
    await reports.close();
    release?.();
  }
}

interface Desk {
  readonly run: Run;
  readonly book: ReturnType<typeof openOrganisation>;
  readonly watch: Watch;
  readonly reports: OrganisationReports;
  readonly bugs: string[];
}

async function judgeAccount(task: AccountTask, desk: Desk): Promise<void> {
  const { run, book, watch, reports } = desk;
  const { loaded, options, io } = run;
  const report = judge({
    ...loaded,
    reading: await readingOf(task, desk),
    today: io.now().toISOString().slice(0, 10),
    tool,
    evidence: shownEvidence(options),
  });
  await reports.add(report, book.add(report, task.label));
  watch.done();
}

/** A bug of ours in one account does not take the others' reports away; it is told, and the run fails by it. */
async function readingOf(task: AccountTask, { watch, run, bugs }: Desk): Promise<Reading> {
  const { account, name } = task.label;
  const wanted = run.loaded.policy.accounts.find(({ id }) => id === account)?.regions ?? [];
  const regions = wanted === 'all' ? [] : wanted;
  try {
    const read = await task.read(watch.account(name));
    return 'after' in read ? read : unreadAccount(account, read, regions);
  } catch (error) {
    if (error instanceof UserError) throw error;
    bugs.push(bugReport(error));
    const failure: AccountFailure = {
      reason: 'unreadable',
      message: 'Nothing was read of the account: caja-policy itself failed over it. Please report the bug.',
      at: run.io.now().toISOString(),
    };
    return unreadAccount(account, failure, regions);
  }
}

/** Works through a list, so many at a time. The first failure stops what has not begun. */
async function inParallel<T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = [...items];
  const worker = async () => {
    try {
      for (let item = queue.shift(); item !== undefined; item = queue.shift()) await work(item);
    } finally {
      queue.length = 0;
    }
  };
  await Promise.all(Array.from({ length: Math.min(atOnce, items.length) }, worker));
}
