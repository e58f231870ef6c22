import { absent, byDefault, type Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { isScope, readBlock, readBool, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { Link, PhaseView } from '../view.ts';

type FileSystem = FactsOf<Kinds['efs-file-system']>;

export const fileSystemPolicy: Link = {
  type: 'aws_efs_file_system_policy',
  by: 'file_system_id',
  owner: ['id'],
};
export const backupPolicy: Link = { type: 'aws_efs_backup_policy', by: 'file_system_id', owner: ['id'] };

/** `aws_efs_file_system`. https://docs.aws.amazon.com/efs/latest/ug/API_CreateFileSystem.html */
export function adaptEfsFileSystem(at: Scope, view: PhaseView): FileSystem {
  const encrypted = readBool(at, 'encrypted', { default: false });
  return {
    encrypted,
    kmsKeyId: readString(at, 'kms_key_id', keyUnset(encrypted)),
    backups: readBackups(at, view),
    policy: readFilePolicy(at, view),
  };
}

/** Encrypted without a key of its own, it takes the account's default key for EFS. */
function keyUnset(encrypted: Fact<boolean>): WhenUnset<string> {
  if (encrypted.state === 'known' && !encrypted.value) return 'absent';
  if (encrypted.state === 'known')
    return { unknown: "known only after apply: EFS takes the account's default key", set: true };
  return { unknown: 'whether it is encrypted is not known' };
}

/** "Default is false. However, if you specify an AvailabilityZoneName, the default is true", CreateFileSystem. */
function readBackups(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, backupPolicy, view);
  const [own] = items;
  if (own !== undefined) {
    const block = readBlock(own, 'backup_policy');
    if (block !== undefined && !isScope(block)) return block;
    const status = block === undefined ? undefined : readString(block, 'status');
    if (status?.state === 'known') return { ...status, value: status.value.startsWith('ENABL') };
    return status ?? byDefault(false, own.place, 'backup_policy');
  }
  if (open !== undefined) return open;
  const zone = readString(at, 'availability_zone_name', 'absent');
  if (zone.state === 'unknown' && zone.set !== true) return zone;
  return readBool(at, backupPolicy.type, { default: zone.state !== 'absent' });
}

function readFilePolicy(at: Scope, view: PhaseView): FileSystem['policy'] {
  const { items, open } = attachedTo(at, fileSystemPolicy, view);
  const [own] = items;
  if (own !== undefined) return readPolicy(own, 'policy', view);
  return open ?? absent(at.place, fileSystemPolicy.type);
}
