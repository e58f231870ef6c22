import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Problem, UserError } from '../../model/user-error.ts';
import type { ApiAnswer, Failure, FailureKind, Recording } from './answer.ts';
import { isRecord, type JsonRecord } from './plain.ts';
import { fileOf, fromFile, indexFile, sortAnswers } from './recording-files.ts';

/** Reads a recording back. Every file that is missing, strange or broken is named at once. */
export async function replay(directory: string): Promise<Recording> {
  const index = readIndex(join(directory, indexFile), await readJson(directory, indexFile));
  const there = await answerFiles(directory);
  const problems: Problem[] = [];
  for (const file of index.files ?? []) {
    if (!there.includes(file)) {
      problems.push({
        at: join(directory, file),
        message: 'the recording needs this file, and it is not there',
      });
    }
  }
  const answers: ApiAnswer[] = [];
  for (const file of there) {
    try {
      if (index.files !== undefined && !index.files.includes(file)) {
        throw broken(directory, file, 'this file is not part of the recording');
      }
      answers.push(...readAnswers(directory, file, await readJson(directory, file)));
    } catch (error) {
      if (!(error instanceof UserError)) throw error;
      problems.push(...error.problems);
    }
  }
  if (problems.length > 0) throw new UserError(problems);
  const { files: _files, ...about } = index;
  return { format: 1, ...about, answers: sortAnswers(answers) };
}

interface Index extends Omit<Recording, 'format' | 'answers'> {
  /** Undefined while the recording was not finished: then whatever is there counts. */
  readonly files: readonly string[] | undefined;
}

function readIndex(path: string, value: unknown): Index {
  const fail = (message: string) => new UserError([{ at: path, message }]);
  if (!isRecord(value)) throw fail('a recording is a JSON object');
  if (value.format !== 1) {
    throw fail(`the recording has format ${JSON.stringify(value.format)}; this version reads format 1`);
  }
  const { aggregator, identity, startedAt, regions, complete, files } = value;
  if (!isRecord(identity) || !isText(identity.account) || !isText(identity.arn)) {
    throw fail('`identity` needs `account` and `arn`, both in quotes');
  }
  if (!isInstant(startedAt)) throw fail('`startedAt` must be an RFC 3339 time');
  if (!isTexts(regions)) throw fail('`regions` must be a list of region names');
  if (complete === true && !isTexts(files)) throw fail('`files` must list the files of the recording');
  if (aggregator !== undefined && !isAggregator(aggregator)) {
    throw fail('`aggregator` needs `name` and `region`');
  }
  return {
    ...(aggregator === undefined ? {} : { aggregator }),
    ...(complete === true ? {} : { interrupted: true as const }),
    identity: { account: identity.account, arn: identity.arn },
    startedAt,
    regions,
    files: complete === true && isTexts(files) ? files : undefined,
  };
}

function readAnswers(directory: string, file: string, value: unknown): readonly ApiAnswer[] {
  if (!isRecord(value) || !Array.isArray(value.answers)) {
    throw broken(directory, file, 'a file of a recording holds `account`, `region`, `api` and `answers`');
  }
  const { account, region, api } = value;
  if (!isText(account) || !isText(region) || !isText(api)) {
    throw broken(directory, file, '`account`, `region` and `api` must be text');
  }
  if (fileOf({ account, region, api }) !== file) {
    throw broken(directory, file, `it holds ${api} of ${account} in ${region}, which belongs elsewhere`);
  }
  return value.answers.map((answer: unknown, position) => {
    const read = isRecord(answer) ? readAnswer({ account, region, api }, answer) : undefined;
    if (read === undefined) {
      const what = 'needs `input`, `readAt`, and either `output` or `error` with name, message and kind';
      throw broken(directory, file, `answer ${position + 1} ${what}`);
    }
    return read;
  });
}

function readAnswer(
  of: Pick<ApiAnswer, 'account' | 'region' | 'api'>,
  answer: JsonRecord,
): ApiAnswer | undefined {
  const { input, readAt, output, error } = answer;
  if (!isRecord(input) || !isInstant(readAt)) return undefined;
  if (error === undefined && isRecord(output)) {
    return { ...of, input, readAt, output: fromFile(of.api, output) };
  }
  return output === undefined && isFailure(error) ? { ...of, input, readAt, error } : undefined;
}

const kinds: Readonly<Record<FailureKind, true>> = {
  denied: true,
  throttled: true,
  'timed-out': true,
  off: true,
  unreadable: true,
  expired: true,
  other: true,
};

function isFailure(value: unknown): value is Failure {
  if (!isRecord(value) || !isText(value.name) || typeof value.message !== 'string') return false;
  return isText(value.kind) && Object.hasOwn(kinds, value.kind);
}

async function answerFiles(directory: string): Promise<readonly string[]> {
  const entries = await readdir(directory, { recursive: true });
  return entries
    .map((entry) => entry.replaceAll('\\', '/'))
    .filter((entry) => entry.endsWith('.json') && entry !== indexFile)
    .sort();
}

async function readJson(directory: string, file: string): Promise<unknown> {
  const text = await readFile(join(directory, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    const hint = file === indexFile ? 'Give the directory that `--record` made.' : undefined;
    const absent = error.code === 'ENOENT' || error.code === 'ENOTDIR';
    const message = absent ? 'there is no such file' : `it cannot be read (${error.code ?? error.message})`;
    throw broken(directory, file, message, hint);
  });
  try {
    return JSON.parse(text);
  } catch (error) {
    // The parser's own words quote the text, which may be secret.
    const position = /at position \d+/.exec((error as Error).message)?.[0] ?? 'cut short, or not JSON at all';
    throw broken(directory, file, `it is not JSON (${position})`);
  }
}

function broken(directory: string, file: string, message: string, hint?: string): UserError {
  return new UserError([{ at: join(directory, file), message, ...(hint === undefined ? {} : { hint }) }]);
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

function isAggregator(value: unknown): value is NonNullable<Recording['aggregator']> {
  return isRecord(value) && isText(value.name) && isText(value.region);
}

function isTexts(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every(isText);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}
