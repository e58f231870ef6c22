import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../../model/user-error.ts';
import type { AccountFailure } from './organisation-unread.ts';
import { isRecord } from './plain.ts';
import { compare, toText } from './recording-files.ts';

/** The file that says which accounts a recording of several holds; each lies in a directory of its own id. */
export const organisationFile = 'accounts.json';

export interface RecordedAccount {
  readonly account: string;
  readonly name: string;
  /** Where its recording lies beside this list; its id where that is left out. */
  readonly directory?: string;
  /** Why there is no recording of it. */
  readonly failure?: AccountFailure;
}

/** What a recording of several accounts says of itself. */
export interface RecordedOrganisation {
  /** RFC 3339, UTC. */
  readonly startedAt: string;
  readonly accounts: readonly RecordedAccount[];
}

/** Keeps the list of a recording of several accounts up to date. */
export interface OrganisationRecorder {
  /** Where the recording of one account goes. */
  readonly directoryOf: (account: string) => string;
  readonly fail: (account: string, failure: AccountFailure) => Promise<void>;
}

/** Begins a recording of several accounts in a new or empty directory. */
export async function recordOrganisation(
  directory: string,
  { startedAt, accounts }: RecordedOrganisation,
): Promise<OrganisationRecorder> {
  await claim(directory);
  const known = new Map(accounts.map((account) => [account.account, account]));
  const index = () => ({ startedAt, accounts: [...known.values()] });
  let last = write(directory, index());
  await last;
  return {
    directoryOf: (account) => join(directory, account),
    fail: async (account, failure) => {
      known.set(account, { account, name: known.get(account)?.name ?? account, failure });
      last = last.then(() => write(directory, index()));
      await last;
    },
  };
}

async function claim(directory: string): Promise<void> {
  const fail = (message: string, hint: string) => new UserError([{ at: directory, message, hint }]);
  const hint = 'Choose a new directory for each recording.';
  const there = await mkdir(directory, { recursive: true })
    .then(() => readdir(directory))
    .catch((error: Error) => {
      throw fail(`the directory cannot be used: ${error.message}`, hint);
    });
  if (there.length > 0) throw fail('the directory is not empty', hint);
}

async function write(directory: string, { startedAt, accounts }: RecordedOrganisation): Promise<void> {
  const sorted = [...accounts].sort((a, b) => compare(a.account, b.account));
  const path = join(directory, organisationFile);
  await writeFile(`${path}.partial`, toText({ format: 1, startedAt, accounts: sorted }));
  await rename(`${path}.partial`, path);
}

/** The accounts of a recording of several; undefined where the directory holds the recording of one. */
export async function recordedOrganisation(directory: string): Promise<RecordedOrganisation | undefined> {
  const path = join(directory, organisationFile);
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  const value = parse(text);
  if (isRecord(value) && value.format === 1 && isInstant(value.startedAt)) {
    const { startedAt, accounts } = value;
    if (Array.isArray(accounts) && accounts.every(isRecordedAccount)) return { startedAt, accounts };
  }
  const message = 'it must hold format 1, `startedAt` and `accounts`, each with `account` and `name`';
  throw new UserError([{ at: path, message, hint: 'Give the directory that `--record` made.' }]);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const reasons: ReadonlySet<unknown> = new Set(['denied', 'timed-out', 'unreadable']);

function isRecordedAccount(value: unknown): value is RecordedAccount {
  if (!isRecord(value) || typeof value.name !== 'string') return false;
  if (typeof value.account !== 'string' || !/^\d{12}$/.test(value.account)) return false;
  const { directory, failure } = value;
  // A list from elsewhere must not lead out of its own directory.
  if (directory !== undefined && !/^\w[\w.-]*$/.test(String(directory))) return false;
  if (failure === undefined) return true;
  if (!isRecord(failure) || !reasons.has(failure.reason)) return false;
  return typeof failure.message === 'string' && isInstant(failure.at);
}
