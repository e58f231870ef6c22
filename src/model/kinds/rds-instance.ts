import { bool, defineKind, int, list, many, one, string } from '../kind.ts';

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
    allocatedStorageGib: int('Storage it has; a member of a cluster has none of its own', {
      unit: 'GiB',
      optional: true,
    }),
    maxAllocatedStorageGib: int('Ceiling of its storage autoscaling; 0 where it does not grow by itself', {
      unit: 'GiB',
    }),
    port: int('Port it listens on'),
    region: string('Region it lies in'),
    availabilityZone: string('Zone it lies in; absent where AWS has yet to choose it', { optional: true }),
    subnetGroupName: string('DB subnet group it stands in; without one it stands in the default VPC', {
      optional: true,
    }),
    securityGroupIds: list(
      string('group'),
      "Security groups that somebody gave it; with none it wears its VPC's default group",
    ),
    parameterGroupName: string("DB parameter group it uses; absent where it is AWS's default one", {
      optional: true,
    }),
    ownParameterGroup: bool(
      'Its parameter group is one that somebody made, not the default.* that AWS keeps',
    ),
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
    masterPasswordFromSecret: bool('The master password is read from a secret of Secrets Manager', {
      onlyIn: ['terraform-plan'],
    }),
    clusterId: string('Cluster it is a member of', { optional: true }),
    replicaOf: string('Instance or cluster it is a read replica of', { optional: true }),
    backupReplicationRegions: list(string('region'), 'Regions that its automated backups are replicated to'),
    replicaRegions: list(
      string('region'),
      'Regions of the read replicas that it names itself; in a plan a replica names its source, and this is empty',
    ),
    recoveryPointMinutes: int(
      'How far the latest time to which it can be restored lies back; absent where it cannot be restored to a time',
      { unit: 'minutes', optional: true, onlyIn: ['aws-account'] },
    ),
    stopped: bool('Somebody stopped it, so that nothing is written to it', { onlyIn: ['aws-account'] }),
    reservedPercent: int(
      "How much of what databases of its engine and family use in its region the account's active reservations pay for; absent for Serverless v2",
      { unit: 'percent', optional: true, onlyIn: ['aws-account'] },
    ),
  },
  relations: {
    cluster: one('rds-cluster', { mine: 'clusterId' }, 'The cluster it is a member of'),
    replicaSource: one('rds-instance', { mine: 'replicaOf' }, 'The instance it replicates'),
    replicas: many('rds-instance', { theirs: 'replicaOf' }, 'Its read replicas'),
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
