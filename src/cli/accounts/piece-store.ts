import { type FileHandle, open, rm } from 'node:fs/promises';
import type { Piece } from '../../reporters/index.ts';
import { batches } from '../batches.ts';

/** Keeps the pieces of a report on disk, in the order in which accounts finish, and gives them back in any other. */
export interface PieceStore {
  readonly add: (account: string, pieces: Iterable<Piece>) => Promise<void>;
  /** The bytes of one piece, in blocks. */
  readonly read: (account: string, name: string) => AsyncIterable<Uint8Array>;
  /** Takes the file away. */
  readonly close: () => Promise<void>;
}

interface Span {
  readonly from: number;
  readonly length: number;
}

const blockSize = 1 << 16;

export async function openPieceStore(path: string): Promise<PieceStore> {
  const file = await open(path, 'w+');
  const spans = new Map<string, Span>();
  let end = 0;
  let last: Promise<void> = Promise.resolve();
  const write = async (account: string, pieces: Iterable<Piece>) => {
    for (const { name, chunks } of pieces) {
      const from = end;
      for (const batch of batches(chunks)) end += await writeAll(file, Buffer.from(batch), end);
      spans.set(keyOf(account, name), { from, length: end - from });
    }
  };
  return {
    // One account after the other: their pieces must not be mixed.
    add: (account, pieces) => {
      const next = last.then(() => write(account, pieces));
      last = next.catch(() => undefined);
      return next;
    },
    read: (account, name) => readSpan(file, spans.get(keyOf(account, name))),
    close: async () => {
      await file.close();
      await rm(path, { force: true });
    },
  };
}

/** One write may take less than it was given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, at: number): Promise<number> {
  let done = 0;
  while (done < bytes.length) {
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
  }
  return done;
}

async function* readSpan(file: FileHandle, span: Span | undefined): AsyncGenerator<Uint8Array> {
  if (span === undefined) throw new Error('a report asks for a piece that was never written');
  const end = span.from + span.length;
  for (let from = span.from; from < end; ) {
    const block = Buffer.allocUnsafe(Math.min(blockSize, end - from));
    const { bytesRead } = await file.read(block, 0, block.length, from);
    if (bytesRead === 0) throw new Error('a piece of a report was cut');
    yield block.subarray(0, bytesRead);
    from += bytesRead;
  }
}

function keyOf(account: string, name: string): string {
  return `${account} ${name}`;
}
