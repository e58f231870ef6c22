import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemView } from './config-kind.ts';
import type { ItemReader } from './item-reader.ts';
import { describedCluster, globalRegions, isStopped, minutesBehind, notTold } from './rds-described.ts';
import { storageEncrypted } from './rds-encryption.ts';
import { managedMasterPassword, passwordFromSecret } from './rds-master-password.ts';
import { parameterGroupOfCluster, regionOf, replicaRegions, securityGroups } from './rds-parts.ts';

/**
 * `AWS::RDS::DBCluster` of AWS Config, which writes other letter cases here than for instances.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html
 */
export function adaptRdsCluster(item: ItemReader, { answers }: ItemView): FactsOf<Kinds['rds-cluster']> {
  const told = describedCluster(item, item.json('configuration.dbclusterIdentifier'), answers);
  const engine = item.json('configuration.engine');
  const isAurora = typeof engine === 'string' && engine.startsWith('aurora');
  const group = parameterGroupOfCluster(item);
  return {
    identifier: item.string('configuration.dbclusterIdentifier', 'absent'),
    engine: item.string('configuration.engine'),
    engineVersion: item.string('configuration.engineVersion'),
    instanceClass: item.string('configuration.dbclusterInstanceClass', 'absent'),
    // Aurora answers with a 1 that means nothing.
    allocatedStorageGib: isAurora
      ? item.absent('configuration.allocatedStorage')
      : item.int('configuration.allocatedStorage'),
    port: item.int('configuration.port'),
    region: regionOf(item),
    // Every cluster has one; where nobody named it, it is called `default`.
    subnetGroupName: item.string('configuration.dbsubnetGroup'),
    securityGroupIds: securityGroups(item),
    parameterGroupName: group.name,
    ownParameterGroup: group.own,
    performanceInsights:
      told.own?.bool('PerformanceInsightsEnabled') ?? notTold(told, 'PerformanceInsightsEnabled'),
    monitoringIntervalSeconds: told.own?.int('MonitoringInterval') ?? notTold(told, 'MonitoringInterval'),
    backupRetentionDays: item.int('configuration.backupRetentionPeriod'),
    storageEncrypted: storageEncrypted(item, 'configuration.clusterCreateTime', told),
    kmsKeyId: item.string('configuration.kmsKeyId', 'absent'),
    deletionProtection: item.bool('configuration.deletionProtection'),
    iamAuthentication: item.bool('configuration.iamdatabaseAuthenticationEnabled'),
    copyTagsToSnapshots: item.bool('configuration.copyTagsToSnapshot'),
    logExports: item.strings('configuration.enabledCloudwatchLogsExports'),
    managedMasterPassword: managedMasterPassword(item, told),
    masterPasswordFromSecret: passwordFromSecret(item),
    replicaOf: item.string('configuration.replicationSourceIdentifier', 'absent'),
    globalRegions: globalRegions(item.json('configuration.dbclusterArn'), item, answers),
    replicaRegions: replicaRegions(item, ['configuration.readReplicaIdentifiers']),
    recoveryPointMinutes: minutesBehind(told),
    stopped: isStopped(told, 'Status'),
  };
}
