import { mkdir, readdir, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { UserError } from '../../model/user-error.ts';
import type { ApiAnswer, Recording } from './answer.ts';
import { compare, fileOf, indexFile, sortAnswers, toFile, toText } from './recording-files.ts';

/** Writes a recording while it is read, so that a read that ends early leaves what it had. */
export interface Recorder {
  add(answer: ApiAnswer): Promise<void>;
  /** Writes what is not on disk yet. */
  flush(): Promise<void>;
  /** Writes everything and calls the recording complete. */
  finish(): Promise<void>;
}

interface Page {
  readonly answers: ApiAnswer[];
  written: number;
}

/** Begins a recording in a new or empty directory. */
export async function createRecorder(
  directory: string,
  about: Omit<Recording, 'format' | 'answers'>,
): Promise<Recorder> {
  await claim(directory);
  const files = new Map<string, Page>();
  const index = (complete: boolean) =>
    writeWhole(directory, indexFile, {
      format: 1,
      ...(about.aggregator === undefined ? {} : { aggregator: about.aggregator }),
      identity: about.identity,
      startedAt: about.startedAt,
      regions: about.regions,
      complete,
      ...(complete ? { files: [...files.keys()].sort(compare) } : {}),
    });
  const write = pageWriter(directory);
  const flush = async () => {
    for (const [file, page] of files) await write(file, page);
  };
  await index(false);
  return {
    flush,
    add: async (answer) => {
      const file = fileOf(answer);
      const page = files.get(file) ?? { answers: [], written: 0 };
      files.set(file, page);
      page.answers.push(answer);
      // A file is written whole, so it is written when it has doubled: the work stays in proportion to its size.
      if (page.answers.length >= page.written * 2) await write(file, page);
    },
    finish: async () => {
      await flush();
      await index(true);
    },
  };
}

/** Writes files one after the other: an aborted read flushes while a file may still be on its way. */
function pageWriter(directory: string): (file: string, page: Page) => Promise<void> {
  let last: Promise<void> = Promise.resolve();
  const writePage = async (file: string, page: Page) => {
    const [first] = page.answers;
    if (first === undefined || page.written === page.answers.length) return;
    page.written = page.answers.length;
    const { account, region, api } = first;
    await writeWhole(directory, file, { account, region, api, answers: page.answers.map(toFile) });
  };
  return (file, page) => {
    const next = last.then(() => writePage(file, page));
    last = next.catch(() => undefined);
    return next;
  };
}

/** Writes a finished recording. */
export async function writeRecording(directory: string, recording: Recording): Promise<void> {
  const { answers, format: _format, ...about } = recording;
  const recorder = await createRecorder(directory, about);
  for (const answer of sortAnswers(answers)) await recorder.add(answer);
  await recorder.finish();
}

/** A recording that lies among another's files would be wrong evidence. */
async function claim(directory: string): Promise<void> {
  try {
    await mkdir(directory, { recursive: true });
    const there = await readdir(directory);
    if (there.length === 0) return;
  } catch (error) {
    throw refusal(directory, `the directory cannot be used: ${(error as Error).message}`);
  }
  throw refusal(directory, 'the directory is not empty', 'Choose a new directory for each recording.');
}

function refusal(directory: string, message: string, hint?: string): UserError {
  return new UserError([{ at: directory, message, ...(hint === undefined ? {} : { hint }) }]);
}

/** By a rename, so that no reader ever sees half a file. */
async function writeWhole(directory: string, file: string, value: unknown): Promise<void> {
  const path = join(directory, file);
  try {
    await mkdir(dirname(path), { recursive: true });
    await writeFile(`${path}.partial`, toText(value));
    await rename(`${path}.partial`, path);
  } catch (error) {
    const hint = 'Make room or choose another place, and read again: --record DIR.';
    throw refusal(path, `the recording cannot be written: ${(error as Error).message}`, hint);
  }
}
