import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { isList } from '../../src/model/fact.ts';
import type { Reading } from '../../src/model/resource.ts';
import { find, type Planned, readPlan, short, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute = 'id') => ({ references: [`${address}.${attribute}`, address] });
const constant = (value: unknown) => ({ constant_value: value });

const source: Planned = {
  type: 'aws_db_instance',
  name: 'source',
  after: {
    identifier: 'caja-database',
    engine: 'postgres',
    engine_version: '17.5',
    instance_class: 'db.r7g.large',
    allocated_storage: 100,
    storage_encrypted: true,
    db_subnet_group_name: 'caja-database',
    parameter_group_name: 'caja-postgres17',
  },
  unknown: { arn: true, id: true, kms_key_id: true, port: true },
  expressions: {},
};

const replica = (more: Partial<Planned> = {}): Planned => ({
  type: 'aws_db_instance',
  name: 'replica',
  after: { identifier: 'caja-replica', instance_class: 'db.r7g.large', storage_encrypted: null },
  unknown: {
    replicate_source_db: true,
    engine: true,
    engine_version: true,
    allocated_storage: true,
    port: true,
    kms_key_id: true,
    db_subnet_group_name: true,
    parameter_group_name: true,
    snapshot_identifier: true,
  },
  expressions: { replicate_source_db: link('aws_db_instance.source', 'arn') },
  ...more,
});

const shorts = (reading: Reading, key: string, names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [name, shortOf(reading, key, name)]));

test('a replica of the same plan takes over what nobody wrote', () => {
  const reading = readPlan([source, replica()]);
  const names = ['engine', 'engineVersion', 'allocatedStorageGib', 'storageEncrypted', 'port'];
  assert.deepEqual(shorts(reading, 'aws_db_instance.replica', names), {
    engine: 'postgres',
    engineVersion: '17.5',
    allocatedStorageGib: 100,
    storageEncrypted: true,
    port: 'default:5432',
  });
  // Whether it stands in its source's region, and so in its subnet group, this plan does not tell.
  assert.equal(shortOf(reading, 'aws_db_instance.replica', 'subnetGroupName'), '?known-after-apply');
  assert.equal(shortOf(reading, 'aws_db_instance.replica', 'ownParameterGroup'), '?known-after-apply');
});

test('a replica of a database that the plan does not hold is unknown', () => {
  const elsewhere = {
    replicate_source_db: 'arn:aws:rds:eu-central-1:111122223333:db:caja',
  };
  const { replicate_source_db: _, ...unknown } = replica().unknown ?? {};
  const reading = readPlan([replica({ after: { ...replica().after, ...elsewhere }, unknown })]);
  const names = ['engine', 'storageEncrypted', 'port', 'replicaOf'];
  assert.deepEqual(shorts(reading, 'aws_db_instance.replica', names), {
    engine: '?known-after-apply',
    storageEncrypted: '?known-after-apply',
    port: '?known-after-apply',
    replicaOf: elsewhere.replicate_source_db,
  });
});

test('replicas that lead to each other end', () => {
  const circle: Planned = {
    ...replica(),
    expressions: { replicate_source_db: link('aws_db_instance.other') },
  };
  const other: Planned = {
    ...replica(),
    name: 'other',
    expressions: { replicate_source_db: link('aws_db_instance.replica') },
  };
  const reading = readPlan([circle, other]);
  assert.equal(shortOf(reading, 'aws_db_instance.replica', 'engine'), '?known-after-apply');
});

test('a parameter group is AWS’s own, somebody’s, or cannot be told', () => {
  const own = (more: Partial<Planned>) =>
    shortOf(readPlan([{ ...source, ...more }, group]), 'aws_db_instance.source', 'ownParameterGroup');
  const group: Planned = {
    type: 'aws_db_parameter_group',
    after: { family: 'postgres17' },
    unknown: { name: true, id: true },
  };
  const { parameter_group_name: _, ...without } = source.after ?? {};
  const unknown = { ...source.unknown, parameter_group_name: true };
  assert.equal(own({}), true);
  assert.equal(own({ after: { ...without, parameter_group_name: 'default.postgres17' } }), false);
  assert.equal(own({ after: without, unknown }), 'default:false');
  const ours = { parameter_group_name: link('aws_db_parameter_group.main', 'name') };
  assert.equal(own({ after: without, unknown, expressions: ours }), true);
  const theirs = { parameter_group_name: link('data.aws_db_parameter_group.shared', 'name') };
  assert.equal(own({ after: without, unknown, expressions: theirs }), '?known-after-apply');
});

test('TLS is a duty by a parameter, by the family’s default, or cannot be told', () => {
  const forces = (family: string, parameter: readonly unknown[], unknown = {}, expressions = {}) =>
    shortOf(
      readPlan([
        {
          type: 'aws_db_parameter_group',
          after: { name: 'caja', family, parameter },
          unknown,
          expressions: { name: constant('caja'), family: constant(family), ...expressions },
        },
      ]),
      'aws_db_parameter_group.main',
      'forcesTls',
    );
  const set = (name: string, value: string) => [{ name, value, apply_method: 'immediate' }];
  assert.equal(forces('postgres14', []), 'default:false');
  assert.equal(forces('postgres15', []), 'default:true');
  assert.equal(forces('aurora-postgresql16', []), 'default:false');
  assert.equal(forces('aurora-postgresql17', []), 'default:true');
  assert.equal(forces('postgres17', set('rds.force_ssl', '0')), false);
  assert.equal(forces('postgres14', set('rds.force_ssl', '1')), true);
  assert.equal(forces('mysql8.0', []), 'default:false');
  assert.equal(forces('mysql8.0', set('require_secure_transport', 'ON')), true);
  // Nobody has looked up what later families do.
  assert.equal(forces('mysql9.9', []), '?not-in-plan');
  const later = { value: link('aws_ssm_parameter.force', 'value') };
  assert.equal(
    forces(
      'postgres14',
      [{ name: 'rds.force_ssl' }],
      { parameter: [{ value: true }] },
      { parameter: [later] },
    ),
    '?known-after-apply',
  );
});

test('a snapshot is encrypted as what it is made from', () => {
  const snapshot: Planned = {
    type: 'aws_db_snapshot',
    after: { db_instance_identifier: 'caja-database', db_snapshot_identifier: 'caja-once' },
    unknown: { encrypted: true },
  };
  assert.equal(shortOf(readPlan([source, snapshot]), 'aws_db_snapshot.main', 'encrypted'), true);
  assert.equal(shortOf(readPlan([snapshot]), 'aws_db_snapshot.main', 'encrypted'), '?not-in-plan');
  const copy: Planned = {
    type: 'aws_db_snapshot_copy',
    after: { source_db_snapshot_identifier: 'caja-once', target_db_snapshot_identifier: 'caja-twice' },
    unknown: { encrypted: true },
  };
  const plain = { ...source, after: { ...source.after, storage_encrypted: null } };
  const all = readPlan([plain, snapshot, copy]);
  assert.equal(shortOf(all, 'aws_db_snapshot_copy.main', 'encrypted'), 'default:false');
  const key = { kms_key_id: 'arn:aws:kms:eu-west-1:111122223333:key/1' };
  const encrypted = readPlan([plain, snapshot, { ...copy, after: { ...copy.after, ...key } }]);
  assert.equal(shortOf(encrypted, 'aws_db_snapshot_copy.main', 'encrypted'), true);
});

test('a backup plan backs up what it names, what a pattern matches and what carries a tag', () => {
  const plan: Planned = {
    type: 'aws_backup_plan',
    after: { name: 'caja', rule: [{ rule_name: 'daily', target_vault_name: 'Default', lifecycle: [] }] },
    unknown: { id: true, arn: true },
  };
  const database = (name: string, tags: Record<string, string>): Planned => ({
    type: 'aws_db_instance',
    name,
    after: { identifier: `caja-${name}`, engine: 'postgres', tags_all: tags },
    unknown: { arn: true, id: true },
  });
  const selection = (after: Record<string, unknown>): Planned => ({
    type: 'aws_backup_selection',
    after: { name: 'caja', selection_tag: [], ...after },
    unknown: { plan_id: true, not_resources: true, condition: true },
    expressions: { plan_id: link('aws_backup_plan.main') },
  });
  const backedUp = (after: Record<string, unknown>) => {
    const reading = readPlan([plan, database('a', { Backup: 'daily' }), database('b', {}), selection(after)]);
    const related = relate(reading.after, { ownsArea: true });
    return ['a', 'b'].map((name) => {
      const plans = related(find(reading, `aws_db_instance.${name}`), 'backupPlans');
      if (plans.state !== 'known' || !isList(plans.value as never)) return short(plans as never);
      const { items, open } = plans.value as { items: readonly unknown[]; open?: unknown };
      return `${items.length}${open === undefined ? '' : '…'}`;
    });
  };
  const arn = 'arn:aws:rds:eu-west-1:111122223333:db:';
  assert.deepEqual(backedUp({ resources: ['*'] }), ['1', '1']);
  assert.deepEqual(backedUp({ resources: ['arn:aws:rds:*:*:db:*'] }), ['1', '1']);
  assert.deepEqual(backedUp({ resources: ['arn:aws:rds:*:*:db:caja-b*'] }), ['0', '1']);
  assert.deepEqual(backedUp({ resources: ['arn:aws:rds:*:*:cluster:*'] }), ['0', '0']);
  assert.deepEqual(backedUp({ resources: [`${arn}caja-a*`] }), ['0…', '0'], 'its region is not known');
  const tagged = { selection_tag: [{ type: 'STRINGEQUALS', key: 'Backup', value: 'daily' }] };
  assert.deepEqual(backedUp({ resources: [], ...tagged }), ['1', '0']);
  const narrowed = { condition: [{ string_equals: [{ key: 'aws:ResourceTag/Backup', value: 'daily' }] }] };
  assert.deepEqual(backedUp({ resources: ['*'], ...narrowed }), ['0…', '0…']);
});

test('a password is read from a secret, is somebody’s, or cannot be told', () => {
  const fromSecret = (expressions: Record<string, unknown>) =>
    shortOf(
      readPlan([{ ...source, sensitive: { password: true }, expressions }]),
      'aws_db_instance.source',
      'masterPasswordFromSecret',
    );
  const secret = 'data.aws_secretsmanager_secret_version.database';
  assert.equal(fromSecret({ password: link(secret, 'secret_string') }), true);
  assert.equal(fromSecret({ password_wo: link(`ephemeral.${secret.slice(5)}`, 'secret_string') }), true);
  assert.equal(fromSecret({ password: link('random_password.database', 'result') }), false);
  assert.equal(fromSecret({ password: constant('in-plain-sight') }), false);
  assert.equal(fromSecret({}), false);
  assert.equal(fromSecret({ password: { references: ['local.password'] } }), '?ambiguous');
});
