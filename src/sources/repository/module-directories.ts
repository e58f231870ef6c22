import type { Dirent } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { isRepositoryRoot } from './terraform-source.ts';

// Nobody's source: downloads, caches, and whatever hides behind a dot.
const passedOver = new Set(['node_modules', 'vendor']);

// A home directory is no repository: nobody waits for it to be searched.
const mostDirectories = { repository: 20_000, folder: 5_000 };

/** Where Terraform files are. */
export interface ModuleDirectories {
  /** Relative to the root. */
  readonly directories: readonly string[];
  /** There are more directories than were looked into, as a sentence. */
  readonly cut?: string;
}

/** Every directory below one that holds Terraform files, the nearest first looked into; links are not followed. */
export async function moduleDirectories(root: string, start: string): Promise<ModuleDirectories> {
  const most = mostDirectories[(await isRepositoryRoot(root)) ? 'repository' : 'folder'];
  const found: string[] = [];
  const waiting = [start];
  // Grows while it is walked.
  for (const directory of waiting) {
    const entries = await readdir(join(root, directory), { withFileTypes: true }).catch(() => []);
    if (entries.some((entry) => !entry.isDirectory() && /\.tf(\.json)?$/.test(entry.name)))
      found.push(directory);
    for (const { name } of entries.filter(isSource))
      if (waiting.length < most) waiting.push(directory === '.' ? name : `${directory}/${name}`);
  }
  const directories = found.sort();
  if (waiting.length < most) return { directories };
  return { directories, cut: `only the first ${most} folders were searched for Terraform source` };
}

function isSource(entry: Dirent): boolean {
  return entry.isDirectory() && !entry.name.startsWith('.') && !passedOver.has(entry.name);
}
