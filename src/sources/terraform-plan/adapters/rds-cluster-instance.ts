import { absent, type Fact, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, readBool, readInt, readString } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { adaptRdsCluster, encryptedByAurora } from './rds-cluster.ts';
import { noReplicasNamed, notInPlans, readParameterGroup, readRegion } from './rds-parts.ts';

type Cluster = FactsOf<Kinds['rds-cluster']>;

/**
 * `aws_rds_cluster_instance`. Backups, encryption, log exports and protection are the cluster's:
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 */
export function adaptRdsClusterInstance(at: Scope, view: PhaseView): FactsOf<Kinds['rds-instance']> {
  const target = { type: 'aws_rds_cluster', names: ['cluster_identifier', 'id'] };
  const found = linkedTo(at, 'cluster_identifier', target, view);
  const cluster = found === undefined ? undefined : adaptRdsCluster(found, view);
  const ofCluster = <K extends keyof Cluster>(name: K, path: string): Cluster[K] | Fact<never> =>
    cluster?.[name] ?? notTold(at, path);
  const group = readParameterGroup(at, 'db_parameter_group_name', 'aws_db_parameter_group', view);
  return {
    identifier: readString(at, 'identifier'),
    engine: readString(at, 'engine'),
    engineVersion: engineVersion(at, cluster),
    instanceClass: readString(at, 'instance_class'),
    allocatedStorageGib: absent(at.place, 'cluster_identifier'),
    maxAllocatedStorageGib: awsDefault(at, 'cluster_identifier', 0),
    port: ofCluster('port', 'port'),
    region: readRegion(at, view),
    availabilityZone: readString(at, 'availability_zone', 'absent'),
    subnetGroupName: ofCluster('subnetGroupName', 'db_subnet_group_name'),
    securityGroupIds: ofCluster('securityGroupIds', 'vpc_security_group_ids'),
    parameterGroupName: group.name,
    ownParameterGroup: group.own,
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
    masterPasswordFromSecret: ofCluster('masterPasswordFromSecret', 'master_password'),
    clusterId: readString(at, 'cluster_identifier'),
    replicaOf: absent(at.place, 'replicate_source_db'),
    backupReplicationRegions: awsDefault(at, 'cluster_identifier', { items: [] }),
    replicaRegions: noReplicasNamed(at),
    recoveryPointMinutes: notInPlans(at),
    stopped: notInPlans(at),
    reservedPercent: notInPlans(at),
  };
}

/** Members run the version of their cluster, where nobody wrote another. */
function engineVersion(at: Scope, cluster: Cluster | undefined): Fact<string> {
  const own = readString(at, 'engine_version');
  const isUnset = own.state === 'unknown' && own.references.length === 0;
  return at.fresh && isUnset ? (cluster?.engineVersion ?? own) : own;
}

function notTold(at: Scope, path: string): Fact<never> {
  const detail = 'the cluster decides it, and the plan does not hold the cluster';
  return unknown('not-in-plan', detail, { place: at.place, path });
}
