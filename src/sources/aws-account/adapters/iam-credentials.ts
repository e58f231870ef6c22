import { type Fact, known, type ListValue, type Place, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { type CredentialRow, daysBetween, readCredentialReport } from '../credential-report.ts';
import { placeOf, type ReadBy } from '../item.ts';
import { type Evidence, elementsOf, type Why } from './evidence.ts';
import { itemReader } from './item-reader.ts';

type User = FactsOf<Kinds['iam-user']>;
type AccessKeys = User['accessKeys'];
type AccessKey = AccessKeys extends Fact<ListValue<infer K>> ? K : never;

/** The credential report, or why there is none. */
export interface Credentials {
  readonly readBy: ReadBy;
  readonly rows: ReadonlyMap<string, CredentialRow>;
  readonly missing: Why | undefined;
}

/** Who has a virtual MFA device, by ARN, or why that cannot be told. */
export interface VirtualDevices {
  readonly readBy: ReadBy;
  readonly owners: ReadonlySet<string>;
  readonly missing: Why | undefined;
}

export function credentialsOf(evidence: Evidence): Credentials {
  const { readBy } = evidence;
  const content = evidence.pages.at(-1)?.output.Content;
  const rows = typeof content === 'string' ? readCredentialReport(content) : undefined;
  if (rows !== undefined) return { readBy, rows, missing: undefined };
  const missing = evidence.missing ?? {
    reason: 'unreadable',
    detail: 'the credential report is not the CSV file that IAM documents',
  };
  return { readBy, rows: new Map(), missing };
}

/** Devices without a user wait for one to be assigned. The root user's ARN ends in `:root`. */
export function virtualDevicesOf(evidence: Evidence): VirtualDevices {
  const { readBy, missing } = evidence;
  const owners = elementsOf(evidence, 'VirtualMFADevices').flatMap((device) => {
    const arn = itemReader({ root: device, place: placeOf(readBy, ''), holder: '' }).json('User.Arn');
    return typeof arn === 'string' ? [arn] : [];
  });
  return { readBy, owners: new Set(owners), missing };
}

/** What the credential report says about one user, and the device list about its MFA. */
export interface CredentialReader {
  bool(column: string): Fact<boolean>;
  /** `active` is the report's own word unless a fresher one is given. */
  mfaHardware(devices: VirtualDevices, active?: Fact<boolean>): Fact<boolean>;
  passwordUnusedDays(): User['passwordUnusedDays'];
  accessKeys(): AccessKeys;
}

export function credentialReader(credentials: Credentials, user: string, arn: string): CredentialReader {
  const { readBy, rows } = credentials;
  const place = placeOf(readBy, arn);
  const row = rows.get(user);
  const why: Why = credentials.missing ?? {
    reason: 'not-read',
    detail: `the credential report of ${readBy.readAt} does not list the user`,
  };
  const lacking = (path: string) => unknown(why.reason, why.detail, { place, path });
  const bool = (column: string): Fact<boolean> =>
    row === undefined ? lacking(column) : truth(row, column, place);
  return {
    bool,
    mfaHardware: (devices, active = bool('mfa_active')) => mfaHardware(active, devices, arn),
    passwordUnusedDays: () =>
      row === undefined ? lacking('password_last_used') : passwordUnused(row, readBy, place),
    accessKeys: () => {
      if (row === undefined) return lacking('access_key_1_active');
      const items = [1, 2].flatMap((number) => accessKey(row, `access_key_${number}`, readBy, place));
      return known({ items }, place, 'access_key_1_active');
    },
  };
}

/** `not_supported` and `N/A` stand where the column does not apply: then nothing of the sort is on. */
function truth(row: CredentialRow, column: string, place: Place): Fact<boolean> {
  const text = row[column]?.toLowerCase();
  if (text === 'true') return known(true, place, column);
  if (text === 'false' || text === 'n/a' || text === 'not_supported') return known(false, place, column);
  return unknown('unreadable', `the credential report holds no answer in ${column}`, { place, path: column });
}

/** No list of hardware devices exists: an active device that is not among the virtual ones is one. */
function mfaHardware(active: Fact<boolean>, devices: VirtualDevices, arn: string): Fact<boolean> {
  const place = placeOf(devices.readBy, arn);
  const path = 'VirtualMFADevices';
  if (active.state !== 'known' || !active.value) return active;
  if (devices.owners.has(arn)) return known(false, place, path);
  if (devices.missing === undefined) return known(true, place, path);
  return unknown(devices.missing.reason, devices.missing.detail, { place, path });
}

function passwordUnused(row: CredentialRow, readBy: ReadBy, place: Place): User['passwordUnusedDays'] {
  const enabled = truth(row, 'password_enabled', place);
  if (enabled.state !== 'known') return enabled;
  if (!enabled.value) return { state: 'absent', place, path: 'password_last_used' };
  return daysSince(row, ['password_last_used', 'password_last_changed'], readBy, place);
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

/** Days from the first column that holds an instant until the report was read: never until now. */
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
