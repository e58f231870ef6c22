import { absent, type Fact, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readLinks } from '../links.ts';
import { awsDefault, holdsValue, readBool, readInt, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { PhaseView } from '../view.ts';
import { readManagedPassword } from './rds-instance.ts';
import {
  noReplicasNamed,
  notInPlans,
  readGlobalRegions,
  readParameterGroup,
  readPasswordSource,
  readPort,
  readRegion,
} from './rds-parts.ts';

/**
 * `aws_rds_cluster`. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/rds_cluster
 */
export function adaptRdsCluster(at: Scope, view: PhaseView): FactsOf<Kinds['rds-cluster']> {
  const engine = readString(at, 'engine');
  const group = readParameterGroup(
    at,
    'db_cluster_parameter_group_name',
    'aws_rds_cluster_parameter_group',
    view,
  );
  return {
    identifier: readString(at, 'cluster_identifier'),
    engine,
    engineVersion: readString(at, 'engine_version'),
    instanceClass: readString(at, 'db_cluster_instance_class', 'absent'),
    allocatedStorageGib: storage(at, engine),
    port: readPort(at, engine, isCopied(at) ? copied : undefined),
    region: readRegion(at, view),
    subnetGroupName: readString(at, 'db_subnet_group_name', 'absent'),
    securityGroupIds: readLinks(at, 'vpc_security_group_ids'),
    parameterGroupName: group.name,
    ownParameterGroup: group.own,
    performanceInsights: readBool(at, 'performance_insights_enabled', { default: false }),
    monitoringIntervalSeconds: readInt(at, 'monitoring_interval', { default: 0 }),
    backupRetentionDays: readInt(at, 'backup_retention_period', { default: 1 }),
    storageEncrypted: clusterEncryption(at),
    kmsKeyId: readString(at, 'kms_key_id', keyUnset(at)),
    deletionProtection: readBool(at, 'deletion_protection', { default: false }),
    iamAuthentication: readBool(at, 'iam_database_authentication_enabled', unlessCopied(at, false)),
    copyTagsToSnapshots: readBool(at, 'copy_tags_to_snapshot', { default: false }),
    logExports: readStrings(at, 'enabled_cloudwatch_logs_exports'),
    managedMasterPassword: readManagedPassword(at),
    masterPasswordFromSecret: readPasswordSource(at, ['master_password', 'master_password_wo']),
    replicaOf: readString(at, 'replication_source_identifier', 'absent'),
    globalRegions: readGlobalRegions(at, view),
    replicaRegions: noReplicasNamed(at),
    recoveryPointMinutes: notInPlans(at),
    stopped: notInPlans(at),
  };
}

/** Aurora answers with a 1 that means nothing. */
function storage(at: Scope, engine: Fact<string>): Fact<number> {
  const isAurora = engine.state === 'known' && engine.value.startsWith('aurora');
  return isAurora
    ? absent(at.place, 'allocated_storage')
    : readInt(at, 'allocated_storage', isCopied(at) ? copied : undefined);
}

const copied = {
  unknown: 'known only after apply: it is taken over from the cluster or snapshot it is made from',
};

/** A cluster made from another one takes over what nobody writes. */
function isCopied(at: Scope): boolean {
  const sources = ['snapshot_identifier', 'replication_source_identifier', 'global_cluster_identifier'];
  return (
    holdsValue(at.values.restore_to_point_in_time) ||
    sources.some((key) => readString(at, key, 'absent').state !== 'absent')
  );
}

function unlessCopied<V>(at: Scope, value: V): WhenUnset<V> {
  return isCopied(at) ? copied : { default: value };
}

/**
 * Every new Aurora cluster is encrypted, whatever is written: by a key that AWS owns where `storage_encrypted` is not true.
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Overview.Encryption.html
 */
function clusterEncryption(at: Scope): Fact<boolean> {
  const path = 'storage_encrypted';
  const asked = readBool(at, path, askedUnset(at));
  const isNew = at.fresh && !isCopied(at);
  if (isNew && asked.state === 'known' && !asked.value && readEngine(at)?.startsWith('aurora') === true)
    return awsDefault(at, path, true);
  return encryptedByAurora(at, asked);
}

/** For a key that AWS owns RDS answers false as well, so that false proves nothing for Aurora, be it a cluster or a member. */
export function encryptedByAurora(at: Scope, asked: Fact<boolean>): Fact<boolean> {
  const perhapsAurora = readEngine(at)?.startsWith('aurora') ?? true;
  if (asked.state !== 'known' || asked.value || !perhapsAurora) return asked;
  const detail = 'the plan does not tell whether Aurora encrypts it with a key that AWS owns';
  return unknown('not-in-plan', detail, { place: at.place, path: asked.path });
}

function readEngine(at: Scope): string | undefined {
  const engine = readString(at, 'engine');
  return engine.state === 'known' ? engine.value : undefined;
}

/** Off unless the engine mode is serverless: the provider's page. */
function askedUnset(at: Scope): WhenUnset<boolean> {
  return unlessCopied(at, at.values.engine_mode === 'serverless');
}

/** Encrypted on request without a key of its own: RDS takes its default key. A key that AWS owns is not shown. */
function keyUnset(at: Scope): WhenUnset<string> {
  const asked = readBool(at, 'storage_encrypted', askedUnset(at));
  if (asked.state === 'known' && !asked.value) return 'absent';
  if (asked.state === 'known' && !isCopied(at))
    return {
      unknown: 'known only after apply: RDS takes its default key, because nobody wrote one',
      set: true,
    };
  return { unknown: 'known only after apply: whether it has a key depends on what it is made from' };
}
