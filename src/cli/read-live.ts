import { stat } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import type { Recording } from '../sources/aws-account/answer.ts';
import type { CollectOptions } from '../sources/aws-account/collect.ts';
import type { Io } from './io.ts';

/**
 * Reads an account; when the run is ended midway, what was read until then is kept in the recording. `recording` is what
 * `--record` named, which holds more than one account where several are read.
 */
export async function readLive(
  options: Omit<CollectOptions, 'signal'>,
  recording: string | undefined,
  io: Io,
): Promise<Recording> {
  const { collect } = await import('../sources/aws-account/collect.ts');
  const abort = new AbortController();
  const reading = collect({ ...options, signal: abort.signal });
  const release = io.onInterrupt?.(async () => {
    abort.abort();
    await reading.catch(() => undefined);
    return recording === undefined ? undefined : keptIn(resolve(io.cwd, recording), io);
  });
  return reading.finally(release);
}

async function keptIn(path: string, io: Io): Promise<string | undefined> {
  // It may not have begun: whose account it is comes first.
  if ((await stat(path).catch(() => undefined)) === undefined) return undefined;
  const directory = relative(io.cwd, path);
  return `What was read until now is kept in ${directory}; \`caja-policy account --replay ${directory}\` judges it, and calls the rest "cannot tell".`;
}
