import assert from 'node:assert/strict';
import { test } from 'node:test';
import { find, type Planned, readFixture, readPlan, short, shortOf } from './adapters-plan.ts';

const link = (address: string, attribute = 'id') => ({ references: [`${address}.${attribute}`, address] });

const bucket: Planned = {
  type: 'aws_s3_bucket',
  after: { bucket: 'caja-files' },
  unknown: { id: true, versioning: true, policy: true },
};
const part = (name: string, after: Record<string, unknown>, more: Partial<Planned> = {}): Planned => ({
  type: `aws_s3_bucket_${name}`,
  after,
  unknown: { bucket: true },
  expressions: { bucket: link('aws_s3_bucket.main') },
  ...more,
});

test('a new bucket without a word is what AWS makes it', () => {
  const fields = find(readPlan([bucket]), 'aws_s3_bucket.main').fields;
  const on = 'default:true';
  assert.deepEqual(short(fields.publicAccessBlock), {
    blockPublicAcls: on,
    ignorePublicAcls: on,
    blockPublicPolicy: on,
    restrictPublicBuckets: on,
  });
  assert.deepEqual(short(fields.encryption), {
    algorithm: 'default:AES256',
    kmsKeyId: 'absent',
    bucketKey: 'default:false',
  });
  assert.equal(short(fields.versioning), 'default:Disabled');
  assert.equal(short(fields.objectOwnership), 'default:BucketOwnerEnforced');
  assert.equal(short(fields.policy), 'absent');
});

test('of a bucket that exists already, what is not in the plan is unknown', () => {
  const state = {
    bucket: 'caja-files',
    id: 'caja-files',
    versioning: [{ enabled: true, mfa_delete: false }],
    policy: '',
  };
  const reading = readPlan([{ ...bucket, actions: ['no-op'], before: state, after: state, unknown: {} }]);
  assert.equal(shortOf(reading, 'aws_s3_bucket.main', 'publicAccessBlock'), '?not-in-plan');
  assert.equal(shortOf(reading, 'aws_s3_bucket.main', 'objectOwnership'), '?not-in-plan');
  assert.equal(shortOf(reading, 'aws_s3_bucket.main', 'versioning'), 'Enabled');
  assert.equal(shortOf(reading, 'aws_s3_bucket.main', 'policy'), 'absent');
});

test('a part of a bucket finds it by reference and by name', () => {
  const enabled = { versioning_configuration: [{ status: 'Enabled' }] };
  const versioning = (more: Partial<Planned>) =>
    shortOf(readPlan([bucket, part('versioning', enabled, more)]), 'aws_s3_bucket.main', 'versioning');
  assert.equal(versioning({}), 'Enabled');
  const named = { after: { ...enabled, bucket: 'caja-files' }, unknown: {}, expressions: {} };
  assert.equal(versioning(named), 'Enabled');
  assert.equal(versioning({ ...named, module: 'module.versioning["a.b"]' }), 'Enabled');
  const other = { ...named, after: { ...enabled, bucket: 'caja-other' } };
  assert.equal(versioning(other), 'default:Disabled', "another bucket's versioning is not this one's");
});

test('a part that may belong to a bucket leaves its attribute unknown', () => {
  const other: Planned = { ...bucket, name: 'other', after: { bucket: 'caja-other' } };
  const either = part(
    'policy',
    { policy: '{"Statement":[]}' },
    {
      expressions: { bucket: { references: ['terraform_data.choice.output', 'terraform_data.choice'] } },
    },
  );
  const choice: Planned = { type: 'terraform_data', name: 'choice', unknown: { output: true } };
  const reading = readPlan([bucket, other, either, choice]);
  for (const key of ['aws_s3_bucket.main', 'aws_s3_bucket.other'])
    assert.match(String(shortOf(reading, key, 'policy')), /^\?/, key);
  assert.equal(shortOf(reading, 'aws_s3_bucket.main', 'versioning'), 'default:Disabled');
});

test('a part that this plan takes away is absent after it', () => {
  const state = {
    bucket: 'caja-files',
    id: 'caja-files',
    versioning: [{ enabled: true }],
    policy: '{"Statement":[]}',
  };
  const kept: Planned = { ...bucket, actions: ['no-op'], before: state, after: state, unknown: {} };
  const gone = (name: string, before: Record<string, unknown>) =>
    part(
      name,
      {},
      { actions: ['delete'], before: { bucket: 'caja-files', ...before }, after: null, unknown: {} },
    );
  const reading = readPlan([
    kept,
    gone('policy', { policy: '{"Statement":[]}' }),
    gone('versioning', { versioning_configuration: [{ status: 'Enabled' }] }),
    gone('public_access_block', { block_public_acls: true }),
  ]);
  const of = (attribute: string, phase: 'before' | 'after') =>
    shortOf(reading, 'aws_s3_bucket.main', attribute, phase);
  assert.deepEqual(of('policy', 'before'), { statements: [] });
  assert.equal(of('policy', 'after'), 'absent');
  assert.equal(of('versioning', 'before'), 'Enabled');
  assert.equal(of('versioning', 'after'), 'Suspended');
  const off = 'default:false';
  assert.deepEqual(of('publicAccessBlock', 'after'), {
    blockPublicAcls: off,
    ignorePublicAcls: off,
    blockPublicPolicy: off,
    restrictPublicBuckets: off,
  });
});

test('satellites stay with their instance of for_each', () => {
  const reading = readFixture('cases/chained-for-each');
  const buckets = reading.after.resources.filter(({ kind }) => kind === 's3-bucket');
  assert.ok(buckets.length > 1);
  for (const { key, fields } of buckets)
    assert.doesNotMatch(String(JSON.stringify(short(fields.versioning))), /ambiguous/, key);
});

/** Peer and ports of the rules of a group: `tcp 22-22 0.0.0.0/0`. */
function rules(
  reading: ReturnType<typeof readFixture>,
  key: string,
  side: 'ingress' | 'egress',
): readonly string[] {
  const fact = find(reading, key).fields[side];
  assert.ok(fact?.state === 'known' && typeof fact.value === 'object' && 'items' in fact.value);
  const texts = fact.value.items.map((item) => {
    const rule = short(item) as Record<string, unknown>;
    const peer = [rule.cidr, rule.prefixListId, rule.peerGroupId, rule.self === true ? 'self' : '']
      .filter((part) => part !== '' && part !== 'default:')
      .join(' ');
    return `${rule.protocol} ${rule.fromPort}-${rule.toPort} ${peer}`;
  });
  return fact.value.open === undefined ? texts : [...texts, '…'];
}

test('security groups read all ways to write a rule, one peer each, in one order', () => {
  const reading = readFixture('cases/security-group-rules');
  assert.deepEqual(rules(reading, 'aws_security_group.separate', 'ingress'), [
    '-1 -1--1 self',
    'icmp 8--1 0.0.0.0/0',
    'tcp 22-22 0.0.0.0/1',
    'tcp 22-22 192.0.2.0/24 ?!known-after-apply',
    'tcp 3389-3389 ::/0',
    'tcp 8000-8000 ?!known-after-apply',
  ]);
  assert.deepEqual(rules(reading, 'aws_security_group.separate', 'egress'), ['-1 -1--1 0.0.0.0/0']);
  assert.deepEqual(rules(reading, 'aws_security_group.inline', 'egress'), ['-1 -1--1 0.0.0.0/0']);
  assert.deepEqual(rules(reading, 'aws_security_group.inline', 'ingress'), [
    '-1 -1--1 self',
    'tcp 443-443 0.0.0.0/0',
    '…',
  ]);
  for (const side of ['ingress', 'egress'] as const) {
    assert.deepEqual(rules(reading, 'aws_security_group.closed', side), []);
    assert.deepEqual(
      rules(reading, 'aws_default_security_group.main', side),
      [],
      'Terraform empties the default group',
    );
  }
});

test('dynamic blocks of a security group are read where known and open where not', () => {
  const reading = readFixture('cases/dynamic-blocks');
  assert.deepEqual(rules(reading, 'aws_security_group.known', 'ingress'), [
    'tcp 22-22 0.0.0.0/0',
    'tcp 443-443 0.0.0.0/0',
  ]);
  assert.deepEqual(rules(reading, 'aws_security_group.unknown', 'ingress'), ['…']);
  assert.deepEqual(rules(reading, 'aws_security_group.none', 'ingress'), []);
});

test('a rule whose group is one of two opens both groups', () => {
  const reading = readFixture('cases/unresolved-security-group');
  for (const key of ['aws_security_group.one', 'aws_security_group.two'])
    assert.equal(rules(reading, key, 'ingress').at(-1), '…', key);
});

test("a removed rule does not live on in its group's state", () => {
  const rule = {
    type: 'ingress',
    protocol: 'tcp',
    from_port: 22,
    to_port: 22,
    cidr_blocks: ['0.0.0.0/0'],
    ipv6_cidr_blocks: null,
    prefix_list_ids: null,
    source_security_group_id: null,
    self: false,
  };
  const inline = { ...rule, ipv6_cidr_blocks: [], prefix_list_ids: [], security_groups: [], description: '' };
  const state = { id: 'sg-1', name: 'api', ingress: [inline], egress: [] };
  const reading = readPlan([
    { type: 'aws_security_group', actions: ['no-op'], before: state, after: state },
    {
      type: 'aws_security_group_rule',
      actions: ['delete'],
      before: { ...rule, security_group_id: 'sg-1' },
      after: null,
    },
  ]);
  assert.deepEqual(rules(reading, 'aws_security_group.main', 'ingress'), []);
  assert.equal((shortOf(reading, 'aws_security_group.main', 'ingress', 'before') as unknown[]).length, 1);
});

test('a policy that waits for an ARN is read from its document', () => {
  const reading = readFixture('cases/deferred-policy-document');
  const policies = reading.after.resources.flatMap(({ fields }) => [
    fields.policy,
    fields.document,
    fields.trustPolicy,
  ]);
  const read = policies.filter((fact) => fact?.state === 'known');
  assert.ok(read.length > 0);
  assert.match(JSON.stringify(read.map(short)), /"actions":\["/);
});

test('documents made of documents that wait too have the statements of all, unless one of two is chosen', () => {
  const reading = readFixture('cases/deferred-policy-document');
  const stacked = shortOf(reading, 'aws_s3_bucket.stacked', 'policy') as { statements: { sid: string }[] };
  assert.deepEqual(
    stacked.statements.map(({ sid }) => sid),
    ['Readers', 'AuditReads', 'DenyPlainHttp'],
  );
  const { policy } = find(reading, 'aws_s3_bucket.chosen').fields;
  assert.match(JSON.stringify(policy), /"open":\{"state":"unknown"/);
});

test('policies as text: JSON is read, broken JSON is unreadable, an unknown jsonencode stays unknown', () => {
  const policy = (more: Partial<Planned>) =>
    shortOf(readPlan([{ type: 'aws_iam_policy', ...more }]), 'aws_iam_policy.main', 'document');
  const text = '{"Statement":{"Effect":"Allow","Action":"*","Resource":["*"]}}';
  const statement = (policy({ after: { policy: text } }) as { statements: Record<string, unknown>[] })
    .statements[0];
  assert.deepEqual([statement?.effect, statement?.actions, statement?.resources], ['Allow', ['*'], ['*']]);
  assert.equal(policy({ after: { policy: '{"Statement":' } }), '?!unreadable');
  assert.equal(policy({ after: { policy: '{"Version":"2012-10-17"}' } }), '?!unreadable');
  assert.equal(policy({ unknown: { policy: true }, expressions: { policy: {} } }), '?!known-after-apply');
});

test('a key without a policy has the one that KMS gives it', () => {
  const [statement] = (
    shortOf(readPlan([{ type: 'aws_kms_key', unknown: { policy: true } }]), 'aws_kms_key.main', 'policy') as {
      statements: Record<string, unknown>[];
    }
  ).statements;
  assert.deepEqual([statement?.effect, statement?.actions], ['Allow', ['kms:*']]);
});

test('policies come to roles and users in every way Terraform knows', () => {
  const reading = readFixture('cases/iam-attachments');
  const of = (key: string, attribute: string) => shortOf(reading, key, attribute);
  const later = '?!known-after-apply';
  assert.deepEqual(of('aws_iam_role.managed', 'awsManagedPolicies'), ['AdministratorAccess']);
  assert.deepEqual(of('aws_iam_role.managed', 'customerPolicyArns'), []);
  assert.deepEqual(of('aws_iam_role.exclusive', 'awsManagedPolicies'), []);
  assert.deepEqual(of('aws_iam_role.exclusive', 'customerPolicyArns'), [later]);
  assert.equal((of('aws_iam_role.inline', 'inlinePolicies') as unknown[]).length, 1);
  assert.equal((of('aws_iam_role.role_policy', 'inlinePolicies') as unknown[]).length, 1);
  assert.deepEqual(of('aws_iam_role.role_policy', 'customerPolicyArns'), []);
  assert.deepEqual(of('aws_iam_user.main', 'customerPolicyArns'), [later]);
  assert.deepEqual(of('aws_iam_user.main', 'groups'), ['caja-test-group']);
  assert.equal(of('aws_iam_user.main', 'consoleAccess'), true);
});

test('a user that exists already may have been given more elsewhere', () => {
  const state = { id: 'anna', name: 'anna', path: '/' };
  const reading = readPlan([{ type: 'aws_iam_user', actions: ['no-op'], before: state, after: state }]);
  const of = (attribute: string) => shortOf(reading, 'aws_iam_user.main', attribute);
  for (const attribute of ['accessKeys', 'groups', 'customerPolicyArns', 'inlinePolicies'])
    assert.deepEqual(of(attribute), ['…'], attribute);
  assert.equal(of('consoleAccess'), '?not-in-plan');
});

test('an instance takes over from the snapshot or database it is made from', () => {
  const reading = readFixture('cases/rds-clusters');
  assert.equal(shortOf(reading, 'aws_db_instance.restored', 'storageEncrypted'), '?known-after-apply');
  assert.equal(shortOf(reading, 'aws_db_instance.replica', 'backupRetentionDays'), 'default:0');
  assert.equal(shortOf(reading, 'aws_rds_cluster.kept', 'backupRetentionDays'), 14);
  const members = reading.after.resources.filter(({ type }) => type === 'aws_rds_cluster_instance');
  assert.ok(members.length > 0);
  for (const { fields } of members) assert.notEqual(short(fields.clusterId), 'absent');
});

test('new Aurora clusters are encrypted whatever is written; on those that exist a false proves nothing', () => {
  const of = (attribute: string, cluster: Partial<Planned>) =>
    shortOf(readPlan([{ type: 'aws_rds_cluster', ...cluster }]), 'aws_rds_cluster.main', attribute);
  const aurora = { engine: 'aurora-mysql' };
  const exists = (values: Record<string, unknown>) => ({ actions: ['no-op'], before: values, after: values });
  const cases: readonly (readonly [Partial<Planned>, unknown, unknown])[] = [
    [{ after: { ...aurora, storage_encrypted: null, kms_key_id: null } }, 'default:true', 'absent'],
    [{ after: { ...aurora, storage_encrypted: false, kms_key_id: null } }, 'default:true', 'absent'],
    [{ after: { ...aurora, storage_encrypted: true, kms_key_id: null } }, true, '?!known-after-apply'],
    [{ after: { engine: 'postgres', storage_encrypted: null, kms_key_id: null } }, 'default:false', 'absent'],
    [exists({ ...aurora, storage_encrypted: false, kms_key_id: null }), '?not-in-plan', 'absent'],
    [exists({ ...aurora, storage_encrypted: true, kms_key_id: 'arn' }), true, 'arn'],
    [exists({ engine: 'postgres', storage_encrypted: false, kms_key_id: null }), false, 'absent'],
  ];
  for (const [cluster, encrypted, key] of cases) {
    assert.equal(of('storageEncrypted', cluster), encrypted, JSON.stringify(cluster));
    assert.equal(of('kmsKeyId', cluster), key, JSON.stringify(cluster));
  }
  const copied = { ...aurora, storage_encrypted: false, snapshot_identifier: 'snap' };
  assert.equal(of('storageEncrypted', { after: copied }), '?not-in-plan');
});

test('names that the provider makes up are not absent; keys are called by their first alias', () => {
  const bucket: Planned = { type: 'aws_s3_bucket', after: { bucket: null }, unknown: { bucket: true } };
  assert.equal(shortOf(readPlan([bucket]), 'aws_s3_bucket.main', 'name'), '?known-after-apply');
  const key: Planned = { type: 'aws_kms_key', after: { key_id: 'k' } };
  const alias = (name: string): Planned => ({
    type: 'aws_kms_alias',
    name: name.replace('alias/', ''),
    after: { name, target_key_id: 'k' },
  });
  const named = (...more: Planned[]) => shortOf(readPlan([key, ...more]), 'aws_kms_key.main', 'name');
  assert.equal(named(), 'absent');
  assert.equal(named(alias('alias/two'), alias('alias/one')), 'alias/one');
});

test('the encryption of a volume that nobody wrote follows the account', () => {
  const volume: Planned = { type: 'aws_ebs_volume', unknown: { encrypted: true, snapshot_id: true } };
  const encrypted = (...more: Planned[]) =>
    shortOf(readPlan([volume, ...more]), 'aws_ebs_volume.main', 'encrypted');
  const setting = (enabled: boolean | null): Planned => ({
    type: 'aws_ebs_encryption_by_default',
    after: { enabled },
  });
  assert.equal(encrypted(), '?known-after-apply');
  assert.equal(encrypted(setting(true)), 'default:true');
  assert.equal(encrypted(setting(null)), 'default:true');
  assert.equal(encrypted(setting(false)), 'default:false');
});

test('management events of a trail add up over its selectors', () => {
  const events = (after: Record<string, unknown>) =>
    shortOf(readPlan([{ type: 'aws_cloudtrail', after }]), 'aws_cloudtrail.main', 'managementEvents');
  const none = { event_selector: [], advanced_event_selector: [] };
  const selector = (read_write_type: string, include_management_events = true) => ({
    read_write_type,
    include_management_events,
    exclude_management_event_sources: [] as string[],
  });
  const advanced = (...pairs: [string, string][]) => ({
    field_selector: pairs.map(([field, value]) => ({ field, equals: [value] })),
  });
  assert.equal(events(none), 'default:All');
  assert.equal(events({ ...none, event_selector: [selector('ReadOnly')] }), 'ReadOnly');
  assert.equal(events({ ...none, event_selector: [selector('ReadOnly'), selector('WriteOnly')] }), 'All');
  assert.equal(events({ ...none, event_selector: [selector('All', false)] }), 'None');
  const withoutKms = { ...selector('All'), exclude_management_event_sources: ['kms.amazonaws.com'] };
  assert.equal(events({ ...none, event_selector: [withoutKms] }), 'Some');
  assert.equal(events({ ...none, event_selector: [withoutKms, selector('All')] }), 'All');
  assert.equal(events({ ...none, advanced_event_selector: [advanced(['eventCategory', 'Data'])] }), 'None');
  assert.equal(
    events({
      ...none,
      advanced_event_selector: [advanced(['eventCategory', 'Management'], ['readOnly', 'false'])],
    }),
    'WriteOnly',
  );
  const narrowed = advanced(['eventCategory', 'Management'], ['eventSource', 'ec2.amazonaws.com']);
  assert.equal(events({ ...none, advanced_event_selector: [narrowed] }), '?unreadable');
});

test('the account is put together from what the plan sets of it', () => {
  const empty = readPlan([]);
  assert.equal(shortOf(empty, 'account', 'passwordPolicy'), '?not-in-plan');
  assert.equal(shortOf(empty, 'account', 'rootMfaActive'), '?not-recorded');
  const set = readPlan([
    {
      type: 'aws_iam_account_password_policy',
      after: { minimum_password_length: 14 },
      unknown: { require_symbols: true },
    },
  ]);
  const policy = shortOf(set, 'account', 'passwordPolicy') as Record<string, unknown>;
  assert.deepEqual([policy.minimumLength, policy.requiresSymbols], [14, 'default:false']);
  const gone = readPlan([
    {
      type: 'aws_iam_account_password_policy',
      actions: ['delete'],
      before: { minimum_password_length: 14 },
      after: null,
    },
  ]);
  assert.equal(shortOf(gone, 'account', 'passwordPolicy'), 'absent');
});
