import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

type Bytes = AsyncIterable<Uint8Array>;

/** The bytes of a file without gzip, however often it was packed on its way, and without a byte order mark. */
export async function* unpacked(bytes: Bytes): AsyncGenerator<Buffer> {
  const chunks = bytes[Symbol.asyncIterator]();
  const first = await atLeast(chunks, 3);
  const all = joined(first, chunks);
  if (first[0] === 0x1f && first[1] === 0x8b) return yield* unpacked(gunzipped(all));
  let isFirst = true;
  for await (const chunk of all) {
    yield isFirst && chunk.subarray(0, 3).equals(byteOrderMark) ? chunk.subarray(3) : chunk;
    isFirst = false;
  }
}

const byteOrderMark = Buffer.from([0xef, 0xbb, 0xbf]);

function gunzipped(packed: AsyncIterable<Buffer>): Bytes {
  const source = Readable.from(packed);
  const gunzip = createGunzip();
  source.on('error', (error) => gunzip.destroy(error));
  return source.pipe(gunzip);
}

async function* joined(first: Buffer, rest: AsyncIterator<Uint8Array>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield bufferOf(next.value);
}

/** The first so many bytes, unless there are fewer; they may come one by one. */
async function atLeast(chunks: AsyncIterator<Uint8Array>, least: number): Promise<Buffer> {
  let bytes = Buffer.alloc(0);
  while (bytes.length < least) {
    const next = await chunks.next();
    if (next.done === true) break;
    bytes = bytes.length === 0 ? bufferOf(next.value) : Buffer.concat([bytes, next.value]);
  }
  return bytes;
}

function bufferOf({ buffer, byteOffset, byteLength }: Uint8Array): Buffer<ArrayBuffer> {
  return Buffer.from(buffer as ArrayBuffer, byteOffset, byteLength);
}

/** What the first bytes say that a file is instead of JSON, and what to do then. */
export function otherThanJson(first: Buffer): readonly [message: string, hint: string] | undefined {
  const [a, b] = first;
  if ((a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff))
    return ['it is UTF-16', 'Keep it as AWS Config wrote it; PowerShell rewrites what passes through `>`.'];
  return a === 0x50 && b === 0x4b ? ['it is a ZIP archive', 'Unpack it first.'] : undefined;
}
