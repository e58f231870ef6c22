import { type Area, claim } from '../claim.ts';
import { adaptDynamodbTable, tablePolicy } from '../dynamodb-table.ts';
import { adaptEfsFileSystem, backupPolicy, fileSystemPolicy } from '../efs-file-system.ts';
import {
  adaptCacheCluster,
  adaptReplicationGroup,
  adaptServerlessCache,
  aliasesOfCache,
  nameOfCache,
} from '../elasticache-cluster.ts';
import { adaptSqsQueue, queuePolicy } from '../sqs-queue.ts';

const cache = { aliases: aliasesOfCache, name: nameOfCache };

/** What is claimed of stores of data beside RDS and S3. */
export const stores: Area = {
  claims: [
    ['aws_dynamodb_table', claim('dynamodb-table', adaptDynamodbTable)],
    ['aws_efs_file_system', claim('efs-file-system', adaptEfsFileSystem)],
    ['aws_elasticache_cluster', claim('elasticache-cluster', adaptCacheCluster, cache)],
    ['aws_elasticache_replication_group', claim('elasticache-cluster', adaptReplicationGroup, cache)],
    ['aws_elasticache_serverless_cache', claim('elasticache-cluster', adaptServerlessCache)],
    ['aws_sqs_queue', claim('sqs-queue', adaptSqsQueue)],
  ],
  satellites: [backupPolicy.type, fileSystemPolicy.type, queuePolicy.type, tablePolicy.type],
};
