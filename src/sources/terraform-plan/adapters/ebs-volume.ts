import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { PlannedResource } from '../plan.ts';
import { readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { PhaseView } from '../view.ts';
import { ebsDefaults } from './account.ts';

/** `aws_ebs_volume`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVolume.html */
export function adaptEbsVolume(at: Scope, view: PhaseView): FactsOf<Kinds['ebs-volume']> {
  const encrypted = readBool(at, 'encrypted', encryptionUnset(at, view));
  return {
    encrypted,
    kmsKeyId: readString(at, 'kms_key_id', keyUnset(encrypted)),
    sizeGib: readInt(at, 'size', { unknown: 'known only after apply: it is the size of the snapshot' }),
    volumeType: readString(at, 'type', { default: 'gp2' }),
  };
}

/**
 * Encryption by default, set once an account and region, encrypts what nobody asked to encrypt; a snapshot hands its own on.
 * https://docs.aws.amazon.com/ebs/latest/userguide/encryption-by-default.html
 */
function encryptionUnset(at: Scope, view: PhaseView): WhenUnset<boolean> {
  const byDefault = regionDefault(at, view);
  if (byDefault?.state === 'known' && byDefault.value) return { default: true };
  if (readString(at, 'snapshot_id', 'absent').state !== 'absent')
    return { unknown: 'known only after apply: the snapshot decides it' };
  if (byDefault?.state === 'known') return { default: false };
  const detail =
    "the account's EBS encryption by default decides it, and the plan does not hold it (aws_ebs_encryption_by_default)";
  return { unknown: detail };
}

/** What encryption by default says in the region of a resource; undefined where the plan does not tell. */
export function regionDefault(at: Scope, view: PhaseView): Fact<boolean> | undefined {
  const defaults = ebsDefaults(view);
  if (defaults.length === 0) return undefined;
  const volume = view.at(at.resource.address);
  const [own, ...others] = defaults.filter(({ setting }) => sameRegion(setting, volume));
  const isCertain = defaults.length === 1 || volume?.region !== undefined;
  return others.length === 0 && isCertain ? own?.enabled : undefined;
}

function sameRegion(a: PlannedResource, b: PlannedResource | undefined): boolean {
  if (a.region !== undefined || b?.region !== undefined) return a.region === b?.region;
  return a.providerConfigKey === b?.providerConfigKey;
}

function keyUnset(encrypted: Fact<boolean>): WhenUnset<string> {
  if (encrypted.state === 'known' && !encrypted.value) return 'absent';
  if (encrypted.state === 'known')
    return { unknown: "known only after apply: EBS takes the account's default key", set: true };
  return {
    unknown: encrypted.state === 'unknown' ? encrypted.detail : 'whether it is encrypted is not known',
  };
}
