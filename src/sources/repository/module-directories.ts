import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

// Nobody's source: downloads, caches, and whatever hides behind a dot.
const passedOver = new Set(['node_modules', 'vendor']);

// A home directory is no repository: nobody waits for it to be searched.
const mostDirectories = 20_000;

/** Every directory below one that holds Terraform files, relative to the root, the nearest first looked into; links are not followed. */
export async function moduleDirectories(root: string, start: string): Promise<readonly string[]> {
  const found: string[] = [];
  const waiting = [start];
  // Grows while it is walked.
  for (const directory of waiting) {
    const entries = await readdir(join(root, directory), { withFileTypes: true }).catch(() => []);
    if (entries.some((entry) => !entry.isDirectory() && /\.tf(\.json)?$/.test(entry.name)))
      found.push(directory);
    for (const entry of entries)
      if (
        entry.isDirectory() &&
        !entry.name.startsWith('.') &&
        !passedOver.has(entry.name) &&
        waiting.length < mostDirectories
      )
        waiting.push(directory === '.' ? entry.name : `${directory}/${entry.name}`);
  }
  return found.sort();
}
