import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBlocks, readBool, readString } from '../reader.ts';
import { attachedTo, linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { allEncrypted, type Devices, encryptionUnset, namedDevices } from './block-devices.ts';
import { adaptEbsVolume } from './ebs-volume.ts';
import { cannotTell } from './routes.ts';

export const imagePermission: Link = { type: 'aws_ami_launch_permission', by: 'image_id', owner: ['id'] };
export const snapshotPermission: Link = {
  type: 'aws_snapshot_create_volume_permission',
  by: 'snapshot_id',
  owner: ['id'],
};

const images = { type: 'aws_ami', names: ['id'] };
const snapshots = { type: 'aws_ebs_snapshot', names: ['id'] };

/** `aws_ami`, its copies and images of instances. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Image.html */
export function adaptMachineImage(at: Scope, view: PhaseView): FactsOf<Kinds['machine-image']> {
  const sharers = sharedWith(at, imagePermission, view);
  return { encrypted: imageEncrypted(at, view), public: isPublic(sharers), sharedWith: sharers };
}

function imageEncrypted(at: Scope, view: PhaseView): Fact<boolean> {
  const { type } = at.resource;
  if (type === 'aws_ami') return allEncrypted(registeredDevices(at, view), at, 'ebs_block_device');
  // Copies and images of instances have their devices in the state alone.
  if (!at.fresh) return allEncrypted(namedDevices(at, view), at, 'ebs_block_device');
  if (type !== 'aws_ami_copy')
    return cannotTell(at, 'ebs_block_device', 'the volumes of its instance decide it');
  return copyEncrypted(at, view, (source) => imageEncrypted(source, view), 'source_ami_id', images);
}

/** A device made of a snapshot is encrypted as the snapshot is. */
function registeredDevices(at: Scope, view: PhaseView): Devices {
  const { items, open } = readBlocks(at, 'ebs_block_device');
  const devices = items.map((block) => {
    const name = readString(block, 'device_name');
    const isCopied = readString(block, 'snapshot_id', 'absent').state !== 'absent';
    const snapshot = at.fresh ? linkedTo(block, 'snapshot_id', snapshots, view) : undefined;
    if (snapshot !== undefined) return { name, encrypted: snapshotEncrypted(snapshot, view) };
    if (at.fresh && isCopied)
      return { name, encrypted: cannotTell(at, 'ebs_block_device', 'its snapshot decides it') };
    return { name, encrypted: readBool(block, 'encrypted', encryptionUnset(at, view)) };
  });
  return open === undefined ? { devices } : { devices, open };
}

/** `aws_ebs_snapshot`, its copies and imports. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Snapshot.html */
export function adaptEbsSnapshot(at: Scope, view: PhaseView): FactsOf<Kinds['ebs-snapshot']> {
  const sharers = sharedWith(at, snapshotPermission, view);
  return { encrypted: snapshotEncrypted(at, view), public: isPublic(sharers), sharedWith: sharers };
}

/** A snapshot is encrypted as its volume is. https://docs.aws.amazon.com/ebs/latest/userguide/ebs-encryption.html */
function snapshotEncrypted(at: Scope, view: PhaseView): Fact<boolean> {
  switch (at.fresh ? at.resource.type : '') {
    case 'aws_ebs_snapshot': {
      const volume = linkedTo(at, 'volume_id', { type: 'aws_ebs_volume', names: ['id'] }, view);
      return volume === undefined
        ? cannotTell(at, 'volume_id', 'its volume decides it, which is not in the plan')
        : adaptEbsVolume(volume, view).encrypted;
    }
    case 'aws_ebs_snapshot_copy':
      return copyEncrypted(
        at,
        view,
        (source) => snapshotEncrypted(source, view),
        'source_snapshot_id',
        snapshots,
      );
    default:
      return readBool(at, 'encrypted', encryptionUnset(at, view));
  }
}

/**
 * A copy may be encrypted when its source is not; never the other way round.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CopySnapshot.html
 */
function copyEncrypted(
  at: Scope,
  view: PhaseView,
  ofSource: (source: Scope) => Fact<boolean>,
  by: 'source_ami_id' | 'source_snapshot_id',
  to: { readonly type: string; readonly names: readonly string[] },
): Fact<boolean> {
  const own = readBool(at, 'encrypted', encryptionUnset(at, view, 'its source'));
  if (own.state === 'known' && own.value) return own;
  // Where it comes from somewhere else, that alone may encrypt it yet.
  if (own.state === 'unknown' && own.references.length > 0) return own;
  const source = linkedTo(at, by, to, view);
  if (source !== undefined) return ofSource(source);
  return cannotTell(at, by, 'its source decides it, which is not in the plan');
}

/** Of one that exists already, others may have been shared without Terraform. */
function sharedWith(at: Scope, link: Link, view: PhaseView): Fact<ListValue<string>> {
  const { items, open } = attachedTo(at, link, view);
  const accounts = items.map(shareOf);
  const cause: Unknown | undefined =
    open ??
    (at.fresh ? undefined : cannotTell(at, link.type, 'the plan does not tell whom else it is shared with'));
  return known(
    cause === undefined ? { items: accounts } : { items: accounts, open: cause },
    at.place,
    link.type,
  );
}

/** Whether everyone is among those that it is shared with. */
function isPublic(sharers: Fact<ListValue<string>>): Fact<boolean> {
  if (sharers.state !== 'known') return sharers;
  const { items, open } = sharers.value;
  const everyone = items.find((item) => item.state === 'known' && item.value === 'all');
  if (everyone !== undefined) return known(true, everyone.place, everyone.path);
  const doubt = items.find((item) => item.state === 'unknown') ?? open;
  return doubt?.state === 'unknown' ? doubt : known(false, sharers.place, sharers.path);
}

const permissionKeys = ['account_id', 'group', 'organization_arn', 'organizational_unit_arn'];

function shareOf(permission: Scope): Fact<string> {
  const keys = permission.resource.type === imagePermission.type ? permissionKeys : ['account_id'];
  const facts = keys.map((key) => readString(permission, key, 'absent'));
  return facts.find((fact) => fact.state !== 'absent') ?? readString(permission, 'account_id');
}
