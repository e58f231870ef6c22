import type { SourcePlaces } from '../model/location.ts';
import type { Reading } from '../model/resource.ts';
import { UserError } from '../model/user-error.ts';
import type { StateBook } from '../sources/terraform-state/claim.ts';
import type { AccountCommand } from './account-arguments.ts';
import type { Survey } from './accounts/account-tasks.ts';
import type { CommonOptions } from './arguments.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load.ts';
import { printable } from './printable.ts';
import type { ReportSurroundings } from './report-options.ts';

/** What Terraform says of the accounts of a run: whose each resource is, and where that is written. */
export interface DeclaredBy {
  readonly loaded: Loaded;
  readonly states?: StateBook;
  readonly places?: SourcePlaces;
  readonly surroundings?: ReportSurroundings;
}

interface Run {
  readonly loaded: Loaded;
  readonly options: CommonOptions;
  readonly io: Io;
}

/** Reads the states and the source around them; nothing of the kind is loaded where no state was given. */
export async function declaredBy(command: AccountCommand, run: Run): Promise<DeclaredBy> {
  const { loaded, options, io } = run;
  if (command.states === undefined) {
    refuseLoneSource(command);
    return { loaded };
  }
  const { readStates } = await import('./states.ts');
  const { openSource } = await import('./source.ts');
  const { book, stacks, notes } = await readStates(command.states, command, io);
  if (!options.quiet) for (const note of notes) io.stderr.write(`${printable(`Note: ${note}`)}\n`);
  const naming = (directory: string) => `--state ${directory}=FILE`;
  const source = await openSource({ source: command.source, stacks, naming }, run);
  return { loaded, states: book, ...source };
}

/** What was read of an account, with what the states say of it. */
export function claimed(
  reading: Reading,
  states: StateBook | undefined,
  { options, io }: Pick<Run, 'options' | 'io'>,
): Reading {
  if (states === undefined) return reading;
  const { subject } = reading.after.source;
  if (!states.knows(subject) && !options.quiet) {
    const note = `No state that was given holds anything of account ${subject}: nothing there is called managed or not.`;
    io.stderr.write(`${printable(`Note: ${note}`)}\n`);
  }
  return states.claim(reading);
}

/** What was read of every account, with what the states say of it. */
export function claimedSurvey(survey: Survey, states: StateBook | undefined): Survey {
  if (states === undefined) return survey;
  const tasks = survey.tasks.map((task) => ({
    ...task,
    read: async (watch: Parameters<typeof task.read>[0]) => {
      const read = await task.read(watch);
      return 'after' in read ? states.claim(read) : read;
    },
  }));
  return { ...survey, tasks };
}

/** Nobody shall wait for lines that cannot come. */
function refuseLoneSource({ source }: AccountCommand): void {
  if (typeof source !== 'string') return;
  const message = 'what stands in an account has lines only by a state that knows its addresses';
  const hint = 'Add --state FILE, which terraform show -json writes, or leave out --source.';
  throw new UserError([{ at: '--source', message, hint }]);
}
