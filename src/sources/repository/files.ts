import type { Dirent } from 'node:fs';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { Gap } from '../../model/resource.ts';

/** The files of a repository that its inventory is made from, and what could not be looked at. */
export interface RepositoryFiles {
  readonly root: string;
  /** From the root, with slashes, sorted. */
  readonly names: readonly string[];
  readonly read: (name: string) => Promise<string | undefined>;
  /** The text of a file that was read. */
  readonly textOf: (name: string) => string | undefined;
  /** Symbolic links to folders of the repository, by name: they are no folders of their own. */
  readonly links: ReadonlyMap<string, string>;
  /** Grows while files are read. */
  readonly gaps: readonly Gap[];
}

/** Tools keep copies of other people's code here, and nothing of the repository's own. */
const passedOver = new Set([
  '.git',
  'node_modules',
  '.terraform',
  '.terragrunt-cache',
  '.venv',
  '__pycache__',
]);

/** Beyond this a file is no configuration that a person wrote. */
const largestFile = 2 * 1024 * 1024;
const mostFolders = 100_000;

/** Lists what a repository holds. Symbolic links are followed to files inside it, and to no folder: folders could go in circles. */
export async function openRepository(root: string): Promise<RepositoryFiles> {
  const gaps: Gap[] = [];
  const listing: Listing = { root, top: await realpath(root), names: [], links: new Map(), folders: [''] };
  const { names, links, folders } = listing;
  for (let index = 0; index < folders.length && index < mostFolders; index += 1) {
    const folder = folders[index] ?? '';
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => undefined);
    if (entries === undefined) gaps.push(unreadable(folder || '.', 'the folder cannot be read'));
    for (const entry of entries ?? []) await list(entry, below(folder, entry.name), listing);
  }
  if (folders.length > mostFolders) gaps.push(unreadable('.', `only ${mostFolders} folders were looked at`));
  const texts = new Map<string, string>();
  const read = async (name: string) => {
    const text = texts.get(name) ?? (await readText(root, name, gaps));
    if (text !== undefined) texts.set(name, text);
    return text;
  };
  return { root, names: names.sort(), links, read, textOf: (name) => texts.get(name), gaps };
}

interface Listing {
  readonly root: string;
  /** The root with its own links resolved. */
  readonly top: string;
  readonly names: string[];
  readonly links: Map<string, string>;
  /** Folders that are still to be listed come last. */
  readonly folders: string[];
}

async function list(entry: Dirent, name: string, listing: Listing): Promise<void> {
  if (passedOver.has(entry.name)) return;
  if (entry.isDirectory()) listing.folders.push(name);
  if (entry.isSymbolicLink()) await noteLink(name, listing);
  const path = join(listing.root, name);
  if (isWanted(name) && (await isFileInside(entry, path, listing.top))) listing.names.push(name);
}

/** A path below a folder; the root is the empty one. */
export function below(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

const pipelines =
  /^(\.gitlab-ci\.yml|Jenkinsfile|azure-pipelines\.ya?ml|bitbucket-pipelines\.yml|buildspec\.ya?ml|\.circleci\/config\.yml|\.travis\.yml|\.buildkite\/pipeline\.ya?ml)$/;

/** The file that tells another system's pipeline, by the names that those systems look for. */
export function isOtherPipeline(name: string): boolean {
  return pipelines.test(name);
}

export function isWorkflow(name: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/.test(name);
}

function isWanted(name: string): boolean {
  return (
    /\.(tf|tf\.json|tofu|tofu\.json|hcl|tfbackend)$/.test(name) ||
    /(^|\/)(action\.ya?ml|package\.json|[Mm]akefile|\S+\.sh)$/.test(name) ||
    isWorkflow(name) ||
    isOtherPipeline(name)
  );
}

async function isFileInside(entry: Dirent, path: string, top: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile();
  const target = await realpath(path).catch(() => undefined);
  if (target === undefined || !target.startsWith(`${top}${sep}`)) return false;
  return stat(target).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** Keeps the folder of the repository that a link leads to. */
async function noteLink(name: string, { root, top, links }: Listing): Promise<void> {
  const target = await realpath(join(root, name)).catch(() => undefined);
  if (target === undefined || !target.startsWith(`${top}${sep}`)) return;
  const found = await stat(target).catch(() => undefined);
  if (found?.isDirectory() === true) links.set(name, relative(top, target).split(sep).join('/'));
}

async function readText(root: string, name: string, gaps: Gap[]): Promise<string | undefined> {
  try {
    const path = join(root, name);
    const { size } = await stat(path);
    if (size > largestFile) {
      gaps.push(unreadable(name, 'the file is larger than 2 MiB'));
      return undefined;
    }
    return await readFile(path, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
    gaps.push(unreadable(name, `the file cannot be read${code}`));
    return undefined;
  }
}

/** What a file would have told is not known: the read is incomplete. */
export function unreadable(name: string, why: string): Gap {
  return { reason: 'unreadable', message: `${name}: ${why}.`, incomplete: true, api: name, kinds: [] };
}
