import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, readFixture, readPlan, shortOf } from './adapters-plan.ts';

test('no secret of a plan gets into its reading, marked or copied', () => {
  for (const name of ['cases/sensitive-values'])
    assert.doesNotMatch(JSON.stringify(readFixture(name)), /planted-secret-/, name);
});

test('a sensitive text can only be asked whether it is there', () => {
  const read = (identifier: string) => {
    const after = { identifier: 'caja', replicate_source_db: identifier };
    const reading = readPlan([{ type: 'aws_db_instance', after, sensitive: { replicate_source_db: true } }]);
    return shortOf(reading, 'aws_db_instance.main', 'replicaOf');
  };
  assert.equal(read('planted-secret-source'), '?!unreadable');
  assert.equal(read(''), 'absent');
});

test('a sensitive switch or number is judged, and marked', () => {
  const sensitive = { backup_retention_period: true, multi_az: true };
  const after = { backup_retention_period: 7, multi_az: false };
  const { fields } = find(readPlan([{ type: 'aws_db_instance', after, sensitive }]), 'aws_db_instance.main');
  for (const [attribute, value] of [
    ['backupRetentionDays', 7],
    ['multiAz', false],
  ] as const) {
    const fact = fields[attribute];
    assert.ok(fact?.state === 'known');
    assert.deepEqual([fact.value, fact.sensitive], [value, true]);
  }
});

test('everything below a mask is masked', () => {
  const rule = { cidr_blocks: ['203.0.113.7/32'], protocol: 'tcp', from_port: 22, to_port: 22, self: false };
  const inline = { ...rule, ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], description: '' };
  const reading = readPlan([
    { type: 'aws_security_group', after: { ingress: [inline], egress: [] }, sensitive: { ingress: true } },
  ]);
  assert.doesNotMatch(JSON.stringify(reading), /203\.0\.113\.7/);
  assert.equal((shortOf(reading, 'aws_security_group.main', 'ingress') as unknown[]).length, 1);
});

test('the value of a sensitive variable is known wherever it was copied to', () => {
  const secret = 'planted-secret-copy';
  const configuration = {
    provider_config: {},
    root_module: { resources: [], variables: { token: { sensitive: true } } },
  };
  const text = `{"Statement":[{"Effect":"Allow","Action":"*","Resource":"arn:aws:s3:::${secret}/*"}]}`;
  const reading = readPlan(
    [
      { type: 'aws_vpc', after: { tags_all: { Owner: secret, Note: `for ${secret}`, Team: 'api' } } },
      { type: 'aws_iam_policy', after: { policy: text, name: `caja-${secret}` } },
    ],
    { configuration, variables: { token: { value: secret } } },
  );
  assert.doesNotMatch(JSON.stringify(reading), new RegExp(secret));
  assert.deepEqual(shortOf(reading, 'aws_vpc.main', 'tags'), {
    Owner: '?!unreadable',
    Note: '?!unreadable',
    Team: 'api',
  });
});

test('tags with secret names are masked, and all keys of a sensitive map', () => {
  const after = { tags: { A: 'x' }, tags_all: { A: 'x', B: 'y', 'api-token': 'planted' } };
  const plain = readPlan([{ type: 'aws_vpc', after }]);
  assert.deepEqual(shortOf(plain, 'aws_vpc.main', 'tags'), { A: 'x', B: 'y', 'api-token': '?!unreadable' });
  const marked = readPlan([{ type: 'aws_vpc', after, sensitive: { tags: true } }]);
  assert.deepEqual(shortOf(marked, 'aws_vpc.main', 'tags'), {
    B: 'y',
    'api-token': '?!unreadable',
    '…': '?!unreadable',
  });
});
