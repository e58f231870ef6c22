import { resolve } from 'node:path';
import { UserError } from '../../model/user-error.ts';
import type { Recording } from '../../sources/aws-account/answer.ts';
import type { ProgressEvent } from '../../sources/aws-account/collect.ts';
import { readRecording } from '../../sources/aws-account/inventory.ts';
import type { Command, CommonOptions } from '../arguments.ts';
import type { ExitCode } from '../exit-codes.ts';
import { finish } from '../finish.ts';
import type { Io } from '../io.ts';
import { load } from '../load.ts';
import { openProgress } from '../progress.ts';

type AccountCommand = Extract<Command, { name: 'account' }>;

/** `caja-policy account`: reads the account, or a recording of one, and judges it. */
export async function judgeAccount(
  command: AccountCommand,
  options: CommonOptions,
  io: Io,
): Promise<ExitCode> {
  const loaded = await load(options, io, command.environment);
  const recording =
    command.replay === undefined
      ? await collectAccount(command, options, io)
      : await replayed(command.replay, io);
  return finish(readRecording(recording), loaded, { environment: command.environment, options, io });
}

async function replayed(directory: string, io: Io): Promise<Recording> {
  const { replay } = await import('../../sources/aws-account/replay.ts');
  return replay(resolve(io.cwd, directory));
}

async function collectAccount(command: AccountCommand, options: CommonOptions, io: Io): Promise<Recording> {
  const { collect } = await import('../../sources/aws-account/collect.ts');
  const progress = openProgress(io, options.quiet);
  const regions = regionsOf(command.regions);
  try {
    return await collect({
      ...(command.profile === undefined ? {} : { profile: command.profile }),
      ...(command.roleArn === undefined ? {} : { roleArn: command.roleArn }),
      ...(regions === undefined ? {} : { regions }),
      ...(command.record === undefined ? {} : { recordTo: resolve(io.cwd, command.record) }),
      onProgress: (event) => progress.show(progressLine(event)),
    });
  } finally {
    progress.clear();
  }
}

function progressLine({ region, api, pages, calls, waiting }: ProgressEvent): string {
  const paused = waiting === undefined ? '' : `, waiting ${Math.ceil(waiting)} s`;
  return `${region}: ${api}, page ${pages} (${calls} calls so far${paused})`;
}

function regionsOf(words: string | undefined): readonly string[] | 'all' | undefined {
  if (words === undefined || words === 'all') return words;
  const regions = words.split(',').map((region) => region.trim());
  const wrong = regions.find((region) => !/^[a-z]{2}(-[a-z]+)+-\d$/.test(region));
  if (wrong === undefined) return [...new Set(regions)];
  const message = `\`${wrong}\` does not look like a region`;
  throw new UserError([
    { at: '--regions', message, hint: 'Write --regions eu-west-1,us-east-1 or --regions all.' },
  ]);
}
