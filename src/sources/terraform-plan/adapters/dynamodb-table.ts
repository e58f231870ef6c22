import { absent, type Fact, known, type Unknown, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { awsDefault, isScope, readBlock, readBlocks, readBool, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type Table = FactsOf<Kinds['dynamodb-table']>;

export const tablePolicy: Link = { type: 'aws_dynamodb_resource_policy', by: 'resource_arn', owner: ['arn'] };
const replica: Link = { type: 'aws_dynamodb_table_replica', by: 'global_table_arn', owner: ['arn'] };

/** `aws_dynamodb_table`. https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_CreateTable.html */
export function adaptDynamodbTable(at: Scope, view: PhaseView): Table {
  const encryption = readEncryption(at);
  return {
    tableName: readString(at, 'name'),
    pointInTimeRecovery: readRecovery(at),
    ...encryption,
    deletionProtection: readBool(at, 'deletion_protection_enabled', { default: false }),
    replicaRegions: readReplicas(at, view),
    policy: readTablePolicy(at, view),
  };
}

/**
 * Backups of the last days are off until somebody turns them on. The block is computed: unwritten, it is open as a whole.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/PointInTimeRecovery_Howitworks.html
 */
function readRecovery(at: Scope): Fact<boolean> {
  const block = readBlock(at, 'point_in_time_recovery', 'nothing');
  if (block === undefined) return awsDefault(at, 'point_in_time_recovery', false);
  return isScope(block) ? readBool(block, 'enabled') : block;
}

/**
 * Every table is encrypted; without this block, or with it switched off, by a key that AWS owns.
 * https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/encryption.howitworks.html
 */
function readEncryption(at: Scope): Pick<Table, 'kmsEncryption' | 'kmsKeyId'> {
  const path = 'server_side_encryption';
  const block = readBlock(at, path, 'nothing');
  if (block === undefined)
    return { kmsEncryption: awsDefault(at, path, false), kmsKeyId: absent(at.place, path) };
  if (!isScope(block)) return { kmsEncryption: block, kmsKeyId: block };
  const kmsEncryption = readBool(block, 'enabled');
  const isOff = kmsEncryption.state === 'known' && !kmsEncryption.value;
  return {
    kmsEncryption,
    kmsKeyId: isOff
      ? absent(at.place, `${block.prefix}kms_key_arn`)
      : readString(block, 'kms_key_arn', {
          unknown: 'known only after apply: DynamoDB takes its default key, because nobody wrote one',
          set: true,
        }),
  };
}

/** Replicas stand in blocks of the table or are resources of their own, each in the region of its provider. */
function readReplicas(at: Scope, view: PhaseView): Table['replicaRegions'] {
  const blocks = readBlocks(at, 'replica');
  const attached = attachedTo(at, replica, view);
  const items = [
    ...blocks.items.map((block) => readString(block, 'region_name')),
    ...attached.items.map((other) => regionOf(other, view)),
  ];
  const open: Unknown | undefined = blocks.open ?? attached.open;
  return known(open === undefined ? { items } : { items, open }, at.place, 'replica');
}

function regionOf(at: Scope, view: PhaseView): Fact<string> {
  const region = view.at(at.resource.address)?.region;
  if (region !== undefined) return known(region, at.place, 'provider');
  const detail = "the plan does not tell its provider's region";
  return unknown('not-in-plan', detail, { place: at.place, path: 'provider', set: true });
}

function readTablePolicy(at: Scope, view: PhaseView): Table['policy'] {
  const { items, open } = attachedTo(at, tablePolicy, view);
  const [own] = items;
  if (own !== undefined) return readPolicy(own, 'policy', view);
  return open ?? absent(at.place, tablePolicy.type);
}
