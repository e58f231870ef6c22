import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemView } from './config-kind.ts';
import type { ItemReader } from './item-reader.ts';
import {
  type Described,
  describedCluster,
  describedInstance,
  isStopped,
  minutesBehind,
} from './rds-described.ts';
import { storageEncrypted } from './rds-encryption.ts';
import { managedMasterPassword, passwordFromSecret } from './rds-master-password.ts';
import {
  backupReplication,
  parameterGroupOfInstance,
  regionOf,
  replicaRegions,
  securityGroups,
} from './rds-parts.ts';
import { reservedPercent } from './rds-reservations.ts';

/** `AWS::RDS::DBInstance` of AWS Config. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html */
export function adaptRdsInstance(item: ItemReader, { answers }: ItemView): FactsOf<Kinds['rds-instance']> {
  const cluster = item.string('configuration.dBClusterIdentifier', 'absent');
  const isMember = cluster.state === 'known';
  const told = describedInstance(item, item.json('configuration.dBInstanceIdentifier'), answers);
  // RDS tells of the password of a cluster with the cluster alone.
  const master = isMember ? describedCluster(item, cluster.value, answers) : told;
  const group = parameterGroupOfInstance(item);
  return {
    identifier: item.string('configuration.dBInstanceIdentifier', 'absent'),
    engine: item.string('configuration.engine'),
    engineVersion: item.string('configuration.engineVersion'),
    instanceClass: item.string('configuration.dBInstanceClass'),
    allocatedStorageGib: isMember
      ? item.absent('configuration.allocatedStorage')
      : item.int('configuration.allocatedStorage'),
    // RDS leaves it out where storage does not grow by itself: API_DBInstance.html.
    maxAllocatedStorageGib: item.int('configuration.maxAllocatedStorage', { always: 0 }),
    port: item.int('configuration.endpoint.port'),
    region: regionOf(item),
    availabilityZone: item.string('configuration.availabilityZone'),
    // Every database has one; where nobody named it, it is called `default`.
    subnetGroupName: item.string('configuration.dBSubnetGroup.dBSubnetGroupName'),
    securityGroupIds: securityGroups(item),
    parameterGroupName: group.name,
    ownParameterGroup: group.own,
    multiAz: item.bool('configuration.multiAZ'),
    backupRetentionDays: item.int('configuration.backupRetentionPeriod'),
    storageEncrypted: storageEncrypted(item, 'configuration.instanceCreateTime', told),
    kmsKeyId: item.string('configuration.kmsKeyId', 'absent'),
    publiclyAccessible: item.bool('configuration.publiclyAccessible'),
    autoMinorVersionUpgrade: item.bool('configuration.autoMinorVersionUpgrade'),
    deletionProtection: item.bool('configuration.deletionProtection'),
    performanceInsights: item.bool('configuration.performanceInsightsEnabled'),
    monitoringIntervalSeconds: item.int('configuration.monitoringInterval'),
    iamAuthentication: item.bool('configuration.iAMDatabaseAuthenticationEnabled'),
    copyTagsToSnapshots: item.bool('configuration.copyTagsToSnapshot'),
    logExports: item.strings('configuration.enabledCloudwatchLogsExports'),
    managedMasterPassword: managedMasterPassword(item, master),
    masterPasswordFromSecret: passwordFromSecret(item),
    clusterId: cluster,
    replicaOf: replicaOf(item, told),
    backupReplicationRegions: backupReplication(item),
    replicaRegions: replicaRegions(item, [
      'configuration.readReplicaDBInstanceIdentifiers',
      'configuration.readReplicaDBClusterIdentifiers',
    ]),
    recoveryPointMinutes: minutesBehind(told),
    stopped: isStopped(told, 'DBInstanceStatus'),
    reservedPercent: reservedPercent(item, answers),
  };
}

/** AWS Config's published properties hold no source that is a cluster. */
function replicaOf(item: ItemReader, { own }: Described): Fact<string> {
  const source = item.string('configuration.readReplicaSourceDBInstanceIdentifier', 'absent');
  if (source.state !== 'absent' || own === undefined) return source;
  const cluster = own.string('ReadReplicaSourceDBClusterIdentifier', 'absent');
  return cluster.state === 'absent' ? source : cluster;
}
