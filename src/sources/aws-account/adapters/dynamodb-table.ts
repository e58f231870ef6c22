import { type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { truthOf } from './truth-of.ts';

type Table = FactsOf<Kinds['dynamodb-table']>;

/** `AWS::DynamoDB::Table` of AWS Config. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_TableDescription.html */
export function adaptDynamodbTable(item: ItemReader): Table {
  const recovery =
    'supplementaryConfiguration.ContinuousBackupsDescription.pointInTimeRecoveryDescription.pointInTimeRecoveryStatus';
  return {
    tableName: item.string('configuration.tableName', 'absent'),
    pointInTimeRecovery: truthOf(item, recovery, { ENABLED: true, DISABLED: false }),
    ...encryption(item),
    deletionProtection: item.bool('configuration.deletionProtectionEnabled'),
    replicaRegions: replicaRegions(item),
    policy: item.unknown(
      'configuration',
      'not-recorded',
      'AWS Config does not record the resource policy of a table',
    ),
  };
}

/**
 * DynamoDB describes no encryption where it is by a key that AWS owns.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.tutorial.html
 */
function encryption(item: ItemReader): Pick<Table, 'kmsEncryption' | 'kmsKeyId'> {
  const path = 'configuration.ssedescription';
  const keyPath = `${path}.kmsmasterKeyArn`;
  const none = { kmsEncryption: item.known(path, false), kmsKeyId: item.absent(keyPath) };
  if (item.json(path) === undefined) return none;
  const isOn = truthOf(item, `${path}.status`, { ENABLED: true, DISABLED: false });
  if (isOn.state !== 'known') return { kmsEncryption: isOn, kmsKeyId: isOn as Fact<never> };
  if (!isOn.value) return none;
  // AES256, which the API still names, is encryption by a key that AWS owns.
  const byKms = truthOf(item, `${path}.ssetype`, { KMS: true, AES256: false });
  return {
    kmsEncryption: byKms,
    kmsKeyId: byKms.state === 'known' && !byKms.value ? item.absent(keyPath) : item.string(keyPath),
  };
}

/** A replica that failed, that is going, or that its key or its region has cut off is no copy to fall back on. */
const inForce = new Set(['ACTIVE', 'CREATING', 'UPDATING']);

/**
 * Replicas of the first version of global tables are not among them: a table that has a version and no replicas is one of those.
 * https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_ReplicaDescription.html
 */
function replicaRegions(item: ItemReader): Table['replicaRegions'] {
  const path = 'configuration.replicas';
  if (item.json(path) === undefined && item.json('configuration.globalTableVersion') !== undefined)
    return item.unknown(path, 'not-recorded', 'AWS Config does not record the replicas of old global tables');
  const replicas = item.list(
    path,
    (replica) => ({ region: replica.string('regionName'), status: replica.string('replicaStatus') }),
    'empty',
  );
  if (replicas.state !== 'known') return replicas;
  const own = item.place.source === 'aws-account' ? item.place.region : '';
  const items = replicas.value.items.flatMap((replica): readonly Fact<string>[] => {
    if (replica.state !== 'known') return replica.state === 'unknown' ? [replica] : [];
    const { region, status } = replica.value;
    if (region.state === 'known' && region.value === own) return [];
    if (status.state !== 'known') return [status];
    return inForce.has(status.value) ? [region] : [];
  });
  return known({ items }, replicas.place, replicas.path);
}
