import { bool, defineKind, int, list, many, one, string } from '../kind.ts';

export const rdsCluster = defineKind({
  name: 'rds-cluster',
  title: 'RDS cluster',
  service: 'rds',
  meaning: 'An Aurora cluster or a Multi-AZ DB cluster',
  attributes: {
    identifier: string('DB cluster identifier', { optional: true }),
    engine: string('Engine: aurora-postgresql, aurora-mysql, postgres …'),
    engineVersion: string('Engine version'),
    backupRetentionDays: int('Days that automated backups are kept; at least 1', { unit: 'days' }),
    storageEncrypted: bool('Storage is encrypted at rest'),
    kmsKeyId: string('KMS key of the storage, by ARN', { optional: true }),
    deletionProtection: bool('It cannot be deleted without lifting this first'),
    iamAuthentication: bool('Log-in by IAM is on'),
    copyTagsToSnapshots: bool('Snapshots get the tags'),
    logExports: list(string('log'), 'Logs exported to CloudWatch'),
    managedMasterPassword: bool('RDS keeps the master password in Secrets Manager'),
    replicaOf: string('Cluster or instance it replicates', { optional: true }),
  },
  relations: {
    members: many('rds-instance', { theirs: 'clusterId' }, 'The instances of this cluster'),
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts its storage'),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
