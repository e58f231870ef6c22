import { type FSWatcher, watch } from 'node:fs';
import { readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Io } from './io.ts';

/** Editors write a file in several steps: what follows within this time is one change. */
const debounceMs = 80;
/** Network drives and folders that are mounted into containers tell nothing of their own accord. */
const lookEveryMs = 1_500;

/** Calls `act` at once and after every change of a rule file under the folders, until the run is told to end. */
export async function watchFolders(
  folders: readonly string[],
  io: Pick<Io, 'cwd' | 'onceInterrupted'>,
  act: () => Promise<void>,
): Promise<void> {
  const roots = folders.map((folder) => resolve(io.cwd, folder));
  const watchers = new Map<string, FSWatcher>();
  const bell = openBell();
  let ended = false;
  const forget = io.onceInterrupted?.(() => {
    ended = true;
    bell.ring();
  });
  try {
    let seen: string | undefined;
    while (!ended) {
      const now = await look(roots, watchers, bell.ring);
      if (now !== seen) await act();
      seen = now;
      if (!ended) await bell.next();
      if (!ended) await sleep(debounceMs);
    }
  } finally {
    forget?.();
    for (const watcher of watchers.values()) watcher.close();
  }
}

/** Waits for the next ring, or for as long as one may wait; rings between two waits count for the second. */
function openBell(): { readonly ring: () => void; readonly next: () => Promise<void> } {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring: () => {
      rung = true;
      wake();
    },
    next: async () => {
      const timer = new AbortController();
      const late = sleep(lookEveryMs, undefined, { signal: timer.signal }).catch(() => undefined);
      if (!rung) await Promise.race([late, new Promise<void>((done) => (wake = done))]);
      timer.abort();
      rung = false;
    },
  };
}

/** What the folders hold, as one text to compare; every folder is watched before it is read, so that nothing slips through. */
async function look(
  roots: readonly string[],
  watchers: Map<string, FSWatcher>,
  wake: () => void,
): Promise<string> {
  const files: string[] = [];
  const folders = new Set<string>();
  for (const root of roots) await lookInto(root, { files, folders, watchers, wake });
  for (const [folder, watcher] of watchers) {
    if (folders.has(folder)) continue;
    watcher.close();
    watchers.delete(folder);
  }
  return files.join('\n');
}

interface Walk {
  readonly files: string[];
  readonly folders: Set<string>;
  readonly watchers: Map<string, FSWatcher>;
  readonly wake: () => void;
}

async function lookInto(folder: string, walk: Walk): Promise<void> {
  const entry = await stat(folder).catch(() => undefined);
  if (entry?.isDirectory() !== true) return;
  // A folder that was taken away and made anew is another one by the same name.
  const name = `${folder}\n${entry.ino}`;
  walk.folders.add(name);
  if (!walk.watchers.has(name)) open(folder, name, walk);
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  for (const one of [...entries].sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = join(folder, one.name);
    if (one.isDirectory()) await lookInto(path, walk);
    else if (/\.ya?ml$/.test(one.name)) {
      const file = await stat(path).catch(() => undefined);
      if (file !== undefined) walk.files.push(`${path} ${file.mtimeMs} ${file.size} ${file.ino}`);
    }
  }
}

/** Where the system has no watchers left, looking now and then does as well. */
function open(folder: string, name: string, { watchers, wake }: Walk): void {
  try {
    const watcher = watch(folder, wake);
    watcher.on('error', () => watcher.close());
    watchers.set(name, watcher);
  } catch {
    return;
  }
}
