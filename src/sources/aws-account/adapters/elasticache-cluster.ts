import { absent, type Fact, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { placeOf } from '../item.ts';
import type { RegionAnswers } from './evidence.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import { truthOf } from './truth-of.ts';

type Cache = FactsOf<Kinds['elasticache-cluster']>;

const groupsApi = 'elasticache:DescribeReplicationGroups';
const clustersApi = 'elasticache:DescribeCacheClusters';

/** https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_ReplicationGroup.html */
export function adaptReplicationGroup(answers: RegionAnswers): (group: ItemReader) => Cache {
  return (group) => {
    const encryptedInTransit = group.bool('TransitEncryptionEnabled');
    return {
      cacheName: group.string('ReplicationGroupId'),
      groupId: group.absent('ReplicationGroupId'),
      serverless: group.known('ReplicationGroupId', false),
      engine: engineOf(group, answers),
      encryptedAtRest: encryptedAtRest(group),
      encryptedInTransit,
      transitMode: transitMode(group, encryptedInTransit),
      kmsKeyId: group.string('KmsKeyId', 'absent'),
      automaticFailover: automaticFailover(group),
      snapshotRetentionDays: group.int('SnapshotRetentionLimit', { always: 0 }),
      nodeType: group.string('CacheNodeType'),
    };
  };
}

/**
 * A cluster of its own, or a member of a replication group, which has the group's settings.
 * https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CacheCluster.html
 */
export function adaptCacheCluster(answers: RegionAnswers): (cluster: ItemReader) => Cache {
  return (cluster) => {
    const groupId = cluster.string('ReplicationGroupId', 'absent');
    const encryptedInTransit = cluster.bool('TransitEncryptionEnabled');
    const own = {
      cacheName: cluster.string('CacheClusterId'),
      groupId,
      serverless: cluster.known('CacheClusterId', false),
      engine: cluster.string('Engine'),
      encryptedAtRest: cluster.bool('AtRestEncryptionEnabled'),
      encryptedInTransit,
      transitMode: transitMode(cluster, encryptedInTransit),
      // CreateCacheCluster knows no key and no failover.
      kmsKeyId: cluster.absent('CacheClusterId'),
      automaticFailover: cluster.known('CacheClusterId', false),
      // Memcached has no snapshots, nor a word about them.
      snapshotRetentionDays: cluster.int('SnapshotRetentionLimit', { always: 0 }),
      nodeType: cluster.string('CacheNodeType'),
    };
    return groupId.state === 'absent' ? own : { ...own, ...ofTheGroup(cluster, groupId, answers) };
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

/** What only the group tells of its members. */
function ofTheGroup(cluster: ItemReader, groupId: Fact<string>, answers: RegionAnswers) {
  const id = groupId.state === 'known' ? groupId.value : '';
  const group = readerOf(answers, [groupsApi, 'ReplicationGroups', 'ReplicationGroupId'], id, cluster);
  if (group !== undefined)
    return {
      encryptedAtRest: encryptedAtRest(group),
      kmsKeyId: group.string('KmsKeyId', 'absent'),
      automaticFailover: automaticFailover(group),
    };
  const { missing, readBy } = answers.of(groupsApi);
  const fact: Fact<never> = unknown(
    missing?.reason ?? 'not-read',
    missing?.detail ?? `${groupsApi} does not list its replication group ${id}`,
    { place: placeOf(readBy, id), path: 'ReplicationGroupId' },
  );
  return { encryptedAtRest: fact, kmsKeyId: fact, automaticFailover: fact };
}

/** Groups told their engine only when there was a second one to choose; their members always have. */
function engineOf(group: ItemReader, answers: RegionAnswers): Fact<string> {
  const engine = group.string('Engine');
  if (engine.state === 'known') return engine;
  const members = group.json('MemberClusters');
  const first = Array.isArray(members) ? members[0] : undefined;
  if (typeof first !== 'string') return engine;
  const member = readerOf(answers, [clustersApi, 'CacheClusters', 'CacheClusterId'], first, group);
  return member === undefined ? engine : member.string('Engine');
}

function readerOf(
  answers: RegionAnswers,
  [api, list, field]: readonly [api: string, list: string, field: string],
  id: string,
  from: ItemReader,
): ItemReader | undefined {
  const root = answers.element(api, list, field, id)?.element;
  const thing = from.place.source === 'aws-account' ? from.place.id : id;
  return root === undefined
    ? undefined
    : itemReader({
        root,
        place: placeOf(answers.of(api).readBy, thing),
        holder: `the answer of ${api}`,
        base: list,
      });
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
