import { type Fact, known, type ListValue, type Place, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import {
  type CredentialRow,
  daysBetween,
  hasMoreCredentials,
  readCredentialReport,
} from '../credential-report.ts';
import { placeOf, type ReadBy } from '../item.ts';
import type { Evidence, Why } from './evidence.ts';

type User = FactsOf<Kinds['iam-user']>;
type AccessKeys = User['accessKeys'];
type AccessKey = AccessKeys extends Fact<ListValue<infer K>> ? K : never;

/** The credential report, or why there is none. */
export interface Credentials {
  readonly readBy: ReadBy;
  /** When IAM made it: up to four hours before it was read. */
  readonly madeAt: string;
  readonly rows: ReadonlyMap<string, CredentialRow>;
  readonly missing: Why | undefined;
}

/** Who a row is looked for; `madeAt` is left out for the root user. */
export interface Credentialed {
  readonly user: string;
  readonly arn: string;
  readonly madeAt?: string | undefined;
}

export function credentialsOf(evidence: Evidence): Credentials {
  const { readBy } = evidence;
  const { Content: content, GeneratedTime: generated } = evidence.pages.at(-1)?.output ?? {};
  const madeAt = typeof generated === 'string' ? generated : readBy.readAt;
  const rows = typeof content === 'string' ? readCredentialReport(content) : undefined;
  if (rows !== undefined) return { readBy, madeAt, rows, missing: undefined };
  const missing = evidence.missing ?? {
    reason: 'unreadable',
    detail: 'the credential report is not the CSV file that IAM documents',
  };
  return { readBy, madeAt, rows: new Map(), missing };
}

/** The user's row, or why there is none. */
export function rowOf(credentials: Credentials, { user, madeAt }: Credentialed): CredentialRow | Why {
  if (credentials.missing !== undefined) return credentials.missing;
  const row = credentials.rows.get(user);
  const report = `the credential report of ${credentials.madeAt}`;
  const made = Date.parse(madeAt ?? '');
  if (row === undefined) {
    const isYounger = made > Date.parse(credentials.madeAt);
    const detail = isYounger
      ? `the user was made after ${report}`
      : `${report} does not list the user: it was cut, or the user was renamed since`;
    return { reason: 'not-read', detail };
  }
  // Deleted and made anew under the same name since the report.
  const earlier = made - Date.parse(row.user_creation_time ?? '');
  if (earlier >= 1_000)
    return { reason: 'not-read', detail: `${report} tells of an earlier user of that name` };
  return row;
}

export function isRow(found: CredentialRow | Why): found is CredentialRow {
  return 'user' in found;
}

/** What the credential report says about one user. */
export interface CredentialReader {
  bool(column: string): Fact<boolean>;
  /** As `bool`, but what the report says nothing about is unknown. */
  plainBool(column: string): Fact<boolean>;
  passwordAgeDays(): User['passwordAgeDays'];
  passwordUnusedDays(): User['passwordUnusedDays'];
  accessKeys(): AccessKeys;
}

export function credentialReader(credentials: Credentials, who: Credentialed): CredentialReader {
  const { readBy } = credentials;
  const place = placeOf(readBy, who.arn);
  const found = rowOf(credentials, who);
  const read = <V>(column: string, answer: (row: CredentialRow) => Fact<V>): Fact<V> =>
    isRow(found) ? answer(found) : unknown(found.reason, found.detail, { place, path: column });
  return {
    bool: (column) => read(column, (row) => truth(row, column, place)),
    plainBool: (column) => read(column, (row) => plainTruth(row, column, place)),
    passwordAgeDays: () =>
      read('password_last_changed', (row) => passwordDays(row, ['password_last_changed'], readBy, place)),
    passwordUnusedDays: () =>
      read('password_last_used', (row) =>
        passwordDays(row, ['password_last_used', 'password_last_changed'], readBy, place),
      ),
    accessKeys: () =>
      read('access_key_1_active', (row) => {
        const items = [1, 2].flatMap((number) => accessKey(row, `access_key_${number}`, readBy, place));
        if (!hasMoreCredentials(row)) return known({ items }, place, 'access_key_1_active');
        const detail = 'the user has more credentials than the credential report tells of';
        const open = unknown('not-recorded', detail, { place, path: 'additional_credentials_info' });
        return known({ items, open }, place, 'access_key_1_active');
      }),
  };
}

/** `not_supported` and `N/A` stand where the column does not apply: then nothing of the sort is on. */
function truth(row: CredentialRow, column: string, place: Place): Fact<boolean> {
  const text = row[column]?.toLowerCase();
  if (text === 'n/a' || text === 'not_supported') return known(false, place, column);
  return plainTruth(row, column, place);
}

function plainTruth(row: CredentialRow, column: string, place: Place): Fact<boolean> {
  const text = row[column]?.toLowerCase();
  if (text === 'true') return known(true, place, column);
  if (text === 'false') return known(false, place, column);
  return unknown('unreadable', `the credential report holds no answer in ${column}`, { place, path: column });
}

/** Without a password there is nothing to count from. */
function passwordDays(
  row: CredentialRow,
  columns: readonly string[],
  readBy: ReadBy,
  place: Place,
): Fact<number> {
  const enabled = truth(row, 'password_enabled', place);
  if (enabled.state !== 'known') return enabled;
  if (!enabled.value) return { state: 'absent', place, path: columns[0] ?? '' };
  return daysSince(row, columns, readBy, place);
}

/** `last_rotated` is N/A where there is no key in that place. */
function accessKey(
  row: CredentialRow,
  prefix: string,
  readBy: ReadBy,
  place: Place,
): readonly Fact<AccessKey>[] {
  const active = truth(row, `${prefix}_active`, place);
  const made = row[`${prefix}_last_rotated`] ?? 'N/A';
  if (active.state === 'known' && !active.value && Number.isNaN(Date.parse(made))) return [];
  const fields = {
    active,
    ageDays: daysSince(row, [`${prefix}_last_rotated`], readBy, place),
    unusedDays: daysSince(row, [`${prefix}_last_used_date`, `${prefix}_last_rotated`], readBy, place),
  };
  return [known({ fields }, place, prefix)];
}

/** Days from the first column that holds an instant until the report was read: `no_information` and `N/A` hold none. */
function daysSince(
  row: CredentialRow,
  columns: readonly string[],
  readBy: ReadBy,
  place: Place,
): Fact<number> {
  for (const column of columns) {
    const days = daysBetween(row[column] ?? '', readBy.readAt);
    if (days !== undefined) return known(days, place, column);
  }
  const path = columns[0] ?? '';
  return unknown('not-recorded', `the credential report holds no date in ${columns.join(' or ')}`, {
    place,
    path,
  });
}
