import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { storageEncrypted } from './rds-encryption.ts';
import { managedMasterPassword } from './rds-master-password.ts';

/** `AWS::RDS::DBInstance` of AWS Config. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBInstance.html */
export function adaptRdsInstance(item: ItemReader): FactsOf<Kinds['rds-instance']> {
  return {
    identifier: item.string('configuration.dBInstanceIdentifier', 'absent'),
    engine: item.string('configuration.engine'),
    engineVersion: item.string('configuration.engineVersion'),
    instanceClass: item.string('configuration.dBInstanceClass'),
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
    clusterId: item.string('configuration.dBClusterIdentifier', 'absent'),
    replicaOf: item.string('configuration.readReplicaSourceDBInstanceIdentifier', 'absent'),
  };
}
