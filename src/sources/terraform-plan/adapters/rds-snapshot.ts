import { type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBool, readString, readStrings } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { adaptRdsCluster } from './rds-cluster.ts';
import { adaptRdsInstance } from './rds-instance.ts';

type Snapshot = FactsOf<Kinds['rds-snapshot']>;

/** `aws_db_snapshot`: it is encrypted as its instance is. */
export function adaptDbSnapshot(at: Scope, view: PhaseView): Snapshot {
  const by = 'db_instance_identifier';
  const source = linkedTo(at, by, { type: 'aws_db_instance', names: ['identifier', 'id'] }, view);
  const ofSource = source === undefined ? undefined : adaptRdsInstance(source, view).storageEncrypted;
  return snapshot(at, by, encryption(at, 'encrypted', ofSource));
}

/** `aws_db_cluster_snapshot`: it is encrypted as its cluster is. */
export function adaptDbClusterSnapshot(at: Scope, view: PhaseView): Snapshot {
  const by = 'db_cluster_identifier';
  const source = linkedTo(at, by, { type: 'aws_rds_cluster', names: ['cluster_identifier', 'id'] }, view);
  const ofSource = source === undefined ? undefined : adaptRdsCluster(source, view).storageEncrypted;
  return snapshot(at, by, encryption(at, 'storage_encrypted', ofSource));
}

/**
 * `aws_db_snapshot_copy`: with a key it is encrypted, without one as its source is.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CopyDBSnapshot.html
 */
export function adaptDbSnapshotCopy(at: Scope, view: PhaseView): Snapshot {
  const by = 'source_db_snapshot_identifier';
  const names = ['db_snapshot_arn', 'db_snapshot_identifier', 'id'];
  const source = linkedTo(at, by, { type: 'aws_db_snapshot', names }, view);
  const ofSource = source === undefined ? undefined : adaptDbSnapshot(source, view).encrypted;
  return snapshot(at, by, ownKey(at) ?? encryption(at, 'encrypted', ofSource));
}

/** `aws_rds_cluster_snapshot_copy`. */
export function adaptRdsClusterSnapshotCopy(at: Scope, view: PhaseView): Snapshot {
  const by = 'source_db_cluster_snapshot_identifier';
  const names = ['db_cluster_snapshot_arn', 'db_cluster_snapshot_identifier', 'id'];
  const source = linkedTo(at, by, { type: 'aws_db_cluster_snapshot', names }, view);
  const ofSource = source === undefined ? undefined : adaptDbClusterSnapshot(source, view).encrypted;
  return snapshot(at, by, ownKey(at) ?? encryption(at, 'storage_encrypted', ofSource));
}

/** The names that the service knows snapshots by. */
export function nameOfSnapshot(at: Scope): Fact<string> {
  const names = [
    'db_snapshot_identifier',
    'db_cluster_snapshot_identifier',
    'target_db_snapshot_identifier',
    'target_db_cluster_snapshot_identifier',
  ];
  return readString(at, names.find((name) => name in at.values) ?? 'id', 'absent');
}

function snapshot(at: Scope, by: string, encrypted: Fact<boolean>): Snapshot {
  return {
    databaseId: readString(at, by, 'absent'),
    encrypted,
    sharedWith: readStrings(at, 'shared_accounts'),
  };
}

function ownKey(at: Scope): Fact<boolean> | undefined {
  const key = readString(at, 'kms_key_id', 'absent');
  const isSet = key.state === 'known' || (key.state === 'unknown' && key.set === true);
  return isSet ? known(true, at.place, 'kms_key_id') : undefined;
}

function encryption(at: Scope, key: string, ofSource: Fact<boolean> | undefined): Fact<boolean> {
  const own = readBool(at, key);
  if (own.state === 'known') return own;
  const detail = 'it follows what the snapshot is made from, and the plan does not hold that';
  return ofSource ?? unknown('not-in-plan', detail, { place: at.place, path: key });
}
