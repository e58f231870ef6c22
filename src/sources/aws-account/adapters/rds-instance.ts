import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { storageEncrypted } from './rds-encryption.ts';
import { managedMasterPassword, passwordFromSecret } from './rds-master-password.ts';
import { backupReplication, parameterGroupOfInstance, regionOf, securityGroups } from './rds-parts.ts';

/** `AWS::RDS::DBInstance` of AWS Config. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html */
export function adaptRdsInstance(item: ItemReader): FactsOf<Kinds['rds-instance']> {
  const isMember = item.string('configuration.dBClusterIdentifier', 'absent').state === 'known';
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
    storageEncrypted: storageEncrypted(item, 'configuration.instanceCreateTime'),
    kmsKeyId: item.string('configuration.kmsKeyId', 'absent'),
    publiclyAccessible: item.bool('configuration.publiclyAccessible'),
    autoMinorVersionUpgrade: item.bool('configuration.autoMinorVersionUpgrade'),
    deletionProtection: item.bool('configuration.deletionProtection'),
    performanceInsights: item.bool('configuration.performanceInsightsEnabled'),
    monitoringIntervalSeconds: item.int('configuration.monitoringInterval'),
    iamAuthentication: item.bool('configuration.iAMDatabaseAuthenticationEnabled'),
    copyTagsToSnapshots: item.bool('configuration.copyTagsToSnapshot'),
    logExports: item.strings('configuration.enabledCloudwatchLogsExports'),
    managedMasterPassword: managedMasterPassword(item),
    masterPasswordFromSecret: passwordFromSecret(item),
    clusterId: item.string('configuration.dBClusterIdentifier', 'absent'),
    replicaOf: item.string('configuration.readReplicaSourceDBInstanceIdentifier', 'absent'),
    backupReplicationRegions: backupReplication(item),
  };
}
