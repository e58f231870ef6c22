import { absent, type Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { truthOf } from './truth-of.ts';

type Cache = FactsOf<Kinds['elasticache-cluster']>;

/**
 * A replication group, whose settings are those of its members.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html
 */
export function adaptReplicationGroup(group: ItemReader): Cache {
  const encryptedInTransit = group.bool('TransitEncryptionEnabled');
  return {
    cacheName: group.string('ReplicationGroupId'),
    groupId: group.absent('ReplicationGroupId'),
    serverless: group.known('ReplicationGroupId', false),
    engine: group.string('Engine'),
    encryptedAtRest: encryptedAtRest(group),
    encryptedInTransit,
    transitMode: transitMode(group, encryptedInTransit),
    kmsKeyId: group.string('KmsKeyId', 'absent'),
    automaticFailover: automaticFailover(group),
    snapshotRetentionDays: group.int('SnapshotRetentionLimit', { always: 0 }),
    nodeType: group.string('CacheNodeType'),
  };
}

/**
 * A cluster that is part of no replication group: CreateCacheCluster knows no key and no failover.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html
 */
export function adaptCacheCluster(cluster: ItemReader): Cache {
  const encryptedInTransit = cluster.bool('TransitEncryptionEnabled');
  return {
    cacheName: cluster.string('CacheClusterId'),
    groupId: cluster.string('ReplicationGroupId', 'absent'),
    serverless: cluster.known('CacheClusterId', false),
    engine: cluster.string('Engine'),
    encryptedAtRest: cluster.bool('AtRestEncryptionEnabled'),
    encryptedInTransit,
    transitMode: transitMode(cluster, encryptedInTransit),
    kmsKeyId: cluster.absent('CacheClusterId'),
    automaticFailover: cluster.known('CacheClusterId', false),
    // Memcached has no snapshots, nor a word about them.
    snapshotRetentionDays: cluster.int('SnapshotRetentionLimit', { always: 0 }),
    nodeType: cluster.string('CacheNodeType'),
  };
}

/**
 * Encrypted at rest and in transit, always.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ServerlessCache.html
 */
export function adaptServerlessCache(cache: ItemReader): Cache {
  const always = cache.known('ServerlessCacheName', true);
  return {
    cacheName: cache.string('ServerlessCacheName'),
    groupId: cache.absent('ServerlessCacheName'),
    serverless: always,
    engine: cache.string('Engine'),
    encryptedAtRest: always,
    encryptedInTransit: always,
    transitMode: cache.known('ServerlessCacheName', 'required'),
    kmsKeyId: cache.string('KmsKeyId', 'absent'),
    automaticFailover: always,
    snapshotRetentionDays: cache.int('SnapshotRetentionLimit', { always: 0 }),
    nodeType: cache.absent('ServerlessCacheName'),
  };
}

/** "Encryption at-rest may be enabled even when this value is false. Use StorageEncryptionType": API_ReplicationGroup.html. */
function encryptedAtRest(group: ItemReader): Fact<boolean> {
  const path = 'StorageEncryptionType';
  if (group.json(path) === undefined) return group.bool('AtRestEncryptionEnabled');
  return truthOf(group, path, { none: false, 'sse-elasticache': true, 'sse-kms': true });
}

function automaticFailover(group: ItemReader): Fact<boolean> {
  return truthOf(group, 'AutomaticFailover', {
    enabled: true,
    disabled: false,
    enabling: false,
    disabling: false,
  });
}

/** Nobody may connect in plain text unless `preferred` was chosen, which older engines do not know. */
function transitMode(cache: ItemReader, encrypted: Fact<boolean>): Fact<string> {
  const path = 'TransitEncryptionMode';
  if (encrypted.state !== 'known') return encrypted as Fact<never>;
  return encrypted.value ? cache.string(path, { always: 'required' }) : absent(cache.place, cache.at(path));
}
