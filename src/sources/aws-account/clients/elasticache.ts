import {
  DescribeCacheClustersCommand,
  DescribeReplicationGroupsCommand,
  DescribeServerlessCachesCommand,
  ElastiCacheClient,
} from '@aws-sdk/client-elasticache';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeCacheClusters: DescribeCacheClustersCommand,
  DescribeReplicationGroups: DescribeReplicationGroupsCommand,
  DescribeServerlessCaches: DescribeServerlessCachesCommand,
};

/** ElastiCache in one region. */
export function openElasticache(options: ClientOptions): Sender {
  return { client: new ElastiCacheClient(options), commands };
}
