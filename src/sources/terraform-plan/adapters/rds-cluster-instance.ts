import { absent, type Fact, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, readBool, readInt, readString } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { adaptRdsCluster, encryptedByAurora } from './rds-cluster.ts';

type Cluster = FactsOf<Kinds['rds-cluster']>;

/**
 * `aws_rds_cluster_instance`. Backups, encryption, log exports and protection are the cluster's:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export function adaptRdsClusterInstance(at: Scope, view: PhaseView): FactsOf<Kinds['rds-instance']> {
  const target = { type: 'aws_rds_cluster', names: ['cluster_identifier', 'id'] };
  const found = linkedTo(at, 'cluster_identifier', target, view);
  const cluster = found === undefined ? undefined : adaptRdsCluster(found);
  const ofCluster = <K extends keyof Cluster>(name: K, path: string): Cluster[K] | Fact<never> =>
    cluster?.[name] ?? notTold(at, path);
  return {
    identifier: readString(at, 'identifier'),
    engine: readString(at, 'engine'),
    engineVersion: readString(at, 'engine_version'),
    instanceClass: readString(at, 'instance_class'),
    // A cluster spreads over zones by its members: RDS answers false for each of them.
    multiAz: awsDefault(at, 'cluster_identifier', false),
    backupRetentionDays: ofCluster('backupRetentionDays', 'backup_retention_period'),
    storageEncrypted: at.fresh
      ? ofCluster('storageEncrypted', 'storage_encrypted')
      : encryptedByAurora(at, readBool(at, 'storage_encrypted')),
    kmsKeyId: at.fresh ? ofCluster('kmsKeyId', 'kms_key_id') : readString(at, 'kms_key_id', 'absent'),
    publiclyAccessible: readBool(at, 'publicly_accessible', { default: false }),
    autoMinorVersionUpgrade: readBool(at, 'auto_minor_version_upgrade', { default: true }),
    // "DB instances in a DB cluster can be deleted even when deletion protection is enabled for the DB cluster", the same page.
    deletionProtection: awsDefault(at, 'deletion_protection', false),
    performanceInsights: readBool(at, 'performance_insights_enabled', { default: false }),
    monitoringIntervalSeconds: readInt(at, 'monitoring_interval', { default: 0 }),
    iamAuthentication: ofCluster('iamAuthentication', 'iam_database_authentication_enabled'),
    copyTagsToSnapshots: readBool(at, 'copy_tags_to_snapshot', { default: false }),
    logExports: ofCluster('logExports', 'enabled_cloudwatch_logs_exports'),
    managedMasterPassword: ofCluster('managedMasterPassword', 'manage_master_user_password'),
    clusterId: readString(at, 'cluster_identifier'),
    replicaOf: absent(at.place, 'replicate_source_db'),
  };
}

function notTold(at: Scope, path: string): Fact<never> {
  const detail = 'the cluster decides it, and the plan does not hold the cluster';
  return unknown('not-in-plan', detail, { place: at.place, path });
}
