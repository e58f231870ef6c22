import { type FileHandle, open, realpath, rename, rm, stat } from 'node:fs/promises';
import type { Io } from './io.ts';

interface Place {
  readonly path: string;
  /** What stands there is no file: it is written into. */
  readonly straight: boolean;
}

type Blocks = Iterable<string> | AsyncIterable<string | Uint8Array>;

/**
 * A reader never sees half a file: it is written beside its place and moved there when it is whole. What is no file (a device,
 * a pipe) is written into, for moving a file there would take it away; a link stays, and what it leads to is written.
 */
export async function writeWhole(path: string, blocks: Blocks, io: Io): Promise<void> {
  const place = await placeOf(path);
  if (place.straight) return writeTo(await open(path, 'w'), blocks);
  const draft = `${place.path}.part`;
  const remove = () => rm(draft, { force: true });
  const release = io.onInterrupt?.(remove);
  try {
    await writeTo(await open(draft, 'w'), blocks);
    await rename(draft, place.path);
  } catch (error) {
    await remove().catch(() => undefined);
    throw error;
  } finally {
    release?.();
  }
}

/** Where a file is to stand: behind a link, if there is one. */
export async function placeOf(path: string): Promise<Place> {
  const there = await stat(path).catch(() => undefined);
  if (there === undefined) return { path, straight: false };
  return there.isFile() ? { path: await realpath(path), straight: false } : { path, straight: true };
}

async function writeTo(file: FileHandle, blocks: Blocks): Promise<void> {
  try {
    for await (const block of blocks) await file.writeFile(block);
  } finally {
    await file.close();
  }
}
