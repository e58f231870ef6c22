import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'elasticache:DescribeReplicationGroups',
    scope: 'region',
    gives: 'replication groups of ElastiCache',
    kinds: ['elasticache-cluster'],
    fields: ['ReplicationGroups'],
    lists: { ReplicationGroups: 'AWS::ElastiCache::ReplicationGroup' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
  {
    api: 'elasticache:DescribeCacheClusters',
    scope: 'region',
    gives: 'cache clusters without replication',
    kinds: ['elasticache-cluster'],
    fields: ['CacheClusters'],
    lists: { CacheClusters: 'AWS::ElastiCache::CacheCluster' },
    token: 'Marker',
    // Members of replication groups have the settings of their group.
    input: { MaxRecords: 100, ShowCacheClustersNotInReplicationGroups: true },
  },
  {
    api: 'elasticache:DescribeServerlessCaches',
    scope: 'region',
    gives: 'serverless caches of ElastiCache',
    kinds: ['elasticache-cluster'],
    fields: ['ServerlessCaches'],
    lists: { ServerlessCaches: 'AWS::ElastiCache::ServerlessCache' },
    token: 'NextToken',
    // https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_DescribeServerlessCaches.html: 50 is the default.
    input: { MaxResults: 50 },
  },
];

/** Caches, which AWS Config does not record. */
export const elasticache: Collector = { actions };
