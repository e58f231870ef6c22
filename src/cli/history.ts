import { mkdir, readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { type HistoryEntry, isSameSubject, mostEntries } from '../model/history.ts';
import { movementSentence, type Trends, trendsOf } from '../model/trends.ts';
import { UserError } from '../model/user-error.ts';
import type { CommonOptions } from './arguments.ts';
import type { Io } from './io.ts';
import { writeWhole } from './write-whole.ts';

/** What earlier runs have to say of this one. */
export interface Recollection {
  /** For the reports; empty where no history is kept. */
  readonly told: { readonly trends?: Trends };
  /** One sentence of what moved, or nothing. */
  readonly words: string;
  /** Adds this run to the file; the same reading judged again takes its own place. */
  readonly keep: () => Promise<void>;
}

interface Line {
  readonly text: string;
  readonly entry: HistoryEntry;
}

/** Sets a run beside the earlier ones of the history that was asked for. A run that judged nothing is none. */
export async function recall(
  entry: HistoryEntry,
  { history: path }: CommonOptions,
  io: Io,
): Promise<Recollection> {
  if (path === undefined || entry.gate === 'nothing-judged') {
    return { told: {}, words: '', keep: async () => undefined };
  }
  const lines = await readLines(path, io);
  const trends = trendsOf(
    lines.map((line) => line.entry),
    entry,
  );
  return {
    told: { trends },
    words: movementSentence(trends),
    // Read again: another run may have been faster.
    keep: async () => write(path, withEntry(await readLines(path, io), entry), io),
  };
}

/** Refuses what is no history of ours before anything is read or judged; it stays as it is. */
export async function checkHistory({ history: path }: CommonOptions, io: Io): Promise<void> {
  if (path !== undefined) await readLines(path, io);
}

async function readLines(path: string, io: Io): Promise<readonly Line[]> {
  const { validateHistory } = await import('./validators.ts');
  const lines: Line[] = [];
  for (const [index, text] of (await contents(path, io)).split('\n').entries()) {
    if (text.trim() === '') continue;
    const value = parsed(text);
    const [problem] = value === undefined ? ['it is no JSON'] : validateHistory(value).map(words);
    if (problem !== undefined) throw foreign(`${path}:${index + 1}:1`, problem);
    lines.push({ text: text.trim(), entry: value as HistoryEntry });
  }
  return lines;
}

async function contents(path: string, io: Io): Promise<string> {
  try {
    return await readFile(resolve(io.cwd, path), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'ENOENT') return '';
    if (code === undefined) throw error;
    throw new UserError([{ at: path, message: `the history cannot be read (${String(code)})`, hint: place }]);
  }
}

const place = 'Name a file that may be read and written: --history history.jsonl.';

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function words({ instancePath, message }: { instancePath: string; message?: string | undefined }): string {
  return `${instancePath === '' ? 'it' : instancePath.slice(1).replaceAll('/', '.')} ${message ?? 'does not fit'}`;
}

function foreign(at: string, problem: string): UserError {
  const hint = 'Name another file, or mend or remove that line; nothing is written over it.';
  return new UserError([{ at, message: `this is no line of a history: ${problem}`, hint }]);
}

/** Oldest first; of each subject the latest are kept. */
function withEntry(lines: readonly Line[], entry: HistoryEntry): readonly Line[] {
  const isAgain = (line: Line) => line.entry.at === entry.at && isSameSubject(line.entry, entry);
  const all = [...lines.filter((line) => !isAgain(line)), { text: JSON.stringify(entry), entry }].sort(
    byTime,
  );
  const own = all.filter((line) => isSameSubject(line.entry, entry));
  const dropped = new Set(own.slice(0, Math.max(own.length - mostEntries, 0)));
  return all.filter((line) => !dropped.has(line));
}

function byTime(a: Line, b: Line): number {
  return a.entry.at < b.entry.at ? -1 : a.entry.at > b.entry.at ? 1 : 0;
}

async function write(path: string, lines: readonly Line[], io: Io): Promise<void> {
  const file = resolve(io.cwd, path);
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeWhole(
      file,
      lines.map(({ text }) => `${text}\n`),
      io,
    );
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    const message = `the history cannot be written (${String(error.code)})`;
    throw new UserError([{ at: path, message, hint: place }]);
  }
}
