import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import { parseTerraform } from './hcl/parse.ts';
import type { WrittenFile } from './hcl/written.ts';

/** The Terraform files of one directory: a module, if there are any. */
export interface WrittenModule {
  /** Relative to the repository's root, with slashes; `.` is the root itself. */
  readonly directory: string;
  /** In the order in which Terraform takes them: by name, override files last. */
  readonly files: readonly WrittenFile[];
  /** Sentences about files that could not be read. */
  readonly notes: readonly string[];
}

/** Reads modules of one repository; each file is read and parsed once. */
export interface TerraformSource {
  /** Absolute, with symbolic links resolved. */
  readonly root: string;
  /** A directory as the others name it: relative to the root; undefined when it is missing or leads out of the root. */
  readonly directory: (path: string) => Promise<string | undefined>;
  /** The module in a directory, given relative to the root. */
  readonly module: (directory: string) => Promise<WrittenModule>;
  /** The texts of a directory's Terraform files, unparsed: what a search looks through first. */
  readonly texts: (directory: string) => Promise<readonly SourceText[]>;
  /** The text of a file that was read, relative to the root. */
  readonly textOf: (file: string) => string | undefined;
}

export interface SourceText {
  readonly file: string;
  readonly text: string;
}

/** The nearest directory upwards that holds `.git`, else the directory itself. */
export async function findRepositoryRoot(from: string): Promise<string> {
  const start = resolve(from);
  for (let directory = start; ; directory = dirname(directory)) {
    if (await isRepositoryRoot(directory)) return directory;
    if (dirname(directory) === directory) return start;
  }
}

/** Whether a directory is a repository's root: a worktree and a submodule have a file of that name. */
export async function isRepositoryRoot(directory: string): Promise<boolean> {
  return stat(join(directory, '.git')).then(
    () => true,
    () => false,
  );
}

/** Opens a repository by its root; nothing is read before it is asked for. */
export async function openTerraformSource(repositoryRoot: string): Promise<TerraformSource> {
  const root = await realpath(repositoryRoot);
  const listings = new Map<string, Promise<Listing>>();
  const modules = new Map<string, Promise<WrittenModule>>();
  const parsed = new Map<string, Promise<WrittenFile>>();
  const texts = new Map<string, string>();

  const list = remembered(listings, async (directory) => {
    const listing = await listTexts(root, directory);
    for (const { file, text } of listing.texts) texts.set(file, text);
    return listing;
  });
  const parse = remembered(parsed, (file) => parseTerraform(file, texts.get(file) ?? ''));
  const module = remembered(modules, async (directory) => {
    const listing = await list(directory);
    const files: WrittenFile[] = [];
    for (const { file } of listing.texts) files.push(await parse(file));
    return { directory, files, notes: [...listing.notes, ...files.flatMap(notesOf)] };
  });
  return {
    root,
    module,
    directory: (path) => insideOf(root, resolve(root, path)).catch(() => undefined),
    texts: async (directory) => (await list(directory)).texts,
    textOf: (file) => texts.get(file),
  };
}

/** `override.tf`, `x_override.tf` and their JSON: https://developer.hashicorp.com/terraform/language/files/override */
export function isOverride(file: string): boolean {
  return /(^|[/_])override\.tf(\.json)?$/.test(file);
}

interface Listing {
  readonly texts: readonly SourceText[];
  readonly notes: readonly string[];
}

async function listTexts(root: string, directory: string): Promise<Listing> {
  const texts: SourceText[] = [];
  const notes: string[] = [];
  const told = (path: string, error: unknown) => notes.push(`${path} cannot be read (${codeOf(error)})`);
  const names = await terraformFiles(join(root, directory)).catch((error) => {
    told(directory, error);
    return [];
  });
  for (const name of names) {
    const shown = directory === '.' ? name : `${directory}/${name}`;
    try {
      // A link is shown where its text really stands: a pull request has lines there only.
      const file = await insideOf(root, join(root, directory, name));
      if (file === undefined) notes.push(`${shown} is a link that leads out of the repository: not read`);
      else texts.push({ file, text: await readFile(join(root, file), 'utf8') });
    } catch (error) {
      told(shown, error);
    }
  }
  return { texts, notes };
}

async function terraformFiles(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { withFileTypes: true });
  const names = entries
    .filter((entry) => (entry.isFile() || entry.isSymbolicLink()) && /^[^.].*\.tf(\.json)?$/.test(entry.name))
    .map((entry) => entry.name)
    .sort();
  return [...names.filter((name) => !isOverride(name)), ...names.filter(isOverride)];
}

function notesOf({ file, errors }: WrittenFile): string[] {
  const [first] = errors;
  return first === undefined
    ? []
    : [`${file}:${first.line}:${first.column}: not understood as Terraform; lines around it may be missing`];
}

/** A path with its links resolved, relative to the root; undefined when that is elsewhere. Throws when it is missing. */
async function insideOf(root: string, path: string): Promise<string | undefined> {
  const inside = relative(root, await realpath(path));
  if (inside === '') return '.';
  const leadsOut = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return leadsOut ? undefined : inside.split(sep).join('/');
}

function remembered<Answer>(
  known: Map<string, Promise<Answer>>,
  ask: (key: string) => Promise<Answer>,
): (key: string) => Promise<Answer> {
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const answer = ask(key);
    known.set(key, answer);
    return answer;
  };
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
}
