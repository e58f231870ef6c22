import { adaptBackupPlan } from '../backup-plan.ts';
import { adaptBackupVault } from '../backup-vault.ts';
import type { ConfigKind } from '../config-kind.ts';
import { adaptDynamodbTable } from '../dynamodb-table.ts';
import { adaptEfsFileSystem } from '../efs-file-system.ts';
import { adaptSqsQueue } from '../sqs-queue.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const stores: Readonly<Record<string, ConfigKind>> = {
  'AWS::Backup::BackupPlan': {
    kind: 'backup-plan',
    adapt: adaptBackupPlan,
    identities: ['configuration.BackupPlanId', 'configuration.BackupPlanArn'],
    name: 'configuration.BackupPlan.BackupPlanName',
    // AWS Config's resource name is the plan's id.
    ownNameFirst: true,
    needs: ['configuration'],
  },
  'AWS::Backup::BackupVault': {
    kind: 'backup-vault',
    adapt: adaptBackupVault,
    identities: ['configuration.BackupVaultName', 'configuration.BackupVaultArn'],
    name: 'configuration.BackupVaultName',
    needs: ['configuration'],
  },
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
