import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { storageEncrypted } from './rds-encryption.ts';
import { managedMasterPassword } from './rds-master-password.ts';

/**
 * `AWS::RDS::DBCluster` of AWS Config, which writes other letter cases here than for instances.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBCluster.html
 */
export function adaptRdsCluster(item: ItemReader): FactsOf<Kinds['rds-cluster']> {
  return {
    identifier: item.string('configuration.dbclusterIdentifier', 'absent'),
    engine: item.string('configuration.engine'),
    engineVersion: item.string('configuration.engineVersion'),
    backupRetentionDays: item.int('configuration.backupRetentionPeriod'),
    storageEncrypted: storageEncrypted(item, 'configuration.clusterCreateTime'),
    kmsKeyId: item.string('configuration.kmsKeyId', 'absent'),
    deletionProtection: item.bool('configuration.deletionProtection'),
    iamAuthentication: item.bool('configuration.iamdatabaseAuthenticationEnabled'),
    copyTagsToSnapshots: item.bool('configuration.copyTagsToSnapshot'),
    logExports: item.strings('configuration.enabledCloudwatchLogsExports'),
    managedMasterPassword: managedMasterPassword(item),
    replicaOf: item.string('configuration.replicationSourceIdentifier', 'absent'),
  };
}
