import { backupRows } from './backup-rows.ts';
import { databaseSurroundingsRows } from './database-rows.ts';
import { keyArn } from './keys.ts';
import { defaultVpcs } from './network.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, hex, home, type Tags, uuid } from './words.ts';

interface Database {
  readonly identifier: string;
  readonly tags: Tags;
  readonly [setting: string]: unknown;
}

function databaseRow({ identifier, tags, ...settings }: Database): Row {
  const arn = arnOf('rds', `db:${identifier}`);
  const id = `db-${hex(identifier, 26).toUpperCase()}`;
  return row('AWS::RDS::DBInstance', {
    id,
    name: identifier,
    arn,
    zone: settings.multiAZ === true ? 'Multiple Availability Zones' : 'eu-west-1a',
    tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      dBInstanceIdentifier: identifier,
      dBInstanceArn: arn,
      dbiResourceId: id,
      dBInstanceStatus: 'available',
      engine: 'postgres',
      engineVersion: '17.5',
      dBInstanceClass: 'db.r7g.large',
      masterUsername: 'caja',
      allocatedStorage: 100.0,
      preferredBackupWindow: '01:10-01:40',
      preferredMaintenanceWindow: 'sun:03:00-sun:04:00',
      backupRetentionPeriod: 14.0,
      multiAZ: true,
      storageEncrypted: true,
      storageType: 'gp3',
      kmsKeyId: keyArn('caja-prod-database'),
      publiclyAccessible: false,
      autoMinorVersionUpgrade: true,
      deletionProtection: true,
      performanceInsightsEnabled: true,
      monitoringInterval: 60.0,
      iAMDatabaseAuthenticationEnabled: true,
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: ['upgrade', 'postgresql'],
      cACertificateIdentifier: 'rds-ca-rsa2048-g1',
      pendingModifiedValues: {},
      readReplicaDBInstanceIdentifiers: [],
      availabilityZone: 'eu-west-1a',
      endpoint: { address: `${identifier}.c1aja2prod3x.eu-west-1.rds.amazonaws.com`, port: 5432.0 },
      maxAllocatedStorage: 500.0,
      dBParameterGroups: [
        { dBParameterGroupName: 'caja-prod-database-postgres17', parameterApplyStatus: 'in-sync' },
      ],
      dBSubnetGroup: { dBSubnetGroupName: 'caja-prod-database', subnetGroupStatus: 'Complete' },
      dBInstanceAutomatedBackupsReplications: [],
      vpcSecurityGroups: [{ status: 'active', vpcSecurityGroupId: `sg-${hex('caja-prod-database', 17)}` }],
      ...settings,
    },
  });
}

const databases: readonly Database[] = [
  {
    identifier: 'caja-prod-database',
    tags: { ...cajaTags('database', 'caja-prod-database'), Critical: 'true' },
    dBInstanceAutomatedBackupsReplications: [
      {
        dBInstanceAutomatedBackupsArn: arnOf(
          'rds',
          `auto-backup:ab-${hex('caja-prod-database replicated', 26)}`,
          'eu-central-1',
        ),
      },
    ],
  },
  // Made by hand in October: three days of backups, and nothing protects it.
  {
    identifier: 'caja-prod-reporting',
    tags: { Environment: 'prod', Service: 'reporting' },
    dBInstanceClass: 'db.t4g.medium',
    backupRetentionPeriod: 3.0,
    multiAZ: false,
    deletionProtection: false,
    storageEncrypted: false,
    kmsKeyId: undefined,
    performanceInsightsEnabled: false,
    monitoringInterval: 0.0,
    iAMDatabaseAuthenticationEnabled: false,
    autoMinorVersionUpgrade: false,
    publiclyAccessible: true,
    enabledCloudwatchLogsExports: [],
    readReplicaSourceDBInstanceIdentifier: undefined,
    maxAllocatedStorage: undefined,
    dBParameterGroups: [{ dBParameterGroupName: 'default.postgres17', parameterApplyStatus: 'in-sync' }],
    dBSubnetGroup: { dBSubnetGroupName: 'default', subnetGroupStatus: 'Complete' },
    // Nobody chose a group: it wears the default one of the default VPC.
    vpcSecurityGroups: [
      { status: 'active', vpcSecurityGroupId: `sg-${hex(`default ${defaultVpcs[home]}`, 17)}` },
    ],
  },
  ...[1, 2].map((number) => ({
    identifier: `caja-prod-analytics-${number}`,
    tags: cajaTags('analytics', `caja-prod-analytics-${number}`),
    engine: 'aurora-postgresql',
    engineVersion: '16.6',
    dBClusterIdentifier: 'caja-prod-analytics',
    backupRetentionPeriod: 7.0,
    multiAZ: false,
    storageType: 'aurora',
    allocatedStorage: 1.0,
    maxAllocatedStorage: undefined,
    availabilityZone: number === 1 ? 'eu-west-1a' : 'eu-west-1b',
    dBParameterGroups: [
      { dBParameterGroupName: 'default.aurora-postgresql16', parameterApplyStatus: 'in-sync' },
    ],
  })),
];

function clusterRow(): Row {
  const identifier = 'caja-prod-analytics';
  const arn = arnOf('rds', `cluster:${identifier}`);
  const id = `cluster-${hex(identifier, 26).toUpperCase()}`;
  return row('AWS::RDS::DBCluster', {
    id,
    name: identifier,
    arn,
    zone: 'Multiple Availability Zones',
    // As critical as the database, and nobody copies it anywhere.
    tags: { ...cajaTags('analytics', identifier), Critical: 'true' },
    tagsIn: 'supplementary.Tags',
    configuration: {
      dbclusterIdentifier: identifier,
      dbclusterArn: arn,
      dbClusterResourceId: id,
      availabilityZones: [{ value: 'eu-west-1a' }, { value: 'eu-west-1b' }, { value: 'eu-west-1c' }],
      endpoint: { value: `${identifier}.cluster-c1aja2prod3x.${home}.rds.amazonaws.com` },
      clusterCreateTime: 1.757502e12,
      dbclusterMembers: [1, 2].map((number) => ({
        dbinstanceIdentifier: `${identifier}-${number}`,
        clusterWriter: number === 1,
        isClusterWriter: number === 1,
        promotionTier: 1.0,
        dbclusterParameterGroupStatus: 'in-sync',
      })),
      engine: 'aurora-postgresql',
      engineMode: 'provisioned',
      port: 5432.0,
      allocatedStorage: 1.0,
      dbclusterParameterGroup: 'caja-prod-analytics-aurora16',
      dbsubnetGroup: 'caja-prod-database',
      vpcSecurityGroups: [{ status: 'active', vpcSecurityGroupId: `sg-${hex('caja-prod-database', 17)}` }],
      engineVersion: '16.6',
      readReplicaIdentifiers: [],
      multiAZ: true,
      backupRetentionPeriod: 7.0,
      storageEncrypted: true,
      kmsKeyId: keyArn('caja-prod-database'),
      deletionProtection: true,
      iamdatabaseAuthenticationEnabled: true,
      copyTagsToSnapshot: true,
      enabledCloudwatchLogsExports: ['postgresql'],
      masterUserSecret: {
        secretArn: arnOf('secretsmanager', `secret:rds!cluster-${uuid(identifier)}-a1b2c3`),
        kmsKeyId: keyArn('caja-prod-database'),
      },
      pendingModifiedValues: {},
    },
  });
}

/** Databases, alone and in a cluster, what stands around them and what backs them up. */
export function databaseRows(): readonly Row[] {
  return [...databases.map(databaseRow), clusterRow(), ...databaseSurroundingsRows(), ...backupRows()];
}
