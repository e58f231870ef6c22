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
    instanceClass: string('Instance class of a Multi-AZ DB cluster; the instances of Aurora have their own', {
      optional: true,
    }),
    allocatedStorageGib: int("Storage of a Multi-AZ DB cluster; Aurora's grows by itself", {
      unit: 'GiB',
      optional: true,
    }),
    port: int('Port it listens on'),
    region: string('Region it lies in'),
    subnetGroupName: string('DB subnet group it stands in; without one it stands in the default VPC', {
      optional: true,
    }),
    securityGroupIds: list(
      string('group'),
      "Security groups that somebody gave it; with none it wears its VPC's default group",
    ),
    parameterGroupName: string("DB cluster parameter group it uses; absent where it is AWS's default one", {
      optional: true,
    }),
    ownParameterGroup: bool(
      'Its parameter group is one that somebody made, not the default.* that AWS keeps',
    ),
    performanceInsights: bool('Performance Insights is on, for a Multi-AZ DB cluster'),
    monitoringIntervalSeconds: int('Enhanced monitoring interval of a Multi-AZ DB cluster; 0 is off', {
      unit: 'seconds',
    }),
    backupRetentionDays: int('Days that automated backups are kept; at least 1', { unit: 'days' }),
    storageEncrypted: bool('Storage is encrypted at rest'),
    kmsKeyId: string('KMS key of the storage, by ARN', { optional: true }),
    deletionProtection: bool('It cannot be deleted without lifting this first'),
    iamAuthentication: bool('Log-in by IAM is on'),
    copyTagsToSnapshots: bool('Snapshots get the tags'),
    logExports: list(string('log'), 'Logs exported to CloudWatch'),
    managedMasterPassword: bool('RDS keeps the master password in Secrets Manager'),
    masterPasswordFromSecret: bool('The master password is read from a secret of Secrets Manager', {
      onlyIn: ['terraform-plan'],
    }),
    replicaOf: string('Cluster or instance it replicates', { optional: true }),
    globalRegions: list(string('region'), 'Regions of the other clusters of its global database'),
    replicaRegions: list(
      string('region'),
      'Regions of the read replicas that it names itself; in a plan a replica names its source, and this is empty',
    ),
    recoveryPointMinutes: int(
      'How far the latest time to which it can be restored lies back; absent where it cannot be restored to a time',
      { unit: 'minutes', optional: true, onlyIn: ['aws-account'] },
    ),
    stopped: bool('Somebody stopped it, so that nothing is written to it', { onlyIn: ['aws-account'] }),
  },
  relations: {
    members: many('rds-instance', { theirs: 'clusterId' }, 'The instances of this cluster'),
    replicas: many('rds-cluster', { theirs: 'replicaOf' }, 'The clusters that replicate it'),
    subnetGroup: one('db-subnet-group', { mine: 'subnetGroupName' }, 'The subnet group it stands in'),
    securityGroups: many('security-group', { mine: 'securityGroupIds' }, 'The security groups it wears'),
    parameterGroup: one(
      'db-parameter-group',
      { mine: 'parameterGroupName' },
      'The parameter group it uses, where somebody made one',
    ),
    backupPlans: many('backup-plan', { theirs: 'selected' }, 'AWS Backup plans that back it up'),
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts its storage'),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
