import { resolve } from 'node:path';
import type { AccountLabel } from '../../model/organisation.ts';
import type { Aggregator, Policy } from '../../model/policy.ts';
import { UserError } from '../../model/user-error.ts';
import type { Recording } from '../../sources/aws-account/answer.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import { recordOrganisation } from '../../sources/aws-account/organisation-files.ts';
import type { AccountFailure } from '../../sources/aws-account/organisation-unread.ts';
import { writeRecording } from '../../sources/aws-account/record.ts';
import type { AccountCommand } from '../account-arguments.ts';
import type { CommonOptions } from '../arguments.ts';
import type { Io } from '../io.ts';
import { chosen, labelOf, type Survey } from './account-tasks.ts';
import { openWatch, type Watch } from './watch.ts';

/** One account after the other: the aggregator's rate is one, and memory holds no more than the largest account. */
const atOnce = 1;

interface Run {
  readonly options: CommonOptions;
  readonly io: Io;
}

/** Every account that an aggregator knows, and those that the policy names: none of them may be missing in silence. */
export async function aggregatedAccounts(
  command: AccountCommand,
  policy: Policy,
  { options, io }: Run,
): Promise<Survey> {
  const aggregator = aggregatorOf(command, policy);
  const watch = openWatch(io, options.quiet);
  const opened = await open(aggregator, command.profile, watch).finally(() => watch.clear());
  const ids = [...new Set([...opened.accounts, ...policy.accounts.map(({ id }) => id)])].sort();
  const labels = ids.map((id) => ({ label: labelOf(id, policy) }));
  const tasks = chosen(labels, command.accounts);
  const keep = await keeperOf(command.record, tasks, io);
  const read = async ({ account, name }: AccountLabel) => {
    const recording = await opened.read(account, name);
    const result = recording ?? unseen(aggregator, io);
    await keep(account, result);
    return 'answers' in result ? readRecording(result) : result;
  };
  return { tasks: tasks.map(({ label }) => ({ label, read: () => read(label) })), atOnce, watch };
}

interface Opened {
  readonly accounts: readonly string[];
  readonly read: (account: string, name: string) => Promise<Recording | undefined>;
}

/** All calls are the aggregator's; people see which account they are about. */
async function open(aggregator: Aggregator, profile: string | undefined, watch: Watch): Promise<Opened> {
  const { openAggregator } = await import('../../sources/aws-account/aggregate.ts');
  const counter = 'aggregator';
  let told = watch.account(`aggregator ${aggregator.name}`, counter);
  const opened = await openAggregator({
    ...aggregator,
    ...(profile === undefined ? {} : { profile }),
    onProgress: (event) => told.onProgress(event),
  });
  return {
    accounts: opened.accounts,
    read: (account, name) => {
      told = watch.account(name, counter);
      return opened.read(account);
    },
  };
}

/** Keeps what was read of each account, where evidence is wanted. */
async function keeperOf(
  record: string | undefined,
  tasks: readonly { readonly label: AccountLabel }[],
  io: Io,
): Promise<(account: string, read: Recording | AccountFailure) => Promise<void>> {
  if (record === undefined) return async () => undefined;
  const directory = resolve(io.cwd, record);
  const recorder = await recordOrganisation(directory, {
    startedAt: io.now().toISOString(),
    accounts: tasks.map(({ label: { account, name } }) => ({ account, name })),
  });
  return async (account, read) => {
    if ('answers' in read) await writeRecording(recorder.directoryOf(account), read);
    else await recorder.fail(account, read);
  };
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
