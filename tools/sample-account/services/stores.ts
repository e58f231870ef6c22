import { keyArn } from '../keys.ts';
import { arnOf, cajaTags, home, type Tags } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

type Json = Readonly<Record<string, unknown>>;

interface Cache {
  readonly name: string;
  readonly tags: Tags;
  readonly engine: string;
  readonly nodeType: string;
  readonly nodes: number;
  readonly encrypted: boolean;
  readonly tls: boolean;
}

const groups: readonly Cache[] = [
  {
    name: 'caja-prod-api-sessions',
    tags: cajaTags('api', 'caja-prod-api-sessions'),
    engine: 'valkey',
    nodeType: 'cache.r7g.large',
    nodes: 2,
    encrypted: true,
    tls: true,
  },
  // Came with the reporting tool, as large as its seller likes it.
  {
    name: 'reporting-cache',
    tags: { Environment: 'prod', Service: 'reporting' },
    engine: 'redis',
    nodeType: 'cache.r6g.4xlarge',
    nodes: 1,
    encrypted: false,
    tls: false,
  },
];

const pages: Cache = {
  name: 'caja-prod-web-pages',
  tags: cajaTags('web', 'caja-prod-web-pages'),
  engine: 'memcached',
  nodeType: 'cache.t4g.small',
  nodes: 2,
  encrypted: false,
  tls: true,
};

function membersOf({ name, nodes }: Cache): readonly string[] {
  return Array.from({ length: nodes }, (_, index) => `${name}-00${index + 1}`);
}

function settings({ engine, nodeType, encrypted, tls }: Cache): Json {
  return {
    Engine: engine,
    CacheNodeType: nodeType,
    AtRestEncryptionEnabled: encrypted,
    TransitEncryptionEnabled: tls,
    ...(tls && engine !== 'memcached' ? { TransitEncryptionMode: 'required' } : {}),
    AuthTokenEnabled: false,
    AutoMinorVersionUpgrade: true,
  };
}

function groupOf(cache: Cache): Json {
  return {
    ...settings(cache),
    ReplicationGroupId: cache.name,
    ARN: arnOf('elasticache', `replicationgroup:${cache.name}`),
    Status: 'available',
    MemberClusters: membersOf(cache),
    AutomaticFailover: cache.nodes > 1 ? 'enabled' : 'disabled',
    MultiAZ: cache.nodes > 1 ? 'enabled' : 'disabled',
    SnapshotRetentionLimit: cache.encrypted ? 7 : 0,
    StorageEncryptionType: cache.encrypted ? 'sse-kms' : 'none',
    ...(cache.encrypted ? { KmsKeyId: keyArn('caja-prod-database') } : {}),
  };
}

function clusterOf(cache: Cache): Json {
  return {
    ...settings(cache),
    CacheClusterId: cache.name,
    ARN: arnOf('elasticache', `cluster:${cache.name}`),
    CacheClusterStatus: 'available',
    NumCacheNodes: cache.nodes,
  };
}

/** What services of this area answer in a region, or for the account (`global`). */
export function storesAnswers(region: string): readonly ServiceAnswer[] {
  if (region !== home) return [];
  return [
    { api: 'elasticache:DescribeReplicationGroups', output: { ReplicationGroups: groups.map(groupOf) } },
    { api: 'elasticache:DescribeCacheClusters', output: { CacheClusters: [clusterOf(pages)] } },
  ];
}

/** Tags that ElastiCache lists for no cache; the nodes of a group get those of their group. */
export function storesTags(region: string): readonly (readonly [arn: string, tags: Tags])[] {
  if (region !== home) return [];
  const ofGroup = (cache: Cache) => [
    [arnOf('elasticache', `replicationgroup:${cache.name}`), cache.tags] as const,
    ...membersOf(cache).map((name) => [arnOf('elasticache', `cluster:${name}`), cache.tags] as const),
  ];
  return [...groups.flatMap(ofGroup), [arnOf('elasticache', `cluster:${pages.name}`), pages.tags]];
}
