import { dirname, resolve } from 'node:path';
import type { Reading } from '../../model/resource.ts';
import type { WantedStack } from '../../sources/repository/read-source.ts';
import { readTerraformPlan } from '../../sources/terraform-plan/inventory.ts';
import type { Command, CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import { finish } from '../finish.ts';
import { givenPlan, readGiven, stackPath } from '../given-file.ts';
import type { Io } from '../io.ts';
import { type Loaded, load } from '../load.ts';
import { type OpenedSource, openSource, withWaivers } from '../source.ts';

type PlanCommand = Extract<Command, { name: 'plan' }>;

/** `caja-policy plan FILE`: rules and policy first, so that a typo is told before a big plan is read. */
export async function judgePlan(command: PlanCommand, options: CommonOptions, io: Io): Promise<ExitCode> {
  const rules = await load(options, io, command.environment);
  const { reading, loaded, source, surroundings } = await readPlanned(command, {
    loaded: rules,
    options,
    io,
  });
  return finish(reading, loaded, {
    environment: command.environment,
    options,
    io,
    ...source,
    ...(surroundings === undefined ? {} : { surroundings }),
  });
}

/** Only who names the source asks for its repository: the one around the working directory may be anybody's. */
async function withRepository(
  reading: Reading,
  { command, loaded, source, io }: Planned,
): Promise<Pick<PlannedRead, 'reading' | 'loaded' | 'surroundings'>> {
  if (typeof command.source !== 'string') return { reading, loaded };
  const { joinRepository } = await import('../join-repository.ts');
  const { findRepositoryRoot } = await import('../../sources/repository/terraform-source.ts');
  const root = await findRepositoryRoot(resolve(io.cwd, command.source));
  const directory = source?.directory ?? reading.after.source.stack;
  const joined = await joinRepository(reading, { root, directory }, loaded.policy);
  const sourceText = (file: string) => source?.surroundings.sourceText?.(file) ?? joined.textOf(file);
  const { workflowWaiversBelow } = await import('../../sources/repository/all-waivers.ts');
  const withAll = withWaivers(loaded, await workflowWaiversBelow(root));
  return { reading: joined.reading, loaded: withAll, surroundings: { sourceText } };
}

interface Planned {
  readonly command: PlanCommand;
  readonly loaded: Loaded;
  readonly source: OpenedSource | undefined;
  readonly io: Io;
}

interface PlannedRead extends Partial<Pick<OpenedSource, 'surroundings'>> {
  readonly reading: Reading;
  /** With the waivers that stand in the source. */
  readonly loaded: Loaded;
  readonly source: OpenedSource | undefined;
}

/** The plan, the source that declares what it plans, and the repository around that. */
export async function readPlanned(
  command: PlanCommand,
  run: { readonly loaded: Loaded; readonly options: CommonOptions; readonly io: Io },
): Promise<PlannedRead> {
  const bytes = await readGiven(command.file, givenPlan, run.io);
  const subject = command.file === '-' ? 'standard input' : command.file;
  const stack = command.stack === undefined ? undefined : stackPath(command.stack);
  const named = stack === undefined ? {} : { stack };
  const planned = readTerraformPlan(bytes, { subject, ...named });
  const wanted = {
    source: command.source,
    stacks: [wantedStack(planned, { file: command.file, ...named }, run.io)],
    naming: (directory: string) => `--stack ${directory}`,
  };
  const source = await openSource(wanted, run);
  const around = { command, loaded: source?.loaded ?? run.loaded, source, io: run.io };
  return { source, ...(await withRepository(planned, around)) };
}

/** The root module that was planned: the one that `--stack` names, else the one that declares most of it. */
function wantedStack(
  { after }: Reading,
  { file, stack }: Pick<PlanCommand, 'file' | 'stack'>,
  io: Io,
): WantedStack {
  const declared = after.resources.filter(({ kind }) => kind !== 'change');
  const beside = file === '-' ? [] : [dirname(resolve(io.cwd, file))];
  return {
    ...(stack === undefined ? {} : { stack }),
    addresses: declared.flatMap(({ address }) => address ?? []),
    near: [...beside, io.cwd],
  };
}
