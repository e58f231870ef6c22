import { bool, defineKind, int, many, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const kmsKey = defineKind({
  name: 'kms-key',
  title: 'KMS key',
  service: 'kms',
  meaning: 'A KMS key',
  attributes: {
    customerManaged: bool('The customer owns it, not an AWS service'),
    state: string('Enabled, Disabled, PendingDeletion, PendingImport …'),
    symmetric: bool('A symmetric encryption key with material from KMS: the sort that can rotate by itself'),
    rotates: bool('Its material is rotated automatically'),
    deletionWindowDays: int('Days between asking for deletion and losing the key', {
      unit: 'days',
      onlyIn: ['terraform-plan'],
    }),
    policy: policyDocument('The key policy'),
  },
  relations: {
    buckets: many('s3-bucket', { theirs: 'encryption.kmsKeyId' }, 'Buckets whose default encryption uses it'),
    caches: many('elasticache-cluster', { theirs: 'kmsKeyId' }, 'Caches that it encrypts'),
    clusters: many('rds-cluster', { theirs: 'kmsKeyId' }, 'RDS clusters that it encrypts'),
    databases: many('rds-instance', { theirs: 'kmsKeyId' }, 'RDS instances that it encrypts'),
    fileSystems: many('efs-file-system', { theirs: 'kmsKeyId' }, 'File systems that it encrypts'),
    logGroups: many('log-group', { theirs: 'kmsKeyId' }, 'Log groups that it encrypts'),
    queues: many('sqs-queue', { theirs: 'kmsKeyId' }, 'Queues that it encrypts'),
    repositories: many('ecr-repository', { theirs: 'kmsKeyId' }, 'Repositories that it encrypts'),
    secrets: many('secret', { theirs: 'kmsKeyId' }, 'Secrets that it encrypts'),
    tables: many('dynamodb-table', { theirs: 'kmsKeyId' }, 'Tables that it encrypts'),
    topics: many('sns-topic', { theirs: 'kmsKeyId' }, 'Topics that it encrypts'),
    trails: many('cloudtrail-trail', { theirs: 'kmsKeyId' }, 'Trails whose log files it encrypts'),
    vaults: many('backup-vault', { theirs: 'kmsKeyId' }, 'Backup vaults that it encrypts'),
    volumes: many('ebs-volume', { theirs: 'kmsKeyId' }, 'Volumes that it encrypts'),
  },
});
