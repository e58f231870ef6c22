import { resolve } from 'node:path';
import { UserError } from '../../model/user-error.ts';
import type { Recording } from '../../sources/aws-account/answer.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import type { AccountCommand } from '../account-arguments.ts';
import type { Survey } from '../accounts/account-tasks.ts';
import { openWatch } from '../accounts/watch.ts';
import type { CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import { finish } from '../finish.ts';
import type { Io } from '../io.ts';
import { type Loaded, load } from '../load.ts';
import { regionsOf } from '../regions.ts';
import { claimed, claimedSurvey, declaredBy } from '../state-source.ts';

/** `caja-policy account`: reads an account or several, or a recording, and judges what was read. */
export async function judgeAccount(
  command: AccountCommand,
  options: CommonOptions,
  io: Io,
): Promise<ExitCode> {
  const bare = await load(options, io, command.environment);
  const { loaded, states, ...source } = await declaredBy(command, { loaded: bare, options, io });
  const files = await filesOf(command, io);
  const survey = await surveyOf(command, loaded, { files, options, io });
  if (survey !== undefined) {
    const { judgeAccounts } = await import('../accounts/judge-accounts.ts');
    const scope = scopeOf(command);
    return judgeAccounts(claimedSurvey(survey, states), { loaded, options, io, scope, ...source });
  }
  const [file] = files ?? [];
  const { recording, tally } =
    file === undefined ? await oneAccount(command, options, io) : { recording: file, tally: '' };
  const reading = claimed(readRecording(recording), states, { options, io });
  return finish(reading, loaded, {
    environment: command.environment,
    options,
    io,
    tally,
    ...source,
  });
}

/** By it runs over the same accounts are told from others; how many there are may change from night to night. */
function scopeOf({ accounts = 'all' }: AccountCommand): string {
  return [...new Set(accounts.split(',').map((word) => word.trim()))].sort().join(', ');
}

/** What files of AWS Config tell, where they are to be judged instead of an account. */
async function filesOf(
  { configSnapshots }: AccountCommand,
  io: Io,
): Promise<readonly Recording[] | undefined> {
  if (configSnapshots === undefined) return undefined;
  const { recordingsIn } = await import('../accounts/snapshot-accounts.ts');
  return recordingsIn(configSnapshots, io);
}

async function oneAccount(
  command: AccountCommand,
  options: CommonOptions,
  io: Io,
): ReturnType<typeof collectAccount> {
  if (command.replay === undefined) return collectAccount(command, options, io);
  return { recording: await replayed(command.replay, io), tally: '' };
}

/** The accounts to read when there may be several: named, recorded together, in files, or seen by an aggregator. */
async function surveyOf(
  command: AccountCommand,
  { policy }: Loaded,
  run: {
    readonly files: readonly Recording[] | undefined;
    readonly options: CommonOptions;
    readonly io: Io;
  },
): Promise<Survey | undefined> {
  const { replay, accounts, aggregator } = command;
  const { files, io } = run;
  if (files !== undefined) {
    const { snapshotAccounts } = await import('../accounts/snapshot-accounts.ts');
    return snapshotAccounts(files, command, policy);
  }
  if (replay !== undefined) {
    const { recordedOrganisation } = await import('../../sources/aws-account/organisation-files.ts');
    const directory = resolve(io.cwd, replay);
    const recorded = await recordedOrganisation(directory);
    if (recorded === undefined && accounts === undefined) return undefined;
    if (recorded === undefined) {
      const message = 'it is the recording of one account';
      throw new UserError([{ at: replay, message, hint: 'Leave out --accounts.' }]);
    }
    const { replayedAccounts } = await import('../accounts/replayed-accounts.ts');
    return replayedAccounts(directory, recorded, { policy, accounts });
  }
  if (aggregator !== undefined) {
    const { aggregatedAccounts } = await import('../accounts/aggregated-accounts.ts');
    return aggregatedAccounts(command, policy, run);
  }
  if (accounts === undefined) return undefined;
  const { liveAccounts } = await import('../accounts/live-accounts.ts');
  return liveAccounts(command, policy, io);
}

async function replayed(directory: string, io: Io): Promise<Recording> {
  const { replay } = await import('../../sources/aws-account/replay.ts');
  return replay(resolve(io.cwd, directory));
}

async function collectAccount(
  command: AccountCommand,
  options: CommonOptions,
  io: Io,
): Promise<{ readonly recording: Recording; readonly tally: string }> {
  const { readLive } = await import('../read-live.ts');
  const watch = openWatch(io, options.quiet);
  const regions = regionsOf(command.regions);
  try {
    const asked = {
      ...(command.profile === undefined ? {} : { profile: command.profile }),
      ...(command.roleArn === undefined ? {} : { roleArn: command.roleArn }),
      ...(regions === undefined ? {} : { regions }),
      ...(command.record === undefined ? {} : { recordTo: resolve(io.cwd, command.record) }),
      ...watch.account('account'),
    };
    const recording = await readLive(asked, command.record, io);
    return { recording, tally: watch.tally() };
  } finally {
    watch.clear();
  }
}
