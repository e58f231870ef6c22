import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { holdsValue, readBool, readInt, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import { readManagedPassword } from './rds-instance.ts';

/**
 * `aws_rds_cluster`. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster
 */
export function adaptRdsCluster(at: Scope): FactsOf<Kinds['rds-cluster']> {
  return {
    identifier: readString(at, 'cluster_identifier'),
    engine: readString(at, 'engine'),
    engineVersion: readString(at, 'engine_version'),
    backupRetentionDays: readInt(at, 'backup_retention_period', { default: 1 }),
    storageEncrypted: readBool(at, 'storage_encrypted', encryptionUnset(at)),
    kmsKeyId: readString(at, 'kms_key_id', keyUnset(at)),
    deletionProtection: readBool(at, 'deletion_protection', { default: false }),
    iamAuthentication: readBool(at, 'iam_database_authentication_enabled', unlessCopied(at, false)),
    copyTagsToSnapshots: readBool(at, 'copy_tags_to_snapshot', { default: false }),
    logExports: readStrings(at, 'enabled_cloudwatch_logs_exports'),
    managedMasterPassword: readManagedPassword(at),
    replicaOf: readString(at, 'replication_source_identifier', 'absent'),
  };
}

/** A cluster made from another one takes over what nobody writes. */
function isCopied(at: Scope): boolean {
  const sources = ['snapshot_identifier', 'replication_source_identifier', 'global_cluster_identifier'];
  return (
    holdsValue(at.values.restore_to_point_in_time) ||
    sources.some((key) => readString(at, key, 'absent').state !== 'absent')
  );
}

function unlessCopied<V>(at: Scope, value: V): WhenUnset<V> {
  return isCopied(at)
    ? { unknown: 'known only after apply: it is taken over from the cluster or snapshot it is made from' }
    : { default: value };
}

/** Off unless the engine mode is serverless: the provider's page. */
function encryptionUnset(at: Scope): WhenUnset<boolean> {
  return unlessCopied(at, at.values.engine_mode === 'serverless');
}

/** Encrypted without a key of its own: RDS takes its default key. */
function keyUnset(at: Scope): WhenUnset<string> {
  const encrypted = readBool(at, 'storage_encrypted', encryptionUnset(at));
  if (encrypted.state === 'known' && !encrypted.value) return 'absent';
  if (encrypted.state === 'known' && !isCopied(at))
    return {
      unknown: 'known only after apply: RDS takes its default key, because nobody wrote one',
      set: true,
    };
  return { unknown: 'known only after apply: whether it has a key depends on what it is made from' };
}
