import { posix } from 'node:path';
import { parseAddress } from '../../model/terraform-address.ts';
import { type ModuleTree, readModuleTree } from './module-tree.ts';
import { declares } from './places.ts';
import type { TerraformSource } from './terraform-source.ts';

/** What is known of the root module that is looked for. */
export interface SoughtRoot {
  readonly stack?: string;
  readonly addresses: readonly string[];
  /** Directories relative to the repository's root that decide between equals, the first before the others. */
  readonly near: readonly string[];
}

/** The root module that fits, or those that fit equally well. */
export interface ChosenRoot {
  readonly tree?: ModuleTree;
  readonly declared: number;
  readonly ties: readonly string[];
}

/** Finds the directory that declares the most of what is asked; `directories` lists all that may, and is slow. */
export async function chooseRoot(
  source: TerraformSource,
  directories: () => Promise<readonly string[]>,
  sought: SoughtRoot,
): Promise<ChosenRoot> {
  const given = await namedRoot(source, sought);
  if (given !== undefined) return { ...given, ties: [] };
  const all = await directories();
  const called = await calledDirectories(source, all);
  const candidates = await promising(source, all, sought);
  const best = await bestOf(source, inOrder(candidates, called, sought.near), sought);
  return decide(best, called, sought.near);
}

/** The directory that `--stack` names; without one, the nearest that declares all: none can declare more. */
async function namedRoot(source: TerraformSource, sought: SoughtRoot): Promise<Fit | undefined> {
  const { stack, near, addresses } = sought;
  for (const path of stack === undefined ? near : ['.', ...near].map((from) => posix.join(from, stack))) {
    const directory = await source.directory(path);
    if (directory === undefined || (await source.texts(directory)).length === 0) continue;
    const tree = await readModuleTree(source, directory);
    const declared = declaredBy(tree, sought);
    if (stack !== undefined || declared === addresses.length) return { tree, declared };
  }
  return undefined;
}

interface Candidate {
  readonly directory: string;
  /** How many addresses it declares at most. */
  readonly atMost: number;
}

/** What the texts alone tell: parsing a whole repository would take seconds. */
async function promising(
  source: TerraformSource,
  directories: readonly string[],
  { stack, addresses }: SoughtRoot,
): Promise<readonly Candidate[]> {
  const wanted = countsByName(addresses);
  const candidates: Candidate[] = [];
  for (const directory of directories) {
    const names = new Set<string>();
    let isJson = false;
    for (const { file, text } of await source.texts(directory)) {
      isJson ||= file.endsWith('.json');
      for (const name of namesIn(text)) names.add(name);
    }
    let atMost = 0;
    for (const [name, count] of wanted) if (isJson || names.has(name)) atMost += count;
    if (atMost > 0) candidates.push({ directory, atMost });
  }
  if (stack === undefined) return candidates;
  const endsAlike = candidates.filter(({ directory }) => endsWith(directory, stack));
  return endsAlike.length > 0 ? endsAlike : candidates.filter(({ directory }) => !isBeside(directory, stack));
}

/** `live/dev` is another environment than `live/prod`: where that is missing or mistyped, its lines and waivers are not meant. */
function isBeside(directory: string, stack: string): boolean {
  const folder = posix.dirname(posix.join(stack));
  return folder !== '.' && endsWith(posix.dirname(directory), folder);
}

/** Most promising first; of equals those that would be chosen, so that the search may end early. */
function inOrder(
  candidates: readonly Candidate[],
  called: ReadonlySet<string>,
  near: readonly string[],
): readonly Candidate[] {
  const last = near.length + 1;
  const rank = ({ directory }: Candidate) => {
    const nearest = near.findIndex((one) => isWithin(one, directory));
    return (called.has(directory) ? last + 1 : 0) + (nearest < 0 ? last : nearest);
  };
  return [...candidates].sort((a, b) => b.atMost - a.atMost || rank(a) - rank(b));
}

function endsWith(directory: string, stack: string): boolean {
  return `/${directory}`.endsWith(`/${posix.join(stack).replace(/\/+$/, '')}`);
}

/** How many addresses begin with each name that a root module declares itself. */
function countsByName(addresses: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of addresses) {
    const address = parseAddress(text);
    if (address === undefined) continue;
    const [module] = address.modules;
    const name = module === undefined ? `${address.type}.${address.name}` : `module.${module.name}`;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

const declaration = /\b(?:(?:resource|data)\s+"?([\w-]+)"?\s+"?([\w-]+)"?|module\s+"?([\w-]+)"?)\s*\{/g;

function* namesIn(text: string): Generator<string> {
  for (const [, type, name, module] of text.matchAll(declaration))
    yield module === undefined ? `${type}.${name}` : `module.${module}`;
}

interface Fit {
  readonly tree: ModuleTree;
  readonly declared: number;
}

// More than that nobody reads; a hundred copies of one stack would take seconds to parse.
const mostTies = 10;

/** Those that declare the most; those that cannot reach it are not even parsed. */
async function bestOf(
  source: TerraformSource,
  candidates: readonly Candidate[],
  sought: SoughtRoot,
): Promise<readonly Fit[]> {
  let best: Fit[] = [];
  for (const { directory, atMost } of candidates) {
    const most = best[0]?.declared ?? 1;
    if (atMost < most || (best.length >= mostTies && most === sought.addresses.length)) break;
    const tree = await readModuleTree(source, directory);
    const declared = declaredBy(tree, sought);
    if (declared > most) best = [];
    if (declared >= most) best.push({ tree, declared });
  }
  return best;
}

function declaredBy(tree: ModuleTree, { addresses }: SoughtRoot): number {
  return addresses.filter((address) => declares(tree, address)).length;
}

/** A module that others call is rarely planned by itself; then the nearest wins. */
function decide(best: readonly Fit[], called: ReadonlySet<string>, near: readonly string[]): ChosenRoot {
  const roots = best.filter(({ tree }) => !called.has(tree.root));
  const left = roots.length > 0 ? roots : best;
  const [first] = left;
  if (first === undefined) return { declared: 0, ties: [] };
  if (left.length === 1) return { ...first, ties: [] };
  for (const directory of near) {
    const around = left.filter(({ tree }) => isWithin(directory, tree.root));
    const [nearest] = around.sort((a, b) => b.tree.root.length - a.tree.root.length);
    if (nearest !== undefined) return { ...nearest, ties: [] };
  }
  return { declared: first.declared, ties: left.map(({ tree }) => tree.root).sort() };
}

/** Whether a directory is another or lies below it; both relative to the root. */
export function isWithin(inner: string, directory: string): boolean {
  return directory === '.' || inner === directory || inner.startsWith(`${directory}/`);
}

const localSource = /"?\bsource"?\s*[=:]\s*"(\.{1,2}\/[^"]*)"/g;

async function calledDirectories(
  source: TerraformSource,
  directories: readonly string[],
): Promise<ReadonlySet<string>> {
  const called = new Set<string>();
  for (const directory of directories)
    for (const { text } of await source.texts(directory))
      for (const [, written = ''] of text.matchAll(localSource))
        called.add(posix.join(directory, written).replace(/(?<=.)\/+$/, ''));
  return called;
}
