import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import type { RecordedAccount, RecordedOrganisation } from '../../sources/aws-account/organisation-files.ts';
import { replay } from '../../sources/aws-account/replay.ts';
import { type AccountTask, chosen, labelOf, type Survey } from './account-tasks.ts';

/** Files are read one account after the other: nothing is waited for. */
const atOnce = 1;

/** The accounts of a recording of several; those that could not be read then are not read now, for the same reason. */
export function replayedAccounts(
  directory: string,
  { startedAt, accounts: recorded }: RecordedOrganisation,
  { policy, accounts }: { readonly policy: Policy; readonly accounts: string | undefined },
): Survey {
  const tasks = recorded.map(
    (entry): AccountTask => ({
      label: labelOf(entry.account, policy, entry.name),
      read: () => readEntry(join(directory, entry.directory ?? entry.account), entry, startedAt),
    }),
  );
  return { tasks: chosen(tasks, accounts), atOnce };
}

const interrupted =
  'Nothing was read of the account: the recording ended before it. Run it again to its end.';

async function readEntry(
  directory: string,
  { account: of, failure }: RecordedAccount,
  startedAt: string,
): ReturnType<AccountTask['read']> {
  if (failure !== undefined) return failure;
  const isThere = await stat(directory).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (!isThere) return { reason: 'timed-out', message: interrupted, at: startedAt };
  const recording = await replay(directory);
  const { account } = recording.identity;
  if (account === of) return readRecording(recording);
  const message = `it is the recording of ${account}, not of ${of}`;
  throw new UserError([{ at: directory, message }]);
}
