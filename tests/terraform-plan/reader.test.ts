import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, type Planned, readFixture, readPlan, shortOf } from './adapters-plan.ts';

const database = (more: Partial<Planned>): Planned => ({ type: 'aws_db_instance', ...more });
const key = 'aws_db_instance.main';
const retention = {
  backup_retention_period: { references: ['terraform_data.days.output', 'terraform_data.days'] },
};
const days: Planned = { type: 'terraform_data', name: 'days', unknown: { output: true } };

test('a leaf of a planned resource is in one of four states', () => {
  const table: [string, Partial<Planned>, string, unknown][] = [
    ['a value is known', { after: { backup_retention_period: 7 } }, 'backupRetentionDays', 7],
    ['a number in quotes is a number', { after: { backup_retention_period: '7' } }, 'backupRetentionDays', 7],
    ['a switch in quotes is a switch', { after: { multi_az: 'true' } }, 'multiAz', true],
    [
      'text that is no number is unreadable',
      { after: { backup_retention_period: 'x' } },
      'backupRetentionDays',
      '?!unreadable',
    ],
    [
      'unset and computed: the default',
      { unknown: { backup_retention_period: true } },
      'backupRetentionDays',
      'default:0',
    ],
    [
      'unset and null: the default',
      { after: { storage_encrypted: null } },
      'storageEncrypted',
      'default:false',
    ],
    ['an empty text is not set', { after: { replicate_source_db: '' } }, 'replicaOf', 'absent'],
    ['an empty list is empty', { after: { enabled_cloudwatch_logs_exports: [] } }, 'logExports', []],
    ['a null list is empty', { after: { enabled_cloudwatch_logs_exports: null } }, 'logExports', []],
    [
      'an unknown element of a list',
      {
        after: { enabled_cloudwatch_logs_exports: ['a', null] },
        unknown: { enabled_cloudwatch_logs_exports: [false, true] },
      },
      'logExports',
      ['a', '?known-after-apply'],
    ],
    ['unset without a default', { unknown: { engine_version: true } }, 'engineVersion', '?known-after-apply'],
    [
      'a reference',
      { unknown: { backup_retention_period: true }, expressions: retention },
      'backupRetentionDays',
      '?known-after-apply',
    ],
    [
      'a function call',
      { unknown: { engine: true }, expressions: { engine: {} } },
      'engine',
      '?!known-after-apply',
    ],
    [
      'an existing resource keeps what the plan holds',
      { actions: ['no-op'], before: { multi_az: true }, after: { multi_az: true } },
      'multiAz',
      true,
    ],
    [
      'on an existing resource a null proves no default',
      { actions: ['no-op'], before: { multi_az: null }, after: { multi_az: null } },
      'multiAz',
      '?not-in-plan',
    ],
    [
      'nor does a missing key',
      { actions: ['update'], before: {}, after: {} },
      'deletionProtection',
      '?not-in-plan',
    ],
    [
      'in its state, a link that is null is absent',
      { actions: ['no-op'], before: { kms_key_id: null }, after: { kms_key_id: null } },
      'kmsKeyId',
      'absent',
    ],
    [
      'a replaced resource is a new one',
      { actions: ['delete', 'create'], before: { multi_az: true }, after: {}, unknown: { multi_az: true } },
      'multiAz',
      'default:false',
    ],
  ];
  for (const [title, more, attribute, expected] of table)
    assert.deepEqual(shortOf(readPlan([database(more), days]), key, attribute), expected, title);
});

test('an unknown value says what it waits for, and where', () => {
  const fact = find(
    readPlan([database({ unknown: { backup_retention_period: true }, expressions: retention }), days]),
    key,
  ).fields.backupRetentionDays;
  assert.deepEqual(fact, {
    state: 'unknown',
    reason: 'known-after-apply',
    detail: 'known only after apply: it comes from terraform_data.days.output',
    references: [{ text: 'terraform_data.days.output', targets: ['terraform_data.days'] }],
    place: { source: 'terraform-plan', address: key, phase: 'after' },
    path: 'backup_retention_period',
  });
});

test('a reference to what the target certainly has is set, and means that one resource', () => {
  const expressions = { kms_key_id: { references: ['aws_kms_key.main.arn', 'aws_kms_key.main'] } };
  const reading = readPlan([
    database({ unknown: { kms_key_id: true }, expressions }),
    { type: 'aws_kms_key', unknown: { arn: true } },
  ]);
  const fact = find(reading, key).fields.kmsKeyId;
  assert.ok(fact?.state === 'unknown');
  assert.deepEqual([fact.set, fact.references[0]?.targets], [true, ['aws_kms_key.main']]);
});

test('without a configuration, unset cannot be told from unknown', () => {
  const reading = readPlan([database({ unknown: { backup_retention_period: true } })], {
    configuration: undefined,
  });
  assert.equal(shortOf(reading, key, 'backupRetentionDays'), '?not-in-plan');
});

test('plans of Terraform tell unset, known and unknown retention apart', () => {
  assert.equal(shortOf(readFixture('cases/unset-retention'), key, 'backupRetentionDays'), 'default:0');
  assert.equal(
    shortOf(readFixture('cases/variable-retention'), 'aws_db_instance.default', 'backupRetentionDays'),
    7,
  );
  assert.equal(
    shortOf(readFixture('cases/unapplied-retention'), key, 'backupRetentionDays'),
    '?known-after-apply',
  );
  const modules = readFixture('cases/module-variable-retention');
  assert.equal(shortOf(modules, 'module.variable.aws_db_instance.this', 'backupRetentionDays'), 21);
  assert.equal(
    shortOf(modules, 'module.unapplied.aws_db_instance.this', 'backupRetentionDays'),
    '?known-after-apply',
  );
});

test('facts of one resource share their place', () => {
  const { fields } = find(readPlan([database({ after: { engine: 'postgres', multi_az: true } })]), key);
  assert.equal(fields.engine?.place, fields.multiAz?.place);
});
