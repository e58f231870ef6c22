import type { ConfigKind } from '../config-kind.ts';
import { adaptDynamodbTable } from '../dynamodb-table.ts';
import { adaptEfsFileSystem } from '../efs-file-system.ts';
import { adaptSqsQueue } from '../sqs-queue.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const stores: Readonly<Record<string, ConfigKind>> = {
  'AWS::DynamoDB::Table': {
    kind: 'dynamodb-table',
    adapt: adaptDynamodbTable,
    identities: ['configuration.tableName', 'configuration.tableArn'],
    name: 'configuration.tableName',
    needs: ['configuration'],
  },
  'AWS::EFS::FileSystem': {
    kind: 'efs-file-system',
    adapt: adaptEfsFileSystem,
    identities: ['configuration.FileSystemId', 'configuration.Arn'],
    needs: ['configuration'],
  },
  'AWS::SQS::Queue': {
    kind: 'sqs-queue',
    adapt: adaptSqsQueue,
    identities: ['configuration.QueueName', 'configuration.QueueUrl', 'configuration.QueueArn'],
    name: 'configuration.QueueName',
    needs: ['configuration'],
  },
};
