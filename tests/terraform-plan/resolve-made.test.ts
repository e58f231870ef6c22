import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { AttributePath } from '../../src/sources/terraform-plan/resolver.ts';
import { answer, block, change, key, planOf, type Root, references } from './made-plans.ts';

const made: readonly (readonly [
  title: string,
  plan: Root,
  address: string,
  path: AttributePath,
  answer: string,
])[] = [
  [
    'without configuration',
    { resources: { 'aws_vpc.a': {} }, plan: { configuration: undefined } },
    'aws_vpc.a',
    ['cidr_block'],
    'no-configuration',
  ],
  [
    'null as a constant',
    { resources: { 'aws_vpc.a': { expressions: { cidr_block: { constant_value: null } } } } },
    'aws_vpc.a',
    ['cidr_block'],
    'unset',
  ],
  [
    'a function of constants',
    { resources: { 'aws_iam_role.a': { expressions: { assume_role_policy: {} } } } },
    'aws_iam_role.a',
    ['assume_role_policy'],
    'call',
  ],
  [
    'a type that nobody knows may have it in a dynamic block',
    { resources: { 'aws_new.a': {} } },
    'aws_new.a',
    ['rule'],
    'dynamic-block',
  ],
  [
    'tags of a type that nobody knows are an attribute',
    { resources: { 'aws_new.a': {} } },
    'aws_new.a',
    ['tags'],
    'unset',
  ],
  [
    'an attribute of a written block',
    {
      resources: {
        'aws_s3_bucket_versioning.a': {
          expressions: { versioning_configuration: [{ status: { constant_value: 'Enabled' } }] },
          after: { versioning_configuration: [{}] },
        },
      },
    },
    'aws_s3_bucket_versioning.a',
    ['versioning_configuration', 0, 'mfa_delete'],
    'unset',
  ],
  [
    'a block beside dynamic ones',
    {
      resources: {
        'aws_s3_bucket.a': {
          expressions: { logging: [{ target_bucket: { constant_value: 'a' } }] },
          after: { logging: [{}, {}] },
        },
      },
    },
    'aws_s3_bucket.a',
    ['logging', 0, 'target_prefix'],
    'dynamic-block',
  ],
  [
    'blocks of a set that say different things',
    {
      resources: {
        'aws_s3_bucket.a': {
          expressions: { grant: [{ type: { constant_value: 'Group' } }, { type: references('var.a') }] },
          after: { grant: [{}, {}] },
        },
      },
    },
    'aws_s3_bucket.a',
    ['grant', 0, 'type'],
    'block-order',
  ],
  [
    'blocks of a set that say the same',
    {
      resources: {
        'aws_s3_bucket.a': {
          expressions: { grant: [{ id: references('var.a') }, { id: references('var.b') }] },
          after: { grant: [{}, {}] },
        },
      },
    },
    'aws_s3_bucket.a',
    ['grant', 0, 'uri'],
    'unset',
  ],
  [
    'a block of a set that its constants tell from the others',
    {
      resources: {
        'aws_s3_bucket.a': {
          expressions: {
            grant: [
              { id: references('var.a'), type: { constant_value: 'Group' } },
              { id: { constant_value: 'b' }, type: { constant_value: 'CanonicalUser' } },
            ],
          },
          after: { grant: [{ id: 'b', type: 'CanonicalUser' }, { type: 'Group' }] },
        },
      },
    },
    'aws_s3_bucket.a',
    ['grant', 0, 'id'],
    'constant "b"',
  ],
  [
    'blocks of a set whose constants do not show in what is planned',
    {
      resources: {
        'aws_s3_bucket.a': {
          expressions: {
            grant: [
              { id: references('var.a'), type: { constant_value: 'x' } },
              { id: { constant_value: 'b' } },
            ],
          },
          after: { grant: [{ id: 'b' }, { type: 'y' }] },
        },
      },
    },
    'aws_s3_bucket.a',
    ['grant', 1, 'id'],
    'block-order',
  ],
  [
    'rules written as blocks, all behind one list of references',
    {
      resources: {
        'aws_security_group.a': {
          expressions: {
            ingress: references(
              'aws_security_group.b.id',
              'aws_security_group.b',
              'aws_security_group.c.id',
              'aws_security_group.c',
            ),
          },
          unknown: { ingress: [{ security_groups: true }] },
        },
        'aws_security_group.b': {},
        'aws_security_group.c': {},
      },
    },
    'aws_security_group.a',
    ['ingress', 0, 'security_groups'],
    'set: aws_security_group.b.id -> aws_security_group.b | aws_security_group.c, aws_security_group.c.id -> aws_security_group.b | aws_security_group.c',
  ],
  [
    'several groups in a list are all meant',
    {
      resources: {
        'aws_instance.a': {
          expressions: {
            vpc_security_group_ids: references('aws_security_group.b.id', 'aws_security_group.c.id'),
          },
          unknown: { vpc_security_group_ids: true },
        },
        'aws_security_group.b': {},
        'aws_security_group.c': {},
      },
    },
    'aws_instance.a',
    ['vpc_security_group_ids'],
    'set: aws_security_group.b.id -> aws_security_group.b, aws_security_group.c.id -> aws_security_group.c',
  ],
  [
    'what is known beside it is not why it is unknown',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: { kms_key_id: references('var.own', 'aws_kms_key.old.arn', 'aws_kms_key.new.arn') },
          unknown: { kms_key_id: true },
        },
        'aws_kms_key.old': { unknown: {}, after: { arn: 'arn:aws:kms:…' } },
        'aws_kms_key.new': {},
      },
      plan: { variables: { own: { value: true } } },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'set: aws_kms_key.new.arn -> aws_kms_key.new',
  ],
  [
    'made of known things and yet unknown: it was handed null',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: { kms_key_id: references('var.key', 'aws_kms_key.old.arn') },
          unknown: { kms_key_id: true },
        },
        'aws_kms_key.old': { unknown: {}, after: { arn: 'arn:aws:kms:…' } },
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'unset',
  ],
  [
    'a resource with count = 0 hands on null',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: {
            kms_key_id: references('aws_kms_key.none[0].arn', 'aws_kms_key.none[0]', 'aws_kms_key.none'),
          },
          unknown: { kms_key_id: true },
        },
      },
      module: {
        resources: [
          block('aws_ebs_volume', 'a', {
            expressions: { kms_key_id: references('aws_kms_key.none[0].arn') },
          }),
          block('aws_kms_key', 'none', { more: { count_expression: references('var.create') } }),
        ],
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'unset',
  ],
  [
    'in a targeted plan it may only be left out',
    {
      resources: {},
      module: {
        resources: [
          block('aws_ebs_volume', 'a', { expressions: { kms_key_id: references('aws_kms_key.none.arn') } }),
          block('aws_kms_key', 'none', {}),
        ],
      },
      plan: {
        complete: false,
        resource_changes: [
          change('aws_ebs_volume.a', 'aws_ebs_volume', 'a', { unknown: { kms_key_id: true } }),
        ],
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'perhaps: aws_kms_key.none -> ',
  ],
  [
    'an attribute that may be empty does not prove that anything is set',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: { kms_key_id: references('aws_kms_alias.a.target_key_arn') },
          unknown: { kms_key_id: true },
        },
        'aws_kms_alias.a': { unknown: { target_key_arn: true } },
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'perhaps: aws_kms_alias.a.target_key_arn -> aws_kms_alias.a',
  ],
  [
    'the link of another resource is followed to its own end',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: { kms_key_id: references('aws_db_instance.b.kms_key_id') },
          unknown: { kms_key_id: true },
        },
        'aws_db_instance.b': { ...key, expressions: { kms_key_id: references('aws_kms_key.c.arn') } },
        'aws_kms_key.c': {},
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'set: aws_kms_key.c.arn -> aws_kms_key.c',
  ],
  [
    'the id of a bucket policy is the name of its bucket',
    {
      resources: {
        'aws_s3_bucket_public_access_block.a': {
          expressions: { bucket: references('aws_s3_bucket_policy.b.id') },
          unknown: { bucket: true },
        },
        'aws_s3_bucket_policy.b': {
          expressions: { bucket: references('aws_s3_bucket.c.id') },
          unknown: { id: true, bucket: true },
        },
        'aws_s3_bucket.c': {},
      },
    },
    'aws_s3_bucket_public_access_block.a',
    ['bucket'],
    'set: aws_s3_bucket.c.id -> aws_s3_bucket.c',
  ],
  [
    'a name made of random text leads nowhere',
    {
      resources: {
        'aws_s3_bucket_public_access_block.a': {
          expressions: { bucket: references('random_id.b.hex', 'random_id.b') },
          unknown: { bucket: true },
        },
        'random_id.b': { unknown: { hex: true } },
      },
    },
    'aws_s3_bucket_public_access_block.a',
    ['bucket'],
    'perhaps: random_id.b.hex -> ',
  ],
  [
    'a local means the only thing of that type that it can be made of',
    {
      resources: {
        'aws_s3_bucket_policy.a': {
          expressions: { bucket: references('local.name') },
          unknown: { bucket: true },
        },
        'aws_s3_bucket.b': {},
      },
    },
    'aws_s3_bucket_policy.a',
    ['bucket'],
    'perhaps: local.name -> aws_s3_bucket.b',
  ],
  [
    'a local that can be made of two types of groups means one of them',
    {
      resources: {
        'aws_security_group_rule.a': {
          expressions: { security_group_id: references('local.group') },
          unknown: { security_group_id: true },
        },
        'aws_security_group.b': {},
        'aws_default_security_group.c': {},
      },
    },
    'aws_security_group_rule.a',
    ['security_group_id'],
    'perhaps: local.group -> aws_default_security_group.c | aws_security_group.b, local.group -> aws_default_security_group.c | aws_security_group.b',
  ],
  [
    'a condition chooses between things of two types that a link leads to',
    {
      resources: {
        'aws_security_group_rule.a': {
          expressions: {
            security_group_id: references(
              'aws_security_group.b.id',
              'aws_security_group.b',
              'aws_default_security_group.c.id',
              'aws_default_security_group.c',
            ),
          },
          unknown: { security_group_id: true },
        },
        'aws_security_group.b': {},
        'aws_default_security_group.c': {},
      },
    },
    'aws_security_group_rule.a',
    ['security_group_id'],
    'set: aws_security_group.b.id -> aws_security_group.b | aws_default_security_group.c, aws_default_security_group.c.id -> aws_security_group.b | aws_default_security_group.c',
  ],
  [
    'beside a thing that can hold any value, a local may mean anything',
    {
      resources: {
        'aws_s3_bucket_policy.a': {
          expressions: { bucket: references('local.name') },
          unknown: { bucket: true },
        },
        'aws_s3_bucket.b': {},
        'terraform_data.c': {},
      },
    },
    'aws_s3_bucket_policy.a',
    ['bucket'],
    'perhaps: local.name -> ',
  ],
  [
    'references in a circle end',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: { kms_key_id: references('aws_db_instance.b.kms_key_id') },
          unknown: { kms_key_id: true },
        },
        'aws_db_instance.b': {
          ...key,
          expressions: { kms_key_id: references('aws_db_instance.b.kms_key_id') },
        },
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'perhaps: aws_db_instance.b.kms_key_id -> ',
  ],
  [
    'modules that call each other in a circle end',
    {
      resources: {
        'aws_ebs_volume.a': {
          expressions: { kms_key_id: references('module.m.out') },
          unknown: { kms_key_id: true },
        },
      },
      module: {
        resources: [
          block('aws_ebs_volume', 'a', { expressions: { kms_key_id: references('module.m.out') } }),
        ],
        module_calls: {
          m: {
            expressions: { in: references('module.m.out') },
            module: { outputs: { out: { expression: references('var.in') } } },
          },
        },
      },
    },
    'aws_ebs_volume.a',
    ['kms_key_id'],
    'perhaps: a reference to itself -> ',
  ],
];

describe('plans made for one question', () => {
  for (const [title, plan, address, path, expected] of made) {
    it(title, () => assert.equal(answer(planOf(plan), address, path), expected));
  }
});
