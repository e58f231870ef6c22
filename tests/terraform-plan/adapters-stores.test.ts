import assert from 'node:assert/strict';
import { test } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import { isList } from '../../src/model/fact.ts';
import { find, type Planned, readPlan, short, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute = 'id') => ({ references: [`${address}.${attribute}`, address] });

const bucket: Planned = { type: 'aws_s3_bucket', after: { bucket: 'caja-files' }, unknown: { id: true } };

function lifecycle(rule: object, unknown?: object): Planned {
  const laterPrefix = { rule: [{ filter: [{ prefix: link('var.x', 'y') }] }] };
  return {
    type: 'aws_s3_bucket_lifecycle_configuration',
    after: { rule: [{ id: 'one', status: 'Enabled', ...rule }] },
    unknown: { bucket: true, rule: [unknown ?? {}] },
    expressions: {
      bucket: link('aws_s3_bucket.main'),
      ...(unknown === undefined ? { rule: [{ filter: [{}] }] } : laterPrefix),
    },
  };
}

function wholeBucket(rule: object, unknown?: object): unknown {
  const reading = readPlan([bucket, lifecycle(rule, unknown)]);
  const rules = short(find(reading, 'aws_s3_bucket.main').fields.lifecycleRules) as {
    wholeBucket: unknown;
  }[];
  return rules[0]?.wholeBucket;
}

test('a lifecycle rule is for the whole bucket unless something narrows it', () => {
  assert.equal(wholeBucket({ filter: [] }), true);
  assert.equal(wholeBucket({ filter: [{ prefix: '', and: [], tag: [] }] }), true);
  assert.equal(wholeBucket({ filter: [{ prefix: 'logs/' }] }), false);
  assert.equal(wholeBucket({ filter: [], prefix: 'logs/' }), false);
  assert.equal(wholeBucket({ filter: [{ tag: [{ key: 'a', value: 'b' }] }] }), false);
  assert.equal(wholeBucket({ filter: [{ and: [{ prefix: 'logs/', tags: { a: 'b' } }] }] }), false);
  assert.equal(wholeBucket({ filter: [{ and: [{ prefix: '', tags: { a: 'b' } }] }] }), false);
});

test('a lifecycle rule that only leaves small objects out is for the whole bucket', () => {
  assert.equal(wholeBucket({ filter: [{ and: [], tag: [], object_size_greater_than: 131072 }] }), true);
  assert.equal(wholeBucket({ filter: [{ and: [], tag: [], object_size_greater_than: 10_000_000 }] }), false);
  assert.equal(wholeBucket({ filter: [{ and: [], tag: [], object_size_less_than: 10_000_000 }] }), false);
});

test('a prefix that is known only after apply leaves open what a lifecycle rule is for', () => {
  assert.equal(wholeBucket({ filter: [{}] }, { filter: [{ prefix: true }] }), '?known-after-apply');
});

type Short = { wholeBucket?: unknown };

test('a lifecycle rule of the bucket itself counts in the same way', () => {
  const inline = (rule: object) => {
    const reading = readPlan([{ ...bucket, after: { ...bucket.after, lifecycle_rule: [rule] } }]);
    const [only] = short(find(reading, 'aws_s3_bucket.main').fields.lifecycleRules) as Short[];
    return only ?? {};
  };
  const rule = {
    enabled: true,
    transition: [],
    noncurrent_version_transition: [],
    expiration: [{ days: 3 }],
    abort_incomplete_multipart_upload_days: 0,
  };
  assert.deepEqual(inline({ ...rule, prefix: '', tags: {} }), {
    enabled: true,
    wholeBucket: true,
    transitions: false,
    expires: true,
    abortIncompleteUploadsDays: 'absent',
  });
  assert.equal(inline({ ...rule, prefix: 'logs/' }).wholeBucket, false);
  assert.equal(inline({ ...rule, tags: { a: 'b' } }).wholeBucket, false);
});

test('a bucket is replicated to where its rules in force copy the whole of it', () => {
  const targets = (rule: object) => {
    const replication: Planned = {
      type: 'aws_s3_bucket_replication_configuration',
      after: {
        bucket: 'caja-files',
        rule: [{ status: 'Enabled', destination: [{ bucket: 'copy' }], prefix: null, filter: [], ...rule }],
      },
    };
    return shortOf(readPlan([bucket, replication]), 'aws_s3_bucket.main', 'replicationTargets');
  };
  const filter = { prefix: '', and: [], tag: [] };
  assert.deepEqual(targets({}), ['copy']);
  assert.deepEqual(targets({ filter: [filter] }), ['copy']);
  assert.deepEqual(targets({ status: 'Disabled' }), []);
  assert.deepEqual(targets({ prefix: 'orders/' }), []);
  assert.deepEqual(targets({ filter: [{ ...filter, prefix: 'orders/' }] }), []);
  assert.deepEqual(targets({ filter: [{ ...filter, tag: [{ key: 'a', value: 'b' }] }] }), []);
  assert.deepEqual(targets({ filter: [{ ...filter, and: [{ prefix: '', tags: { a: 'b' } }] }] }), []);
});

test('a bucket that exists already is replicated by what its state says', () => {
  const targets = (filter: object) => {
    const rule = { status: 'Enabled', prefix: '', filter: [filter], destination: [{ bucket: 'copy' }] };
    const state = { ...bucket.after, replication_configuration: [{ role: 'r', rules: [rule] }] };
    const existing = { ...bucket, actions: ['no-op'], before: state, after: state, unknown: {} };
    return shortOf(readPlan([existing]), 'aws_s3_bucket.main', 'replicationTargets');
  };
  assert.deepEqual(targets({ prefix: '', tags: {} }), ['copy']);
  assert.deepEqual(targets({ prefix: 'orders/', tags: {} }), []);
  assert.deepEqual(targets({ prefix: '', tags: { a: 'b' } }), []);
});

test('a bucket that is not made yet is found by the ARN that follows from its name', () => {
  const replication: Planned = {
    type: 'aws_s3_bucket_replication_configuration',
    after: {
      bucket: 'caja-files',
      rule: [
        { status: 'Enabled', prefix: null, filter: [], destination: [{ bucket: 'arn:aws:s3:::caja-copy' }] },
        {
          status: 'Disabled',
          prefix: null,
          filter: [],
          destination: [{ bucket: 'arn:aws:s3:::caja-other' }],
        },
      ],
    },
  };
  const copy: Planned = { ...bucket, name: 'copy', after: { bucket: 'caja-copy' } };
  const { after } = readPlan([bucket, copy, replication]);
  const source = find({ after, moved: {} }, 'aws_s3_bucket.main');
  assert.deepEqual(short(source.fields.replicationTargets), ['arn:aws:s3:::caja-copy']);
  const replicas = relate(after, { ownsArea: false })(source, 'replicas');
  const items = replicas.state === 'known' && isList(replicas.value) ? replicas.value.items : [];
  assert.deepEqual(
    items.map((item) => item.state === 'known' && (item.value as { key?: string }).key),
    ['aws_s3_bucket.copy'],
  );
});

function encryptedQueue(planned: Partial<Planned>): unknown {
  const queue: Planned = { type: 'aws_sqs_queue', unknown: { id: true }, ...planned };
  return shortOf(readPlan([queue]), 'aws_sqs_queue.main', 'encrypted');
}

test('a queue is encrypted by a key or by SQS, which does so unless it is told not to', () => {
  const open = { sqs_managed_sse_enabled: true };
  assert.equal(encryptedQueue({ after: {}, unknown: open }), 'default:true');
  assert.equal(encryptedQueue({ after: { sqs_managed_sse_enabled: false } }), false);
  const key = { kms_master_key_id: 'alias/aws/sqs', sqs_managed_sse_enabled: false };
  assert.equal(encryptedQueue({ after: key }), true);
  const later = { unknown: { kms_master_key_id: true }, after: { sqs_managed_sse_enabled: false } };
  const byReference = { expressions: { kms_master_key_id: link('aws_kms_key.main', 'arn') } };
  const kmsKey: Planned = { type: 'aws_kms_key', unknown: { arn: true } };
  const queue: Planned = { type: 'aws_sqs_queue', ...later, ...byReference };
  assert.equal(shortOf(readPlan([kmsKey, queue]), 'aws_sqs_queue.main', 'encrypted'), true);
  const perhaps = { ...later, expressions: { kms_master_key_id: { references: ['local.key'] } } };
  assert.equal(encryptedQueue(perhaps), '?known-after-apply');
});

test('of a queue that exists already nothing is taken for encrypted', () => {
  const state = { id: 'https://sqs/caja', name: 'caja', kms_master_key_id: '' };
  const existing = { actions: ['no-op'], before: state, after: state, unknown: {} };
  assert.equal(encryptedQueue(existing), '?not-in-plan');
});

test('a cache that joins a global datastore has what that has', () => {
  const group: Planned = {
    type: 'aws_elasticache_replication_group',
    after: { replication_group_id: 'caja', global_replication_group_id: 'abcde-caja' },
    unknown: { at_rest_encryption_enabled: true, transit_encryption_enabled: true, node_type: true },
  };
  const fields = find(readPlan([group]), 'aws_elasticache_replication_group.main').fields;
  assert.equal(short(fields.encryptedAtRest), '?known-after-apply');
  assert.equal(short(fields.encryptedInTransit), '?known-after-apply');
  assert.equal(short(fields.nodeType), '?known-after-apply');
});

test('a file system in one zone is backed up unless it is told not to', () => {
  const files = (after: object): Planned => ({
    type: 'aws_efs_file_system',
    after: { ...after },
    unknown: { id: true },
  });
  const backups = (...planned: Planned[]) =>
    shortOf(readPlan(planned), 'aws_efs_file_system.main', 'backups');
  assert.equal(backups(files({})), 'default:false');
  assert.equal(backups(files({ availability_zone_name: 'eu-west-1a' })), 'default:true');
  const off: Planned = {
    type: 'aws_efs_backup_policy',
    after: { backup_policy: [{ status: 'DISABLED' }] },
    unknown: { file_system_id: true },
    expressions: { file_system_id: link('aws_efs_file_system.main') },
  };
  assert.equal(backups(files({ availability_zone_name: 'eu-west-1a' }), off), false);
});
