import { bool, defineKind, int, list, one, string } from '../kind.ts';

export const rdsInstance = defineKind({
  name: 'rds-instance',
  title: 'RDS instance',
  service: 'rds',
  meaning: 'An RDS database instance, members of Aurora and Multi-AZ clusters included',
  attributes: {
    identifier: string('DB instance identifier', { optional: true }),
    engine: string('Engine: postgres, aurora-postgresql, mysql …'),
    engineVersion: string('Engine version'),
    instanceClass: string('Instance class: db.t4g.medium'),
    multiAz: bool('A standby stands in another zone'),
    backupRetentionDays: int('Days that automated backups are kept; 0 turns them off', { unit: 'days' }),
    storageEncrypted: bool('Storage is encrypted at rest'),
    kmsKeyId: string('KMS key of the storage, by ARN', { optional: true }),
    publiclyAccessible: bool('It gets a public address'),
    autoMinorVersionUpgrade: bool('Minor versions are upgraded by AWS'),
    deletionProtection: bool('It cannot be deleted without lifting this first'),
    performanceInsights: bool('Performance Insights is on'),
    monitoringIntervalSeconds: int('Enhanced monitoring interval; 0 is off', { unit: 'seconds' }),
    iamAuthentication: bool('Log-in by IAM is on'),
    copyTagsToSnapshots: bool('Snapshots get the tags'),
    logExports: list(string('log'), 'Logs exported to CloudWatch'),
    managedMasterPassword: bool('RDS keeps the master password in Secrets Manager'),
    clusterId: string('Cluster it is a member of', { optional: true }),
    replicaOf: string('Instance or cluster it is a read replica of', { optional: true }),
  },
  relations: {
    cluster: one('rds-cluster', { mine: 'clusterId' }, 'The cluster it is a member of'),
    replicaSource: one('rds-instance', { mine: 'replicaOf' }, 'The instance it replicates'),
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts its storage'),
  },
});
