import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import type { Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import type { Recording } from '../../sources/aws-account/answer.ts';
import type { ConfigFile } from '../../sources/aws-account/config-file.ts';
import { readConfigFiles } from '../../sources/aws-account/config-snapshot.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import type { AccountCommand } from '../account-arguments.ts';
import type { Io } from '../io.ts';
import { chosen, labelOf, type Survey } from './account-tasks.ts';

/** Files that AWS Config delivered, as recordings of the accounts in them. */
export async function recordingsIn(paths: readonly string[], io: Io): Promise<readonly Recording[]> {
  return readConfigFiles(paths.map((path): ConfigFile => ({ name: path, bytes: bytesOf(path, io) })));
}

async function* bytesOf(path: string, io: Io): AsyncGenerator<Uint8Array> {
  if (path === '-') yield await io.readStdin();
  else yield* createReadStream(resolve(io.cwd, path)) as AsyncIterable<Uint8Array>;
}

/** The accounts of files in which there are several, or of which some are named; undefined for the only one. */
export function snapshotAccounts(
  recordings: readonly Recording[],
  { accounts, environment }: AccountCommand,
  policy: Policy,
): Survey | undefined {
  if (recordings.length === 1 && accounts === undefined) return undefined;
  if (environment !== undefined) {
    const message = `the files hold ${recordings.length} accounts, which do not share one environment`;
    const hint =
      'The policy says the environment of each: accounts: { "111122223333": { environment: prod } }.';
    throw new UserError([{ at: '--environment', message, hint }]);
  }
  const tasks = recordings.map((recording) => ({
    label: labelOf(recording.identity.account, policy),
    read: async () => readRecording(recording),
  }));
  return { tasks: chosen(tasks, accounts), atOnce: 1 };
}
