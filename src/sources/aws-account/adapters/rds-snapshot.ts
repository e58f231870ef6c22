import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { storageEncrypted } from './rds-encryption.ts';

type Snapshot = FactsOf<Kinds['rds-snapshot']>;

/** `AWS::RDS::DBSnapshot` of AWS Config. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshot.html */
export function adaptDbSnapshot(item: ItemReader): Snapshot {
  return {
    databaseId: item.string('configuration.dBInstanceIdentifier', 'absent'),
    encrypted: item.bool('configuration.encrypted'),
    sharedWith: sharedWith(item, 'supplementaryConfiguration.DBSnapshotAttributes'),
  };
}

/**
 * `AWS::RDS::DBClusterSnapshot` of AWS Config.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBClusterSnapshot.html
 */
export function adaptDbClusterSnapshot(item: ItemReader): Snapshot {
  return {
    databaseId: item.string('configuration.dbclusterIdentifier', 'absent'),
    encrypted: storageEncrypted(item, 'configuration.clusterCreateTime'),
    sharedWith: sharedWith(item, 'supplementaryConfiguration.DBClusterSnapshotAttributes'),
  };
}

/**
 * Who may restore it stands in the attribute `restore`, which AWS lists though it be empty. Nobody but its owner restores an
 * automated snapshot. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSnapshotAttribute.html
 */
function sharedWith(item: ItemReader, path: string): Fact<ListValue<string>> {
  const attributes = item.list(path, (attribute) => ({
    name: attribute.string('attributeName'),
    values: attribute.strings('attributeValues', 'empty'),
  }));
  if (attributes.state === 'known') {
    const restore = attributes.value.items.find(
      (one) =>
        one.state === 'known' && one.value.name.state === 'known' && one.value.name.value === 'restore',
    );
    if (restore?.state === 'known') return restore.value.values;
  }
  if (item.json(path) === undefined && item.json('configuration.snapshotType') === 'automated')
    return known({ items: [] }, item.place, item.at('configuration.snapshotType'));
  if (attributes.state !== 'known') return attributes;
  return item.unknown(path, 'not-recorded', "AWS Config's item does not tell who may restore it");
}
