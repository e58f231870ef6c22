import { join, resolve } from 'node:path';
import type { Aggregator, Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import { recordOrganisation } from '../../sources/aws-account/organisation-files.ts';
import type { AccountFailure } from '../../sources/aws-account/organisation-unread.ts';
import { writeRecording } from '../../sources/aws-account/record.ts';
import type { AccountCommand } from '../account-arguments.ts';
import type { CommonOptions } from '../arguments.ts';
import type { Io } from '../io.ts';
import { type AccountTask, chosen, labelOf, type Survey } from './account-tasks.ts';
import { openWatch } from './watch.ts';

/** One account after the other: the aggregator's rate is one, and memory holds no more than the largest account. */
const atOnce = 1;

/** Every account that an aggregator knows, and those that the policy names: none of them may be missing in silence. */
export async function aggregatedAccounts(
  command: AccountCommand,
  policy: Policy,
  { options, io }: { readonly options: CommonOptions; readonly io: Io },
): Promise<Survey> {
  const aggregator = aggregatorOf(command, policy);
  const { openAggregator } = await import('../../sources/aws-account/aggregate.ts');
  const watch = openWatch(io, options.quiet, 1);
  const { onProgress } = watch.account(aggregator.name);
  const { roleArn, externalId } = aggregator;
  const opened = await openAggregator({
    name: aggregator.name,
    region: aggregator.region,
    ...(command.profile === undefined ? {} : { profile: command.profile }),
    ...(roleArn === undefined ? {} : { roleArn }),
    ...(externalId === undefined ? {} : { externalId }),
    onProgress: (event) => onProgress(event),
  }).finally(() => watch.clear());
  const ids = [...new Set([...opened.accounts, ...policy.accounts.map(({ id }) => id)])].sort();
  const all = chosen(
    ids.map((id) => ({ label: labelOf(id, policy) })),
    command.accounts,
  );
  const directory = command.record === undefined ? undefined : resolve(io.cwd, command.record);
  const recorder =
    directory === undefined
      ? undefined
      : await recordOrganisation(directory, {
          startedAt: io.now().toISOString(),
          accounts: all.map(({ label: { account, name } }) => ({ account, name })),
        });
  const tasks = all.map(({ label }): AccountTask => {
    const { account } = label;
    return {
      label,
      read: async () => {
        const recording = await opened.read(account);
        if (recording === undefined) {
          const failure = unseen(aggregator, io);
          await recorder?.fail(account, failure);
          return failure;
        }
        if (directory !== undefined) await writeRecording(join(directory, account), recording);
        return readRecording(recording);
      },
    };
  });
  return { tasks, atOnce };
}

function aggregatorOf({ aggregator, aggregatorRegion, roleArn }: AccountCommand, policy: Policy): Aggregator {
  const role = roleArn === undefined ? {} : { roleArn };
  if (aggregator !== undefined && aggregator !== '' && aggregatorRegion !== undefined) {
    return { name: aggregator, region: aggregatorRegion, ...role };
  }
  if (policy.aggregator !== undefined) return { ...policy.aggregator, ...role };
  const hint =
    'Write --aggregator NAME --aggregator-region REGION, or aggregator: { name, region } in the policy.';
  throw new UserError([{ at: '--aggregator', message: 'the policy names no aggregator', hint }]);
}

function unseen({ name }: Aggregator, io: Io): AccountFailure {
  return {
    reason: 'denied',
    message: `Nothing was read of the account: the aggregator ${name} knows nothing of it. Add it as a source, or read it by a role of its own.`,
    at: io.now().toISOString(),
  };
}
