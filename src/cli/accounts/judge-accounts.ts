import { judge } from '../../engine/judge.ts';
import { openOrganisation } from '../../engine/organisation.ts';
import { entryOfAll } from '../../model/history.ts';
import type { SourcePlaces } from '../../model/location.ts';
import type { Reading } from '../../model/resource.ts';
import { UserError } from '../../model/user-error.ts';
import { type AccountFailure, unreadAccount } from '../../sources/aws-account/organisation-unread.ts';
import type { CommonOptions } from '../arguments.ts';
import { bugReport } from '../bug-report.ts';
import { type ExitCode, exitCodeOf, exitCodes } from '../exit-codes.ts';
import { recall } from '../history.ts';
import type { Io } from '../io.ts';
import type { Loaded } from '../load.ts';
import type { ReportSurroundings } from '../report-options.ts';
import { shownEvidence } from '../shown-evidence.ts';
import { tool } from '../version.ts';
import type { AccountTask, Survey } from './account-tasks.ts';
import { closingWords } from './closing-words.ts';
import { type OrganisationReports, openReports } from './organisation-reports.ts';
import { openWatch, type Watch } from './watch.ts';

interface Run {
  readonly loaded: Loaded;
  /** Which accounts were asked for, in words that stay the same from run to run; all where left out. */
  readonly scope?: string;
  readonly options: CommonOptions;
  readonly io: Io;
  /** Where Terraform declares what the accounts hold. */
  readonly places?: SourcePlaces;
  readonly surroundings?: ReportSurroundings;
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
  const reports = await openReports(tasks.length, { ...options, ...run.surroundings }, io);
  const bugs: string[] = [];
  const release = io.onInterrupt?.(() => reports.close());
  try {
    const one = (task: AccountTask) => judgeAccount(task, { run, book, watch, reports, bugs });
    await inParallel(tasks, atOnce, one);
    watch.clear();
    const organisation = book.result();
    const past = await recall(entryOfAll(organisation, run.scope ?? 'all', io.now()), options, io);
    const files = await reports.finish(organisation, past.told);
    await past.keep();
    closingWords(organisation, files, { options, io, tally: watch.tally(), moved: past.words });
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
    places: run.places,
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
