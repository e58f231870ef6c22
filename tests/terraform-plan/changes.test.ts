import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isList } from '../../src/model/fact.ts';
import { findKind } from '../../src/model/kinds/index.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';

type Change = {
  readonly address: string;
  readonly actions: readonly string[];
  readonly before?: object | null;
  readonly after?: object | null;
  readonly unknown?: object;
  readonly more?: object;
};

const live = { id: 'x' };

function changes(...list: readonly Change[]): readonly Resource[] {
  const resource_changes = list.map(({ address, actions, before = live, after = null, unknown, more }) => {
    const [type, name] = address.split('.');
    const change = { actions, before, after, after_unknown: unknown ?? {}, ...more };
    return { address, type, name, mode: 'managed', change, ...more };
  });
  const plan = { format_version: '1.2', complete: true, resource_changes };
  const { after } = readTerraformPlan(Buffer.from(JSON.stringify(plan)), { subject: 'plan.json' });
  return after.resources.filter(({ kind }) => kind === 'change');
}

/** What a rule would read of one attribute; unknown elements of lists as `perhaps`. */
function told(change: Resource | undefined, attribute: string): unknown {
  const fact = change?.fields[attribute];
  if (fact?.state !== 'known') return fact?.state;
  if (typeof fact.value !== 'object' || !isList(fact.value)) return fact.value;
  const items = fact.value.items.map((item) => (item.state === 'known' ? item.value : item.state));
  return fact.value.open === undefined ? items : [...items, 'perhaps'];
}

const lifted = (...list: readonly Change[]) => changes(...list).map((one) => told(one, 'liftedGuards'));

test('a change answers what its kind asks, by the address before a move', () => {
  const [change] = changes({
    address: 'aws_db_instance.new',
    actions: ['update'],
    after: live,
    more: { previous_address: 'aws_db_instance.old' },
  });
  assert.equal(told(change, 'address'), 'aws_db_instance.old');
  assert.equal(change?.address, 'aws_db_instance.new');
  for (const attribute of Object.keys(findKind('change')?.attributes ?? {}))
    assert.ok(change?.fields[attribute] !== undefined, attribute);
});

test('only what exists already, changes and keeps data or guards is a change', () => {
  const found = changes(
    { address: 'aws_db_instance.made', actions: ['create'], before: null, after: live },
    { address: 'aws_db_instance.same', actions: ['no-op'], after: live },
    { address: 'aws_security_group.gone', actions: ['delete'] },
    { address: 'aws_db_instance.gone', actions: ['delete'] },
    { address: 'aws_db_instance.anew', actions: ['create', 'delete'], after: live },
    { address: 'aws_db_instance.left', actions: ['forget'] },
  );
  assert.deepEqual(
    found.map((one) => [one.key, told(one, 'action')]),
    [
      ['change of aws_db_instance.anew', 'replace'],
      ['change of aws_db_instance.gone', 'delete'],
      ['change of aws_db_instance.left', 'forget'],
    ],
  );
});

test('copies keep nothing', () => {
  const stateful = (address: string, before: object) =>
    told(changes({ address, actions: ['delete'], before })[0], 'stateful');
  assert.equal(stateful('aws_db_instance.x', { replicate_source_db: '' }), true);
  assert.equal(stateful('aws_db_instance.x', { replicate_source_db: 'main' }), false);
  assert.equal(stateful('aws_elasticache_cluster.x', { replication_group_id: 'main' }), false);
  assert.equal(stateful('aws_flow_log.x', {}), false);
});

test('what becomes of the data is what the state says', () => {
  const after = (address: string, before: object) =>
    told(changes({ address, actions: ['delete'], before })[0], 'afterwards');
  assert.equal(after('aws_db_instance.x', { skip_final_snapshot: true }), 'no final snapshot is taken');
  const named = { skip_final_snapshot: false, final_snapshot_identifier: 'last' };
  assert.equal(after('aws_rds_cluster.x', named), 'only a final snapshot stays');
  assert.equal(after('aws_rds_cluster.x', {}), 'whether a final snapshot stays cannot be told');
  assert.equal(after('aws_s3_bucket.x', { force_destroy: false }), 'AWS refuses while anything is in it');
  assert.equal(after('aws_s3_bucket.x', { force_destroy: true }), 'what is in it is deleted first');
  assert.equal(after('aws_kms_key.x', {}), 'it can be taken back for 30 days');
  assert.equal(after('aws_secretsmanager_secret.x', { recovery_window_in_days: 0 }), 'nothing of it stays');
});

const protectedDatabase = {
  deletion_protection: true,
  backup_retention_period: 14,
  skip_final_snapshot: false,
};
const update = (after: object, unknown?: object): Change => ({
  address: 'aws_db_instance.x',
  actions: ['update'],
  before: protectedDatabase,
  after,
  ...(unknown === undefined ? {} : { unknown }),
});

test('a guard that stood and stands no more is lifted', () => {
  assert.deepEqual(lifted(update(protectedDatabase)), [[]]);
  assert.deepEqual(lifted(update({ ...protectedDatabase, backup_retention_period: 1 })), [[]]);
  assert.deepEqual(
    lifted(update({ deletion_protection: false, backup_retention_period: 0, skip_final_snapshot: true })),
    [['deletion protection', 'automated backups', 'the final snapshot on deletion']],
  );
  const open = { deletion_protection: false, backup_retention_period: 0, skip_final_snapshot: true };
  assert.deepEqual(lifted({ ...update(open), before: open }), [[]]);
});

test('a guard whose setting is not known yet may be lifted', () => {
  const { deletion_protection: _, ...rest } = protectedDatabase;
  assert.deepEqual(lifted(update(rest, { deletion_protection: true })), [['perhaps']]);
});

const block = { bucket: 'uploads', block_public_acls: true, block_public_policy: true };
const blockOf = (name: string, actions: readonly string[], more: Partial<Change> = {}): Change => ({
  address: `aws_s3_bucket_public_access_block.${name}`,
  actions,
  before: block,
  ...more,
});

test('a guard of its own is lifted when it is deleted and nothing takes its place', () => {
  assert.deepEqual(lifted(blockOf('x', ['delete'])), [['the public access block']]);
  assert.deepEqual(lifted(blockOf('x', ['forget'])), [[]]);
  assert.deepEqual(lifted(blockOf('x', ['delete'], { before: { bucket: 'uploads' } })), [[]]);
  const successor = blockOf('y', ['create'], { before: null, after: block });
  assert.deepEqual(lifted(blockOf('x', ['delete']), successor), [[]]);
  const other = blockOf('y', ['create'], { before: null, after: { ...block, bucket: 'exports' } });
  assert.deepEqual(lifted(blockOf('x', ['delete']), other), [['the public access block']]);
});

test('a guard that goes together with what it guards is not lifted', () => {
  const bucket = {
    address: 'aws_s3_bucket.x',
    actions: ['delete'],
    before: { id: 'uploads', bucket: 'uploads' },
  };
  assert.deepEqual(lifted(blockOf('x', ['delete']), bucket), [[], []]);
});

test("the account's guards are lifted unless the plan makes another", () => {
  const trail = { name: 'audit', enable_logging: true };
  const gone: Change = { address: 'aws_cloudtrail.x', actions: ['delete'], before: trail };
  assert.deepEqual(lifted(gone), [['the trail']]);
  const made: Change = { address: 'aws_cloudtrail.y', actions: ['create'], before: null, after: trail };
  assert.deepEqual(lifted(gone, made), [[]]);
  assert.deepEqual(lifted({ ...gone, before: { name: 'audit', enable_logging: false } }), [[]]);
});

test('attributes that force a replacement are named once, without places in lists', () => {
  const [change] = changes({
    address: 'aws_db_instance.x',
    actions: ['delete', 'create'],
    after: live,
    more: { replace_paths: [['engine'], ['restore', 0, 'name'], ['restore', 1, 'name']] },
  });
  assert.deepEqual(told(change, 'replacedBecause'), ['engine', 'restore.name']);
});
