import { type Fact, known } from '../../../model/fact.ts';
import { awsDefault, isScope, readBlock, readBool, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { Part } from './s3-part.ts';

/**
 * Buckets start unversioned, and Terraform suspends the versioning that it takes away. A bucket's own state only says that
 * versioning is not enabled. https://docs.aws.amazon.com/AmazonS3/latest/userguide/Versioning.html
 */
export function readVersioning(at: Scope, part: Part): Fact<string> {
  if (part.by === 'open') return part.cause;
  if (part.by === 'removed') {
    const block = readBlock(part.at, 'versioning_configuration');
    const never = isScope(block) && block.values.status === 'Disabled';
    return known(never ? 'Disabled' : 'Suspended', at.place, 'aws_s3_bucket_versioning');
  }
  if (part.by === 'resource') {
    const block = readBlock(part.at, 'versioning_configuration');
    if (isScope(block)) return readString(block, 'status');
    return block ?? awsDefault(part.at, 'versioning_configuration', 'Disabled');
  }
  const block = readBlock(at, 'versioning', 'nothing');
  if (block === undefined) return awsDefault(at, 'versioning', 'Disabled');
  if (!isScope(block)) return block;
  const enabled = readBool(block, 'enabled', { always: false });
  return enabled.state === 'known' ? { ...enabled, value: enabled.value ? 'Enabled' : 'Disabled' } : enabled;
}

/** Whether a version's deletion needs a second factor; nobody who does not write it has it. */
export function readMfaDelete(at: Scope, part: Part): Fact<boolean> {
  if (part.by === 'open') return part.cause;
  if (part.by === 'resource') {
    const block = readBlock(part.at, 'versioning_configuration');
    if (block !== undefined && !isScope(block)) return block;
    const status = block === undefined ? undefined : readString(block, 'mfa_delete', { always: 'Disabled' });
    if (status?.state === 'known') return { ...status, value: status.value === 'Enabled' };
    return status ?? awsDefault(part.at, 'versioning_configuration', false);
  }
  const block = part.by === 'bucket' ? readBlock(at, 'versioning', 'nothing') : undefined;
  if (block === undefined) return awsDefault(at, 'versioning', false);
  return isScope(block) ? readBool(block, 'mfa_delete', { always: false }) : block;
}
