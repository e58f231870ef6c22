import { absent, type Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readLinks } from '../links.ts';
import { awsDefault, holdsValue, readBool, readInt, readString, readStrings } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';
import type { PhaseView } from '../view.ts';
import {
  areNeighbours,
  noReplicasNamed,
  notInPlans,
  type ParameterGroup,
  readBackupReplication,
  readParameterGroup,
  readPasswordSource,
  readPort,
  readRegion,
} from './rds-parts.ts';

/**
 * `aws_db_instance`. Defaults are those of CreateDBInstance, save where the provider sends its own.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/db_instance
 */
export function adaptRdsInstance(at: Scope, view: PhaseView): Instance {
  return adaptWithin(at, view, []);
}

/** `replicas` are those that lead to this one, for a made-up file may hold a circle. */
function adaptWithin(at: Scope, view: PhaseView, replicas: readonly Scope[]): Instance {
  const off = unlessCopied(at, false);
  return {
    ...maybeTakenOver(at, view, sourceOf(at, view, replicas)),
    identifier: readString(at, 'identifier'),
    instanceClass: readString(at, 'instance_class'),
    // "0 disables storage autoscaling", the provider's page.
    maxAllocatedStorageGib: readInt(at, 'max_allocated_storage', { always: 0 }),
    region: readRegion(at, view),
    availabilityZone: readString(at, 'availability_zone', 'absent'),
    securityGroupIds: readLinks(at, 'vpc_security_group_ids'),
    multiAz: readBool(at, 'multi_az', { default: false }),
    backupRetentionDays: readInt(at, 'backup_retention_period', backupsUnset(at)),
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
    masterPasswordFromSecret: readPasswordSource(at, ['password', 'password_wo']),
    clusterId: absent(at.place, 'cluster_identifier'),
    replicaOf: readString(at, 'replicate_source_db', 'absent'),
    backupReplicationRegions: readBackupReplication(at, view),
    replicaRegions: noReplicasNamed(at),
    recoveryPointMinutes: notInPlans(at),
    stopped: notInPlans(at),
    reservedPercent: notInPlans(at),
  };
}

/** What a replica takes over where nobody wrote it. */
function maybeTakenOver(at: Scope, view: PhaseView, source: Source | undefined) {
  const engine = takenOver(readString(at, 'engine', unlessCopied(at)), source?.facts.engine);
  const version = readString(at, 'engine_version', unlessCopied(at));
  const group = parameterGroup(at, view, source);
  return {
    engine,
    engineVersion: takenOver(version, source?.facts.engineVersion),
    allocatedStorageGib: takenOver(
      readInt(at, 'allocated_storage', unlessCopied(at)),
      source?.facts.allocatedStorageGib,
    ),
    port: takenOver(readPort(at, engine, unlessCopied(at)), source?.facts.port),
    storageEncrypted: encryption(at, source),
    subnetGroupName: subnetGroup(at, source),
    parameterGroupName: group.name,
    ownParameterGroup: group.own,
  };
}

type Instance = FactsOf<Kinds['rds-instance']>;

/** The database that a replica will be a copy of. `near`: in the same region; `undefined` where nobody can tell. */
interface Source {
  readonly facts: Instance;
  readonly near: boolean | undefined;
}

function sourceOf(at: Scope, view: PhaseView, replicas: readonly Scope[]): Source | undefined {
  if (!at.fresh) return undefined;
  const target = { type: 'aws_db_instance', names: ['arn', 'identifier', 'id'] };
  const found = linkedTo(at, 'replicate_source_db', target, view);
  if (found === undefined || found === at || replicas.includes(found)) return undefined;
  return { facts: adaptWithin(found, view, [...replicas, at]), near: areNeighbours(at, found, view) };
}

/** What a replica takes over from its source, where nobody wrote it otherwise. */
function takenOver<V>(own: Fact<V>, source: Fact<V> | undefined): Fact<V> {
  return source === undefined || isWritten(own) ? own : source;
}

function isWritten<V>(fact: Fact<V>): boolean {
  return (
    fact.state === 'known' || (fact.state === 'unknown' && (fact.set === true || fact.references.length > 0))
  );
}

/** Replicas are encrypted as their source is; with a key of their own they are, whatever the source. */
function encryption(at: Scope, source: Source | undefined): Fact<boolean> {
  const own = readBool(at, 'storage_encrypted', unlessCopied(at, false));
  if (source === undefined || own.state === 'known') return own;
  const key = readString(at, 'kms_key_id', 'absent');
  return key.state === 'absent' ? source.facts.storageEncrypted : awsDefault(at, 'kms_key_id', true);
}

/** A replica in the region of its source stands in the source's subnet group, else in the default VPC: the provider's page. */
function subnetGroup(at: Scope, source: Source | undefined): Fact<string> {
  const key = 'db_subnet_group_name';
  const name = readString(at, key, isReplica(at) && source?.near !== false ? unlessCopied(at) : 'absent');
  return source?.near === true ? takenOver(name, source.facts.subnetGroupName) : name;
}

/** So it is with the parameter group: https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstanceReadReplica.html */
function parameterGroup(at: Scope, view: PhaseView, source: Source | undefined): ParameterGroup {
  const key = 'parameter_group_name';
  const group = readParameterGroup(at, key, 'aws_db_parameter_group', view);
  if (group.name.state !== 'absent' || !isReplica(at) || source?.near === false) return group;
  if (source?.near === true)
    return { name: source.facts.parameterGroupName, own: source.facts.ownParameterGroup };
  const fact = readString(at, key, unlessCopied(at));
  return { name: fact, own: fact.state === 'unknown' ? fact : group.own };
}

function isReplica(at: Scope): boolean {
  return origin(at) === 'the database it replicates';
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
  return isReplica(at) ? { default: 0 } : unlessCopied(at, 0);
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
