import { adaptCacheCluster, adaptReplicationGroup, adaptServerlessCache } from '../elasticache-cluster.ts';
import { type Listing, textAt } from '../listing.ts';
import { tagsTold } from '../tags-told.ts';

/** Caches of each sort are known by a name of their own. */
function cache(id: string): Pick<Listing, 'kind' | 'id' | 'arn' | 'name' | 'tags'> {
  return {
    kind: 'elasticache-cluster',
    id: (element) => textAt(element, id),
    arn: (element) => textAt(element, 'ARN'),
    name: id,
    tags: (element, { answers }) => tagsTold(answers, textAt(element, 'ARN')),
  };
}

/** Lists of this area that services answer for themselves. */
export const stores: readonly Listing[] = [
  {
    api: 'elasticache:DescribeCacheClusters',
    list: 'CacheClusters',
    type: 'AWS::ElastiCache::CacheCluster',
    ...cache('CacheClusterId'),
    // A member has the settings and the tags of its group, which stands for it.
    leavesOut: (element) => element.ReplicationGroupId !== undefined,
    adapt: () => adaptCacheCluster,
  },
  {
    api: 'elasticache:DescribeReplicationGroups',
    list: 'ReplicationGroups',
    type: 'AWS::ElastiCache::ReplicationGroup',
    ...cache('ReplicationGroupId'),
    adapt: () => adaptReplicationGroup,
  },
  {
    api: 'elasticache:DescribeServerlessCaches',
    list: 'ServerlessCaches',
    type: 'AWS::ElastiCache::ServerlessCache',
    ...cache('ServerlessCacheName'),
    adapt: () => adaptServerlessCache,
  },
];
