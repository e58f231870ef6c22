import { realpath } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourcePlaces } from '../../model/location.ts';
import type { Waiver } from '../../model/policy.ts';
import type { Problem } from '../../model/user-error.ts';
import { chooseRoot, isWithin } from './choose-root.ts';
import type { WrittenFile } from './hcl/written.ts';
import { inlineWaivers } from './inline-waivers.ts';
import { type ModuleDirectories, moduleDirectories } from './module-directories.ts';
import { type IsOrdered, placesOf, type StackTree } from './places.ts';
import {
  findRepositoryRoot,
  openTerraformSource,
  type TerraformSource,
  type WrittenModule,
} from './terraform-source.ts';

export { findRepositoryRoot } from './terraform-source.ts';

/** What is asked of the repository's source. */
export interface WantedSource {
  /** One for a plan; one a state for a live account. */
  readonly stacks: readonly WantedStack[];
  /** Left out, no index of a block is trusted where several are written. */
  readonly isOrdered?: IsOrdered;
}

/** A root module that is looked for. */
export interface WantedStack {
  /** Its directory as `--stack` or `--state` names it: below the repository's root, the source directory or a near one, or how such a path ends. */
  readonly stack?: string;
  /** Resource addresses that it should declare: those that exist afterwards, not deleted ones. */
  readonly addresses: readonly string[];
  /** Absolute directories that decide between equals, the first before the others: the plan file's, the working directory. */
  readonly near?: readonly string[];
}

/** The source of the root modules that were found, read and parsed. */
export interface ReadSource {
  /** Absolute path of the repository's root; every `file` is relative to it, with slashes. */
  readonly root: string;
  /** Ask with the `stack` of the wanted one (left out where it has none). */
  readonly places: SourcePlaces;
  /** Of the found root modules and the local modules they call; rule ids are not checked yet. */
  readonly waivers: readonly Waiver[];
  /** Comments that begin with `caja:` and cannot be understood: mistakes. */
  readonly problems: readonly Problem[];
  /** What could not be read or parsed, as whole sentences: lines may be missing, verdicts are not touched. */
  readonly notes: readonly string[];
  /** In the order they were asked. */
  readonly stacks: readonly FoundStack[];
  /** The text of a file that was read, as it stands on disk; undefined for any other. */
  readonly textOf: (file: string) => string | undefined;
}

/** Where a wanted root module is. */
export interface FoundStack {
  readonly stack?: string;
  /** Its directory, relative to the repository's root (`.` is the root itself); undefined where none fits. */
  readonly directory?: string;
  /** How many of the wanted addresses it declares. */
  readonly declared: number;
  /** Directories that fit equally well, so that none was chosen: ten of them at most. */
  readonly ties: readonly string[];
}

/** Reads the Terraform source of the wanted root modules below a directory. Files that cannot be read are told, never thrown. */
export async function readSource(directory: string, wanted: WantedSource): Promise<ReadSource> {
  const asked = await realpath(directory).catch(() => resolve(directory));
  const source = await openTerraformSource(await findRepositoryRoot(asked));
  const start = (await source.directory(asked)) ?? '.';
  let listed: ModuleDirectories | undefined;
  const directories = async () => {
    listed ??= await moduleDirectories(source.root, start);
    return listed.directories;
  };
  const stacks: FoundStack[] = [];
  const trees: StackTree[] = [];
  for (const { stack, addresses, near = [] } of wanted.stacks) {
    const inside = await below(source, start, [...near, asked]);
    const sought = { addresses, near: inside, ...optionalStack(stack) };
    const { tree, declared, ties } = await chooseRoot(source, directories, sought);
    const chosen = tree === undefined ? {} : { directory: tree.root };
    stacks.push({ ...optionalStack(stack), ...chosen, declared, ties });
    if (tree !== undefined) trees.push({ stack, tree });
  }
  const modules = distinctModules(trees);
  const read = distinctFiles(modules).map(inlineWaivers);
  return {
    root: source.root,
    places: placesOf(trees, wanted.isOrdered ?? (() => false)),
    waivers: read.flatMap(({ waivers }) => waivers),
    problems: read.flatMap(({ problems }) => problems),
    notes: [...(listed?.cut === undefined ? [] : [listed.cut]), ...modules.flatMap(({ notes }) => notes)],
    stacks,
    textOf: source.textOf,
  };
}

function optionalStack(stack: string | undefined): { readonly stack?: string } {
  return stack === undefined ? {} : { stack };
}

async function below(
  source: TerraformSource,
  start: string,
  directories: readonly string[],
): Promise<readonly string[]> {
  const real = await Promise.all(directories.map((directory) => source.directory(resolve(directory))));
  return real
    .filter((directory) => directory !== undefined)
    .filter((directory) => isWithin(directory, start));
}

function distinctModules(trees: readonly StackTree[]): readonly WrittenModule[] {
  const modules = new Map<string, WrittenModule>();
  for (const { tree } of trees)
    for (const [directory, { module }] of tree.modules) modules.set(directory, module);
  return [...modules.keys()].sort().flatMap((directory) => modules.get(directory) ?? []);
}

/** A link may bring one file into several modules. */
function distinctFiles(modules: readonly WrittenModule[]): readonly WrittenFile[] {
  return [
    ...new Map(modules.flatMap(({ files }) => files.map((file) => [file.file, file] as const))).values(),
  ];
}
