import { resolve } from 'node:path';
import type { Account, Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import {
  type OrganisationRecorder,
  recordOrganisation,
} from '../../sources/aws-account/organisation-files.ts';
import type { AccountFailure } from '../../sources/aws-account/organisation-unread.ts';
import type { AccountCommand } from '../account-arguments.ts';
import type { Io } from '../io.ts';
import { readLive } from '../read-live.ts';
import { regionsOf } from '../regions.ts';
import { type AccountTask, chosen, labelOf, type Survey } from './account-tasks.ts';

/** Each has rates of its own: AWS counts calls by account. */
const atOnce = 3;

/** The policy's accounts, each to be read by its own role. */
export async function liveAccounts(command: AccountCommand, policy: Policy, io: Io): Promise<Survey> {
  if (policy.accounts.length === 0) {
    const message = 'the policy names no accounts';
    const hint =
      'Add them: accounts: { "111122223333": { name: caja-prod, environment: prod, role: arn:… } }.';
    throw new UserError([{ at: policy.file || '--accounts', message, hint }]);
  }
  const regions = regionsOf(command.regions);
  const all = policy.accounts.map((account) => ({ account, label: labelOf(account.id, policy) }));
  const wanted = chosen(all, command.accounts);
  const recorder =
    command.record === undefined
      ? undefined
      : await recordOrganisation(resolve(io.cwd, command.record), {
          startedAt: io.now().toISOString(),
          accounts: wanted.map(({ label: { account, name } }) => ({ account, name })),
        });
  const tasks = wanted.map(({ account, label }): AccountTask => {
    const asked = regions === undefined ? account : { ...account, regions };
    return { label, read: guarded(asked, { ...command, recorder, io }) };
  });
  return { tasks, atOnce };
}

interface Reach {
  readonly profile?: string;
  readonly record?: string;
  readonly recorder: OrganisationRecorder | undefined;
  readonly io: Io;
}

/** What one account's credentials or network refuse concerns that account alone. */
function guarded(account: Account, reach: Reach): AccountTask['read'] {
  return async (watch) => {
    const { id, roleArn, externalId, regions } = account;
    const { profile, record, recorder, io } = reach;
    try {
      const asked = {
        account: id,
        ...(profile === undefined ? {} : { profile }),
        ...(roleArn === undefined ? {} : { roleArn }),
        ...(externalId === undefined ? {} : { externalId }),
        ...(regions === undefined ? {} : { regions }),
        ...(recorder === undefined ? {} : { recordTo: recorder.directoryOf(id) }),
        ...watch,
      };
      return readRecording(await readLive(asked, record, io));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      const failure = failureOf(error, io);
      await recorder?.fail(id, failure);
      return failure;
    }
  };
}

/** The sentence of a problem, as the gap that it leaves. */
export function failureOf(error: UserError, io: Io): AccountFailure {
  const [problem] = error.problems;
  const hint = problem?.hint === undefined ? '' : ` ${problem.hint}`;
  const sentence = `${problem?.message ?? error.message}`.replace(/\.?$/, '.');
  return {
    reason: problem?.at === 'AWS' ? 'timed-out' : 'denied',
    message: `Nothing was read of the account: ${sentence}${hint}`,
    at: io.now().toISOString(),
  };
}
