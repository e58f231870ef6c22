import { databaseRows } from '../databases.ts';
import { arnOf, cajaTags, home, type Tags, uuid } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

type Json = Readonly<Record<string, unknown>>;

/** The latest times to which databases can be restored; the reporting one has a full disk and saves no logs any more. */
const restorable: Readonly<Record<string, string>> = {
  'caja-prod-analytics': '2026-11-20T01:57:48.211Z',
  'caja-prod-database': '2026-11-20T01:56:31.000Z',
  'caja-prod-reporting': '2026-11-19T22:41:05.000Z',
};

function described(type: string): readonly Json[] {
  return databaseRows()
    .filter((row) => row.resourceType === type)
    .map((row) => row.configuration as Json);
}

function secretOf(configuration: Json): Json {
  const secret = configuration.masterUserSecret as Json | undefined;
  return secret === undefined
    ? {}
    : {
        MasterUserSecret: { SecretArn: secret.secretArn, SecretStatus: 'active', KmsKeyId: secret.kmsKeyId },
      };
}

function instance(configuration: Json): Json {
  const id = String(configuration.dBInstanceIdentifier);
  return {
    DBInstanceIdentifier: id,
    DBInstanceArn: configuration.dBInstanceArn,
    DbiResourceId: configuration.dbiResourceId,
    DBInstanceClass: configuration.dBInstanceClass,
    DBInstanceStatus: id === 'caja-prod-reporting' ? 'storage-full' : 'available',
    DBClusterIdentifier: configuration.dBClusterIdentifier,
    Engine: configuration.engine,
    EngineVersion: configuration.engineVersion,
    LicenseModel: 'postgresql-license',
    MultiAZ: configuration.multiAZ,
    StorageType: configuration.storageType,
    StorageEncrypted: configuration.storageEncrypted,
    StorageEncryptionType: configuration.storageEncrypted === true ? 'sse-kms' : 'none',
    BackupRetentionPeriod: configuration.backupRetentionPeriod,
    LatestRestorableTime: restorable[id],
    ...secretOf(configuration),
  };
}

function cluster(configuration: Json): Json {
  const id = String(configuration.dbclusterIdentifier);
  return {
    DBClusterIdentifier: id,
    DBClusterArn: configuration.dbclusterArn,
    DbClusterResourceId: configuration.dbClusterResourceId,
    Status: 'available',
    Engine: configuration.engine,
    EngineVersion: configuration.engineVersion,
    EngineMode: configuration.engineMode,
    MultiAZ: configuration.multiAZ,
    StorageEncrypted: configuration.storageEncrypted,
    StorageEncryptionType: 'sse-kms',
    BackupRetentionPeriod: configuration.backupRetentionPeriod,
    LatestRestorableTime: restorable[id],
    PerformanceInsightsEnabled: true,
    MonitoringInterval: 60,
    ...secretOf(configuration),
  };
}

interface Group {
  readonly name: string;
  readonly family: string;
  readonly tags?: Tags;
  /** What somebody set. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** AWS's own groups are listed with them. */
const instanceGroups: readonly Group[] = [
  {
    name: 'caja-prod-database-postgres17',
    family: 'postgres17',
    tags: cajaTags('database', 'caja-prod-database-postgres17'),
    parameters: { log_min_duration_statement: '500', 'rds.force_ssl': '1' },
  },
  { name: 'default.aurora-postgresql16', family: 'aurora-postgresql16' },
  { name: 'default.postgres17', family: 'postgres17' },
];

/** Of Aurora's families only those since 17 force TLS by themselves, and nobody has set it here. */
const clusterGroups: readonly Group[] = [
  {
    name: 'caja-prod-analytics-aurora16',
    family: 'aurora-postgresql16',
    tags: cajaTags('analytics', 'caja-prod-analytics-aurora16'),
    parameters: { shared_preload_libraries: 'pg_stat_statements' },
  },
  { name: 'default.aurora-postgresql16', family: 'aurora-postgresql16' },
];

function groupAnswers(of: 'DB' | 'DBCluster', groups: readonly Group[]): readonly ServiceAnswer[] {
  const field = `${of}ParameterGroup`;
  const part = of === 'DB' ? 'pg' : 'cluster-pg';
  return [
    {
      api: `rds:Describe${field}s`,
      output: {
        [`${field}s`]: groups.map(({ name, family }) => ({
          [`${field}Name`]: name,
          DBParameterGroupFamily: family,
          Description: `Parameters of ${family}`,
          [`${field}Arn`]: arnOf('rds', `${part}:${name}`),
        })),
      },
    },
    ...groups
      .filter(({ parameters }) => parameters !== undefined)
      .map(({ name, parameters = {} }) => ({
        api: `rds:Describe${of}Parameters`,
        input: { [`${field}Name`]: name, Source: 'user' },
        output: { Parameters: Object.entries(parameters).map(parameter) },
      })),
  ];
}

function parameter([ParameterName, ParameterValue]: readonly [string, string]): Json {
  return { ParameterName, ParameterValue, Source: 'user', IsModifiable: true, ApplyMethod: 'immediate' };
}

function reservation(product: string, count: number, multiAz: boolean, more: Json = {}): Json {
  const id = `ri-2026-03-${uuid(`reservation ${product}`).slice(0, 8)}`;
  return {
    ReservedDBInstanceId: id,
    ReservedDBInstanceArn: arnOf('rds', `ri:${id}`),
    ReservedDBInstancesOfferingId: uuid(`offering ${product}`),
    DBInstanceClass: 'db.r7g.large',
    StartTime: '2026-03-01T00:00:00.000Z',
    Duration: 31_536_000,
    DBInstanceCount: count,
    ProductDescription: product,
    OfferingType: 'No Upfront',
    MultiAZ: multiAz,
    State: 'active',
    ...more,
  };
}

/** The database is reserved, of the two instances of analytics one; what the reporting one had has run out. */
const reservations: readonly Json[] = [
  reservation('postgresql', 1, true),
  reservation('aurora-postgresql', 1, false),
  reservation('postgresql', 1, false, {
    ReservedDBInstanceId: 'ri-2024-06-reporting',
    ReservedDBInstanceArn: arnOf('rds', 'ri:ri-2024-06-reporting'),
    DBInstanceClass: 'db.t4g.medium',
    StartTime: '2024-06-01T00:00:00.000Z',
    State: 'retired',
  }),
];

/** What services of this area answer in a region, or for the account (`global`). */
export function databasesAnswers(region: string): readonly ServiceAnswer[] {
  if (region !== home) return [];
  return [
    {
      api: 'rds:DescribeDBInstances',
      output: { DBInstances: described('AWS::RDS::DBInstance').map(instance) },
    },
    { api: 'rds:DescribeDBClusters', output: { DBClusters: described('AWS::RDS::DBCluster').map(cluster) } },
    ...groupAnswers('DB', instanceGroups),
    ...groupAnswers('DBCluster', clusterGroups),
    { api: 'rds:DescribeReservedDBInstances', output: { ReservedDBInstances: reservations } },
  ];
}

/** Tags that RDS lists for no parameter group. */
export function databasesTags(region: string): readonly (readonly [arn: string, tags: Tags])[] {
  if (region !== home) return [];
  const tagged = (part: string, groups: readonly Group[]) =>
    groups.map(({ name, tags = {} }) => [arnOf('rds', `${part}:${name}`), tags] as const);
  return [...tagged('pg', instanceGroups), ...tagged('cluster-pg', clusterGroups)];
}
