import { absent, type Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { holdsValue, readBool, readInt, readString, readStrings } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';

/**
 * `aws_db_instance`. Defaults are those of CreateDBInstance, save where the provider sends its own.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
 */
export function adaptRdsInstance(at: Scope): FactsOf<Kinds['rds-instance']> {
  const off = unlessCopied(at, false);
  return {
    identifier: readString(at, 'identifier'),
    engine: readString(at, 'engine', unlessCopied(at)),
    engineVersion: readString(at, 'engine_version', unlessCopied(at)),
    instanceClass: readString(at, 'instance_class'),
    multiAz: readBool(at, 'multi_az', { default: false }),
    backupRetentionDays: readInt(at, 'backup_retention_period', backupsUnset(at)),
    storageEncrypted: readBool(at, 'storage_encrypted', off),
    kmsKeyId: readString(at, 'kms_key_id', keyUnset(at)),
    publiclyAccessible: readBool(at, 'publicly_accessible', { default: false }),
    autoMinorVersionUpgrade: readBool(at, 'auto_minor_version_upgrade', { default: true }),
    deletionProtection: readBool(at, 'deletion_protection', { default: false }),
    performanceInsights: readBool(at, 'performance_insights_enabled', off),
    monitoringIntervalSeconds: readInt(at, 'monitoring_interval', { default: 0 }),
    iamAuthentication: readBool(at, 'iam_database_authentication_enabled', off),
    copyTagsToSnapshots: readBool(at, 'copy_tags_to_snapshot', { default: false }),
    logExports: readStrings(at, 'enabled_cloudwatch_logs_exports'),
    managedMasterPassword: readManagedPassword(at),
    clusterId: absent(at.place, 'cluster_identifier'),
    replicaOf: readString(at, 'replicate_source_db', 'absent'),
  };
}

/** An instance restored or replicated from another takes over what nobody writes. */
function origin(at: Scope): string | undefined {
  const from = (key: string) => holdsValue(at.values[key]) || isWrittenLater(at, key);
  if (from('replicate_source_db')) return 'the database it replicates';
  if (from('snapshot_identifier')) return 'the snapshot it is restored from';
  if (holdsValue(at.values.restore_to_point_in_time)) return 'the database it is restored from';
  return undefined;
}

/** `snapshot_identifier` is known only after apply also where nobody wrote it. */
function isWrittenLater(at: Scope, key: string): boolean {
  return maskUnder(at.unknown, key) === true && at.resolver.written(at.resource, [key]).how !== 'unset';
}

function unlessCopied<V>(at: Scope, value?: V): WhenUnset<V> {
  const from = origin(at);
  if (from !== undefined) return { unknown: `known only after apply: it is taken over from ${from}` };
  return value === undefined ? undefined : { default: value };
}

/**
 * The provider sends 0 where AWS would choose 1, and replicas are made without backups. Restored instances keep the period of
 * their source. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html
 */
function backupsUnset(at: Scope): WhenUnset<number> {
  return origin(at) === 'the database it replicates' ? { default: 0 } : unlessCopied(at, 0);
}

/** Encrypted without a key of its own: RDS takes the account's default key, which has an ARN that nobody knows yet. */
function keyUnset(at: Scope): WhenUnset<string> {
  if (origin(at) !== undefined) return unlessCopied(at);
  const encrypted = at.values.storage_encrypted;
  return encrypted === true || encrypted === 'true'
    ? { unknown: 'known only after apply: RDS takes its default key, because nobody wrote one', set: true }
    : 'absent';
}

/** The provider does not read the switch back; the secret that RDS keeps tells of it. */
export function readManagedPassword(at: Scope): Fact<boolean> {
  if (!at.fresh && at.values.manage_master_user_password === null) {
    const secret = at.values.master_user_secret;
    if (Array.isArray(secret))
      return { state: 'known', value: secret.length > 0, place: at.place, path: 'master_user_secret' };
  }
  return readBool(at, 'manage_master_user_password', { default: false });
}
