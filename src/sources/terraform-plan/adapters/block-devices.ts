import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import { readBlocks, readBool, readString, type WhenOpen } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { PhaseView } from '../view.ts';
import { regionDefault } from './ebs-volume.ts';

/** A volume that comes with an instance, a template or an image. */
export interface Device {
  readonly name: Fact<string>;
  readonly encrypted: Fact<boolean>;
}

/** Devices, and why there may be more. */
export interface Devices {
  readonly devices: readonly Device[];
  readonly open?: Unknown;
}

/**
 * What a new volume is that nobody asked to encrypt: encryption by default encrypts it, and so does an encrypted snapshot.
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
export function encryptionUnset(at: Scope, view: PhaseView, source?: string): WhenUnset<boolean> {
  const byDefault = regionDefault(at, view);
  if (byDefault?.state === 'known' && byDefault.value) return { default: true };
  if (source !== undefined) return { unknown: `known only after apply: ${source} decides it` };
  if (byDefault?.state === 'known') return { default: false };
  const detail =
    "the account's EBS encryption by default decides it, and the plan does not hold it (aws_ebs_encryption_by_default)";
  return { unknown: detail };
}

/** `ebs_block_device` blocks. */
export function namedDevices(at: Scope, view: PhaseView, whenOpen?: WhenOpen): Devices {
  const { items, open } = readBlocks(at, 'ebs_block_device', whenOpen);
  const devices = items.map((block): Device => {
    const copied = readString(block, 'snapshot_id', 'absent').state !== 'absent';
    const unset = encryptionUnset(at, view, copied ? 'its snapshot' : undefined);
    return { name: readString(block, 'device_name'), encrypted: readBool(block, 'encrypted', unset) };
  });
  return open === undefined ? { devices } : { devices, open };
}

/** The devices that are certainly not encrypted; one of which nobody can tell leaves the list open. */
export function unencrypted({ devices, open }: Devices, at: Scope, path: string): Fact<ListValue<string>> {
  const items: Fact<string>[] = [];
  let doubt = open;
  for (const { name, encrypted } of devices) {
    if (encrypted.state === 'known' && !encrypted.value) items.push(name);
    if (encrypted.state === 'unknown') doubt ??= encrypted;
  }
  return known(doubt === undefined ? { items } : { items, open: doubt }, at.place, path);
}

/** Whether all of them are encrypted. */
export function allEncrypted({ devices, open }: Devices, at: Scope, path: string): Fact<boolean> {
  const plain = devices.find(({ encrypted }) => encrypted.state === 'known' && !encrypted.value);
  if (plain !== undefined) return plain.encrypted;
  const doubt = devices.map(({ encrypted }) => encrypted).find((encrypted) => encrypted.state === 'unknown');
  return doubt ?? open ?? devices[0]?.encrypted ?? known(true, at.place, path);
}
