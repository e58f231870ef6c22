import { type Fact, known, type Place, unknown } from '../../../model/fact.ts';
import { globalRegion } from '../answer.ts';
import { isObject, placeOf, type ReadBy } from '../item.ts';
import { isFidoDevice, isToken } from '../mfa-serial.ts';
import type { JsonRecord } from '../plain.ts';
import { type Answers, type Evidence, elementsOf, isWhole, type Why } from './evidence.ts';
import { itemReader } from './item-reader.ts';

/** What IAM told about MFA devices: the virtual ones in one list, the others user by user where that was asked. */
export interface Devices {
  readonly readBy: ReadBy;
  /** ARNs of those who have a virtual device; the root user's ends in `:root`. */
  readonly owners: ReadonlySet<string>;
  readonly missing: Why | undefined;
  /** All devices of a user. */
  of(user: string): Evidence;
  /** What is certified of a FIDO device. */
  certified(user: string, serial: string): Evidence;
}

/** Who is asked about, and what the credential report says of its MFA. */
export interface Owner {
  readonly user: string;
  readonly arn: string;
  readonly active: Fact<boolean>;
}

export function devicesOf(answers: Answers): Devices {
  const evidence = answers.of('iam:ListVirtualMFADevices', globalRegion);
  const { readBy, missing } = evidence;
  // Devices without a user wait for one to be assigned.
  const owners = elementsOf(evidence, 'VirtualMFADevices').flatMap((device) => {
    const arn = itemReader({ root: device, place: placeOf(readBy, ''), holder: '' }).json('User.Arn');
    return typeof arn === 'string' ? [arn] : [];
  });
  return {
    readBy,
    owners: new Set(owners),
    missing,
    of: (user) => asked(answers, 'iam:ListMFADevices', { UserName: user }),
    certified: (UserName, SerialNumber) => asked(answers, 'iam:GetMFADevice', { SerialNumber, UserName }),
  };
}

/** Who was not asked about any more, because asking had failed for another, is told why. */
function asked(answers: Answers, api: string, thing: JsonRecord): Evidence {
  const own = answers.about(api, globalRegion, thing);
  const { missing } = answers.of(api, globalRegion);
  return own.pages.length > 0 || missing === undefined ? own : { ...own, missing };
}

/** The lists of devices are fresh; the credential report, up to four hours old, stands in for what they do not tell. */
export function mfaActive(devices: Devices, { user, arn, active }: Owner): Fact<boolean> {
  if (devices.owners.has(arn)) return known(true, placeOf(devices.readBy, arn), virtualList);
  const own = devices.of(user);
  if (!isWhole(own)) return active;
  return known(elementsOf(own, ownList).length > 0, placeOf(own.readBy, arn), ownList);
}

/** An active device that is not among the virtual ones: of the root user, nobody else may ask for more. */
export function rootMfaHardware(devices: Devices, { arn, active }: Omit<Owner, 'user'>): Fact<boolean> {
  if (active.state !== 'known' || !active.value) return active;
  return virtualAnswer(devices, arn) ?? known(true, placeOf(devices.readBy, arn), virtualList);
}

export function mfaHardware(devices: Devices, owner: Owner): Fact<boolean> {
  const active = mfaActive(devices, owner);
  if (active.state !== 'known' || !active.value) return active;
  const { user, arn } = owner;
  const virtual = virtualAnswer(devices, arn);
  if (virtual !== undefined) return virtual;
  const own = devices.of(user);
  const place = placeOf(own.readBy, arn);
  if (own.missing !== undefined) return lacking(own.missing, place, ownList);
  const serials = elementsOf(own, ownList).map(({ SerialNumber }) => SerialNumber);
  const answers = serials.map((serial) => {
    if (typeof serial !== 'string')
      return lacking({ reason: 'unreadable', detail: 'a device without a serial number' }, place, ownList);
    if (isFidoDevice(serial)) return isCertified(devices.certified(user, serial), serial);
    return known(isToken(serial), place, ownList);
  });
  const soft = answers.find((answer) => answer.state === 'known' && !answer.value);
  const unsure = answers.find((answer) => answer.state === 'unknown');
  return soft ?? unsure ?? known(true, place, ownList);
}

const virtualList = 'VirtualMFADevices';
const ownList = 'MFADevices';

/** False for the owner of a virtual device; nothing where it surely has none. */
function virtualAnswer({ owners, missing, readBy }: Devices, arn: string): Fact<boolean> | undefined {
  const place = placeOf(readBy, arn);
  if (owners.has(arn)) return known(false, place, virtualList);
  return missing === undefined ? undefined : lacking(missing, place, virtualList);
}

/**
 * A passkey in a password manager has no certification; some old keys have none either.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetMFADevice.html
 */
function isCertified(evidence: Evidence, serial: string): Fact<boolean> {
  const place = placeOf(evidence.readBy, serial);
  const path = 'Certifications';
  if (evidence.missing !== undefined) return lacking(evidence.missing, place, path);
  const certifications = evidence.pages[0]?.output[path];
  if (isObject(certifications) && Object.keys(certifications).length > 0) return known(true, place, path);
  const detail =
    'AWS names no certification of the FIDO device: it may be a security key, or a passkey in a password manager';
  return unknown('ambiguous', detail, { place, path });
}

function lacking({ reason, detail }: Why, place: Place, path: string) {
  return unknown(reason, detail, { place, path });
}
