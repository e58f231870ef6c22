import { resolve } from 'node:path';
import type { Resource } from '../model/resource.ts';
import { UserError } from '../model/user-error.ts';
import { givenPlan, readGiven } from './given-file.ts';
import type { Io } from './io.ts';
import type { PolicyCommand } from './policy-arguments.ts';

type InitCommand = Extract<PolicyCommand, { name: 'policy-init' }>;

/** An account that a recording holds. */
export interface SeenAccount {
  readonly id: string;
  readonly name: string;
  /** Undefined where most of its resources tell of none. */
  readonly environment: string | undefined;
  readonly regions: readonly string[];
  readonly comment: string;
}

/** What was read to guess from. */
export interface InitReading {
  readonly subject: string;
  readonly resources: readonly Resource[];
  readonly accounts: readonly {
    readonly id: string;
    readonly name: string;
    readonly regions: readonly string[];
  }[];
}

/** Reads the plan or the recording that was named; nothing where none was. */
export async function readForPolicy(command: InitCommand, io: Io): Promise<InitReading | undefined> {
  if (command.plan !== undefined && command.replay !== undefined) {
    const message = 'a policy is begun from one of the two';
    throw new UserError([{ at: '--plan, --replay', message, hint: 'Leave one of them out.' }]);
  }
  if (command.plan !== undefined) return readPlan(command.plan, command.stack, io);
  if (command.replay !== undefined) return readReplay(command.replay, io);
  return undefined;
}

async function readPlan(file: string, stack: string | undefined, io: Io): Promise<InitReading> {
  const { readTerraformPlan } = await import('../sources/terraform-plan/inventory.ts');
  const bytes = await readGiven(file, givenPlan, io);
  const subject = file === '-' ? 'standard input' : file;
  const { after } = readTerraformPlan(bytes, stack === undefined ? { subject } : { subject, stack });
  return { subject, resources: after.resources, accounts: [] };
}

/** Of one account, or of several that were recorded together; those that could not be read then tell nothing. */
async function readReplay(directory: string, io: Io): Promise<InitReading> {
  const { recordedOrganisation } = await import('../sources/aws-account/organisation-files.ts');
  const home = resolve(io.cwd, directory);
  const recorded = await recordedOrganisation(home);
  const parts =
    recorded === undefined
      ? [await readAccount(home, undefined)]
      : await Promise.all(
          recorded.accounts
            .filter(({ failure }) => failure === undefined)
            .map((one) => readAccount(resolve(home, one.directory ?? one.account), one.name)),
        );
  return {
    subject: directory,
    resources: parts.flatMap(({ resources }) => resources),
    accounts: parts.map(({ account }) => account),
  };
}

async function readAccount(directory: string, name: string | undefined) {
  const { replay } = await import('../sources/aws-account/replay.ts');
  const { readRecording } = await import('../sources/aws-account/inventory.ts');
  const recording = await replay(directory);
  const { after } = readRecording(recording);
  const id = recording.identity.account;
  const regions = [...recording.regions].sort();
  return { resources: after.resources, account: { id, name: name ?? `account-${id}`, regions } };
}
