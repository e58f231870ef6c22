import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import type { AttributePath } from '../../src/sources/terraform-plan/resolver.ts';
import { answer, block, change, planOf, references } from './made-plans.ts';

type Case = readonly [plan: string, address: string, path: AttributePath, answer: string];

const main = 'aws_s3_bucket.main';
const anyBucket = `${main} -> ${main}[0] | ${main}[1] | ${main}[2]`;

const fromTerraform: readonly Case[] = [
  ['unset-retention', 'aws_db_instance.main', ['backup_retention_period'], 'unset'],
  ['variable-retention', 'aws_db_instance.null', ['backup_retention_period'], 'unset'],
  [
    'module-variable-retention',
    'module.constant.aws_db_instance.this',
    ['backup_retention_period'],
    'perhaps: ',
  ],
  [
    'module-variable-retention',
    'module.unapplied.aws_db_instance.this',
    ['backup_retention_period'],
    'perhaps: terraform_data.retention.output -> terraform_data.retention',
  ],
  [
    'unapplied-retention',
    'aws_db_instance.main',
    ['backup_retention_period'],
    'perhaps: terraform_data.retention.output -> terraform_data.retention',
  ],
  ['unset-retention', 'aws_db_instance.main', ['engine'], 'constant "postgres"'],
  [
    'module-output',
    'aws_ebs_volume.data',
    ['kms_key_id'],
    'set: module.keys.aws_kms_key.this.arn -> module.keys.aws_kms_key.this',
  ],
  [
    'module-output',
    'module.bucket.aws_s3_bucket_server_side_encryption_configuration.this',
    ['rule', 0, 'apply_server_side_encryption_by_default', 0, 'kms_master_key_id'],
    'set: module.keys.aws_kms_key.this.arn -> module.keys.aws_kms_key.this',
  ],
  [
    'module-output',
    'aws_s3_bucket_public_access_block.bucket',
    ['bucket'],
    'set: module.bucket.aws_s3_bucket.this.id -> module.bucket.aws_s3_bucket.this',
  ],
  ['module-output', 'aws_s3_bucket_versioning.bucket', ['versioning_configuration'], '1 blocks'],
  ['for-each-keys', 'aws_s3_bucket_versioning.main["]["]', ['bucket'], `set: ${main}["]["] -> ${main}["]["]`],
  [
    'for-each-keys',
    'aws_s3_bucket_public_access_block.one',
    ['bucket'],
    `set: ${main}["list[0]"].id -> ${main}["list[0]"]`,
  ],
  [
    'chained-for-each',
    'aws_s3_bucket_versioning.main["logs.a"]',
    ['bucket'],
    `set: ${main}["logs.a"].id -> ${main}["logs.a"]`,
  ],
  [
    'chained-for-each',
    'aws_s3_bucket_public_access_block.main["data"]',
    ['bucket'],
    `set: ${main}["data"].id -> ${main}["data"]`,
  ],
  [
    'module-for-each',
    'aws_vpc_security_group_ingress_rule.by_key["x[0].y"]',
    ['security_group_id'],
    'set: module.group["x[0].y"].aws_security_group.this.id -> module.group["x[0].y"].aws_security_group.this',
  ],
  [
    'module-for-each',
    'module.rules["a.b"].aws_vpc_security_group_egress_rule.https',
    ['security_group_id'],
    'set: module.group["a.b"].aws_security_group.this.id -> module.group["a.b"].aws_security_group.this',
  ],
  [
    'module-for-each',
    'aws_security_group_rule.by_index',
    ['security_group_id'],
    'set: module.numbered[1].aws_security_group.this.id -> module.numbered[1].aws_security_group.this',
  ],
  // The index may be calculated where there are more buckets than instances: `count.index` and `count.index + 1` look the same.
  ['count-pairing', 'aws_s3_bucket_versioning.main[0]', ['bucket'], `set: ${anyBucket}`],
  ['count-pairing', 'aws_s3_bucket_ownership_controls.shifted[0]', ['bucket'], `set: ${anyBucket}`],
  [
    'count-pairing',
    'aws_s3_bucket_public_access_block.third',
    ['bucket'],
    `set: ${main}[2].id -> ${main}[2]`,
  ],
  // Null would make AWS's own key of it: a local may be null.
  ['local-references', 'aws_ebs_volume.main', ['kms_key_id'], 'perhaps: local.key_arn -> '],
  [
    'unresolved-security-group',
    'aws_security_group_rule.either',
    ['security_group_id'],
    'set: aws_security_group.one.id -> aws_security_group.one | aws_security_group.two, aws_security_group.two.id -> aws_security_group.one | aws_security_group.two',
  ],
  [
    'unresolved-security-group',
    'aws_vpc_security_group_ingress_rule.hidden',
    ['security_group_id'],
    'perhaps: terraform_data.group.output -> ',
  ],
  ['dynamic-blocks', 'aws_security_group.none', ['ingress'], 'dynamic-block'],
  ['dynamic-blocks', 'aws_security_group.unknown', ['ingress'], 'dynamic-block'],
  ['dynamic-blocks', 'aws_security_group.none', ['description'], 'unset'],
  [
    'deferred-policy-document',
    'aws_s3_bucket_policy.main',
    ['policy'],
    'set: data.aws_iam_policy_document.bucket.json -> data.aws_iam_policy_document.bucket',
  ],
  [
    'jsonencoded-policy',
    'aws_iam_policy.partly_unknown',
    ['policy'],
    'set: aws_kms_key.main.arn -> aws_kms_key.main',
  ],
  ['targeted', 'aws_db_instance.main', ['kms_key_id'], 'set: aws_kms_key.main.arn -> aws_kms_key.main'],
];

describe('plans that Terraform made', () => {
  for (const [plan, address, path, expected] of fromTerraform) {
    it(`${plan}: ${address} ${path.join('.')}`, () => {
      assert.equal(answer(readFileSync(`fixtures/plans/cases/${plan}.json`), address, path), expected);
    });
  }
});

describe('modules', () => {
  const bucket = (module: string, index?: number | string) => ({
    ...change(`${module}.aws_s3_bucket.this`, 'aws_s3_bucket', 'this', {}),
    module_address: module,
    ...(index === undefined ? {} : { index }),
  });
  const child = {
    resources: [block('aws_s3_bucket', 'this', {})],
    outputs: {
      id: { expression: references('aws_s3_bucket.this.id') },
      all: { expression: references('aws_s3_bucket.this') },
    },
  };
  const plan = (written: readonly string[], index: string | undefined) =>
    planOf(
      {
        module: {
          resources: [
            block('aws_s3_bucket_policy', 'p', { expressions: { bucket: references(...written) } }),
          ],
          module_calls: { m: { module: child, for_each_expression: references('var.names') } },
        },
      },
      [
        {
          ...change('p', 'aws_s3_bucket_policy', 'p', { unknown: { bucket: true } }),
          ...(index === undefined ? {} : { index }),
        },
        bucket('module.m["a.b"]'),
        bucket('module.m["c"]'),
      ],
    );
  const one = (name: string) =>
    `set: module.m["${name}"].aws_s3_bucket.this.id -> module.m["${name}"].aws_s3_bucket.this`;
  const all = 'module.m["a.b"].aws_s3_bucket.this | module.m["c"].aws_s3_bucket.this';
  const cases: readonly (readonly [
    title: string,
    references: readonly string[],
    index: string | undefined,
    answer: string,
  ])[] = [
    ['by a written key', ['module.m["a.b"].id', 'module.m["a.b"]'], undefined, one('a.b')],
    [
      'by their own key',
      ['module.m', 'each.key'],
      'c',
      `perhaps: module.m["c"].aws_s3_bucket.this.id -> module.m["c"].aws_s3_bucket.this, module.m["c"].aws_s3_bucket.this -> module.m["c"].aws_s3_bucket.this`,
    ],
    ['by a key that no instance has', ['module.m["gone"].id', 'module.m["gone"]'], undefined, 'unset'],
    [
      'through a whole resource',
      ['module.m["c"].all.id', 'module.m["c"].all', 'module.m["c"]'],
      undefined,
      one('c'),
    ],
  ];
  for (const [title, written, index, expected] of cases) {
    it(`are found ${title}`, () => assert.equal(answer(plan(written, index), 'p', ['bucket']), expected));
  }
  it('mean any of their instances by a splat', () => {
    const said = answer(plan(['module.m'], undefined), 'p', ['bucket']);
    assert.ok(said.includes(`module.m["a.b"].aws_s3_bucket.this.id -> ${all}`), said);
  });
});
