import { absent, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { WhenUnset } from '../unset.ts';

type Cache = FactsOf<Kinds['elasticache-cluster']>;

/**
 * `aws_elasticache_replication_group`, which the provider makes with Redis unless told otherwise.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html
 */
export function adaptReplicationGroup(at: Scope): Cache {
  const engine = readString(at, 'engine', takenOver(at) ?? { default: 'redis' });
  const encryptedAtRest = readBool(at, 'at_rest_encryption_enabled', restUnset(at, engine));
  const encryptedInTransit = readBool(at, 'transit_encryption_enabled', takenOver(at) ?? { default: false });
  return {
    cacheName: readString(at, 'replication_group_id'),
    groupId: absent(at.place, 'replication_group_id'),
    serverless: known(false, at.place, 'type'),
    engine,
    encryptedAtRest,
    encryptedInTransit,
    transitMode: transitMode(at, encryptedInTransit),
    kmsKeyId: readString(at, 'kms_key_id', 'absent'),
    automaticFailover: readBool(at, 'automatic_failover_enabled', { default: false }),
    snapshotRetentionDays: readInt(at, 'snapshot_retention_limit', { default: 0 }),
    nodeType: readString(at, 'node_type', takenOver(at)),
  };
}

/**
 * `aws_elasticache_cluster`: a cluster without replication, or a member of a group. CreateCacheCluster knows no encryption at
 * rest. https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateCacheCluster.html
 */
export function adaptCacheCluster(at: Scope): Cache {
  const groupId = readString(at, 'replication_group_id', 'absent');
  const ofGroup: WhenUnset<never> =
    groupId.state === 'absent'
      ? undefined
      : { unknown: 'known only after apply: its replication group has it' };
  const encryptedInTransit = readBool(at, 'transit_encryption_enabled', ofGroup ?? { default: false });
  return {
    cacheName: readString(at, 'cluster_id'),
    groupId,
    serverless: known(false, at.place, 'type'),
    engine: readString(at, 'engine', ofGroup),
    encryptedAtRest: groupId.state === 'absent' ? known(false, at.place, 'type') : ofTheGroup(groupId),
    encryptedInTransit,
    transitMode:
      encryptedInTransit.state === 'known' ? requiredWhereOn(encryptedInTransit) : encryptedInTransit,
    kmsKeyId: groupId.state === 'absent' ? absent(at.place, 'type') : ofTheGroup(groupId),
    automaticFailover: groupId.state === 'absent' ? known(false, at.place, 'type') : ofTheGroup(groupId),
    snapshotRetentionDays: readInt(at, 'snapshot_retention_limit', { default: 0 }),
    nodeType: readString(at, 'node_type', ofGroup),
  };
}

/**
 * `aws_elasticache_serverless_cache`: encrypted at rest and in transit, always.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/at-rest-encryption.html
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/dg/in-transit-encryption.html
 */
export function adaptServerlessCache(at: Scope): Cache {
  const always = known(true, at.place, 'type');
  return {
    cacheName: readString(at, 'name'),
    groupId: absent(at.place, 'type'),
    serverless: always,
    engine: readString(at, 'engine'),
    encryptedAtRest: always,
    encryptedInTransit: always,
    transitMode: known('required', at.place, 'type'),
    kmsKeyId: readString(at, 'kms_key_id', 'absent'),
    automaticFailover: always,
    snapshotRetentionDays: readInt(at, 'snapshot_retention_limit', { default: 0 }),
    nodeType: absent(at.place, 'type'),
  };
}

/** Caches are named by their id, which is in the plan though the computed `id` is not. */
export function nameOfCache(at: Scope): Fact<string> {
  return readString(at, idOf(at));
}

/** The id, by which members name their group. */
export function aliasesOfCache(at: Scope): readonly string[] {
  const id = nameOfCache(at);
  return id.state === 'known' ? [id.value] : [];
}

function idOf(at: Scope): string {
  return at.resource.type === 'aws_elasticache_cluster' ? 'cluster_id' : 'replication_group_id';
}

/** A group that joins a global datastore has the engine, node type and encryption of that. */
function takenOver(at: Scope): { unknown: string } | undefined {
  return readString(at, 'global_replication_group_id', 'absent').state === 'absent'
    ? undefined
    : { unknown: 'known only after apply: it is taken over from the global datastore' };
}

/** "Default: true when using Valkey, false when using Redis OSS", CreateReplicationGroup. */
function restUnset(at: Scope, engine: Fact<string>): WhenUnset<boolean> {
  const fromGlobal = takenOver(at);
  if (fromGlobal !== undefined) return fromGlobal;
  if (engine.state === 'known') return { default: engine.value.toLowerCase() === 'valkey' };
  return { unknown: 'known only after apply: the engine decides it' };
}

/** Nobody may connect in plain text unless `preferred` was chosen. */
function transitMode(at: Scope, encrypted: Fact<boolean>): Fact<string> {
  if (encrypted.state !== 'known')
    return readString(at, 'transit_encryption_mode', {
      unknown: 'whether connections are encrypted is not known',
    });
  const path = 'transit_encryption_mode';
  if (!encrypted.value) return absent(at.place, path);
  return readString(at, path, { default: 'required' });
}

function requiredWhereOn(encrypted: Fact<boolean> & { state: 'known' }): Fact<string> {
  const { place, path } = encrypted;
  return encrypted.value ? known('required', place, path) : absent(place, path);
}

function ofTheGroup(groupId: Fact<string>): Fact<never> {
  return {
    state: 'unknown',
    reason: 'known-after-apply',
    detail: 'its replication group has it',
    references: groupId.state === 'unknown' ? groupId.references : [],
    place: groupId.place,
    path: 'replication_group_id',
  };
}
