import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourcePlaces } from '../model/location.ts';
import type { Waiver } from '../model/policy.ts';
import { suggest } from '../model/suggestion.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import type { FoundStack, ReadSource, WantedStack } from '../sources/repository/read-source.ts';
import type { CommonOptions } from './arguments.ts';
import type { Io } from './io.ts';
import type { Loaded } from './load.ts';
import { printable } from './printable.ts';
import type { ReportSurroundings } from './report-options.ts';

/** The Terraform source that declares what is judged. */
export interface OpenedSource {
  readonly places: SourcePlaces;
  readonly loaded: Loaded;
  readonly surroundings: ReportSurroundings;
  /** Directory of the only root module that was asked for, from the repository's root. */
  readonly directory?: string;
}

interface Asked {
  /** As typed: a folder, `false` for none, left out for the repository around the working directory. */
  readonly source: string | false | undefined;
  readonly stacks: readonly WantedStack[];
  /** What to type so that a directory is taken. */
  readonly naming: (directory: string) => string;
}

interface Run {
  readonly loaded: Loaded;
  readonly options: CommonOptions;
  readonly io: Io;
}

/**
 * Finds the source of what was read. Nobody asked for the default one: where it declares something else, nothing is said.
 * A mistake in a waiver that stands in it is told before anything is judged.
 */
export async function openSource(asked: Asked, run: Run): Promise<OpenedSource | undefined> {
  const { source, stacks } = asked;
  const { loaded, options, io } = run;
  if (source === false || stacks.every(({ addresses }) => addresses.length === 0)) return undefined;
  if (source !== undefined) await refuseMissing(source, resolve(io.cwd, source));
  const [{ readSource, findRepositoryRoot }, { isOrdered }] = await Promise.all([
    import('../sources/repository/read-source.ts'),
    import('../sources/terraform-plan/schema.ts'),
  ]);
  const directory = source === undefined ? await findRepositoryRoot(io.cwd) : resolve(io.cwd, source);
  const read = await readSource(directory, { stacks, isOrdered });
  const fitting = read.stacks.filter((found, index) => fits(found, stacks[index]));
  const say = (note: string) => options.quiet || io.stderr.write(`${printable(`Note: ${note}`)}\n`);
  for (const note of misfits(read, asked)) say(note);
  if (fitting.length === 0) return undefined;
  for (const note of read.notes) say(note);
  return {
    places: placesOf(read, fitting),
    loaded: withWaivers(loaded, read),
    surroundings: { sourceText: read.textOf },
    ...directoryOf(fitting),
  };
}

function directoryOf([only, ...others]: readonly FoundStack[]): Pick<OpenedSource, 'directory'> {
  return only?.directory === undefined || others.length > 0 ? {} : { directory: only.directory };
}

async function refuseMissing(source: string, directory: string): Promise<void> {
  const isDirectory = await stat(directory).then(
    (entry) => entry.isDirectory(),
    () => false,
  );
  if (isDirectory) return;
  const hint = 'Name the folder that holds the Terraform source, or leave it out: --no-source.';
  throw new UserError([{ at: '--source', message: `there is no folder \`${source}\``, hint }]);
}

/** A stray address may stand anywhere: lines of a stack that declares few of them would be somebody else's. */
export function fits(found: FoundStack, wanted: WantedStack | undefined): boolean {
  return found.directory !== undefined && isMost(found, wanted);
}

function isMost({ declared }: FoundStack, wanted: WantedStack | undefined): boolean {
  return declared > 0 && declared * 2 >= (wanted?.addresses.length ?? 0);
}

/** Of the source that nobody asked for, only what fits too often is told. */
function misfits({ stacks: found }: ReadSource, { source, stacks, naming }: Asked): readonly string[] {
  return found.flatMap((one, index) => {
    const asked = stacks[index];
    if (asked === undefined || asked.addresses.length === 0 || fits(one, asked)) return [];
    const what = asked.stack === undefined ? '' : ` of ${asked.stack}`;
    const lacking = `Findings${what} show no lines`;
    const [first] = one.ties;
    if (first !== undefined && isMost(one, asked)) {
      const ties = one.ties.join(', ');
      return [`${lacking}: ${ties} declare them equally well. Name the one that is meant: ${naming(first)}`];
    }
    if (typeof source !== 'string') return [];
    if (one.directory === undefined)
      return [`${lacking}: nothing below ${source} declares what was read${what}.`];
    const share = `${one.declared} of ${asked.addresses.length} resources`;
    return [`${lacking}: ${one.directory} declares only ${share}.`];
  });
}

/** A plan's resources name no stack: there is one. */
function placesOf({ places, stacks }: ReadSource, fitting: readonly FoundStack[]): SourcePlaces {
  const known = new Set(fitting.map(({ stack }) => stack));
  const [only] = stacks.length === 1 ? stacks : [];
  const named = (stack: string | undefined) => stack ?? only?.stack;
  return {
    blockOf: (address, stack) =>
      known.has(named(stack)) ? places.blockOf(address, named(stack)) : undefined,
    attributeOf: (address, path, stack, value) =>
      known.has(named(stack)) ? places.attributeOf(address, path, named(stack), value) : undefined,
  };
}

/** Adds the waivers that stand in the source, for the rules that are judged by; a mistake in one is told before anything is judged. */
export function withWaivers(loaded: Loaded, read: Pick<ReadSource, 'waivers' | 'problems'>): Loaded {
  const { rules, ruleIds, policy } = loaded;
  const problems = [...read.problems, ...strangers(read.waivers, ruleIds)];
  if (problems.length > 0) throw new UserError(problems);
  const judged = new Set(rules.map(({ rule }) => rule.id));
  const waivers = read.waivers.filter(({ rule }) => judged.has(rule));
  return { ...loaded, policy: { ...policy, waivers: [...policy.waivers, ...waivers] } };
}

/** Waivers of rules that nobody knows. */
function strangers(waivers: readonly Waiver[], known: readonly string[]): readonly Problem[] {
  return waivers
    .filter(({ rule }) => !known.includes(rule))
    .map(({ rule, at }) => ({ at, message: `there is no rule \`${rule}\``, hint: suggest(rule, known) }));
}
