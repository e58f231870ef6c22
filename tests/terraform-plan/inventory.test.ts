import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { attributesOf, findKind } from '../../src/model/kinds/index.ts';
import type { Resource } from '../../src/model/resource.ts';
import { claims, satelliteTypes } from '../../src/sources/terraform-plan/adapters/index.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';
import { find, readFixture, readPlan, short, shortOf } from './adapters-plan.ts';

const shared = new URL('../../../shared/', import.meta.url);
const plans = new URL('../../fixtures/plans/', import.meta.url);

test('every kind of resource answers every attribute of its kind', () => {
  const names = readdirSync(plans, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.json'),
  );
  assert.ok(names.length > 20);
  const kinds = new Set<string>();
  for (const name of names) {
    const bytes = readFileSync(new URL(name, plans));
    let resources: readonly Resource[] = [];
    try {
      const { before, after } = readTerraformPlan(bytes, { subject: name });
      resources = [...after.resources, ...(before?.resources ?? [])];
    } catch (thrown) {
      assert.equal(thrown instanceof Error && thrown.name, 'UserError', `${name}: ${thrown}`);
    }
    for (const resource of resources) {
      const kind = findKind(resource.kind);
      if (kind === undefined) continue;
      kinds.add(resource.kind);
      assert.deepEqual(
        Object.keys(resource.fields).sort(),
        Object.keys(attributesOf(kind)).sort(),
        resource.key,
      );
      for (const [attribute, { optional }] of Object.entries(kind.attributes)) {
        const absent = resource.fields[attribute]?.state === 'absent';
        assert.ok(!absent || optional === true, `${name}: ${attribute} of ${resource.key} may not be absent`);
      }
    }
  }
  assert.ok(kinds.size >= 45, [...kinds].join());
});

test('what is deleted or forgotten is there before the change only', () => {
  const state = { id: 'vol-1', encrypted: true };
  const gone = (name: string, action: string) =>
    ({ type: 'aws_ebs_volume', name, actions: [action], before: state, after: null }) as const;
  const reading = readPlan([
    gone('deleted', 'delete'),
    gone('forgotten', 'forget'),
    { type: 'aws_ebs_volume', name: 'made' },
  ]);
  const keys = (resources: readonly Resource[] = []) =>
    resources.filter(({ kind }) => kind !== 'change').map(({ key }) => key);
  assert.deepEqual(keys(reading.after.resources), ['account', 'aws_ebs_volume.made']);
  assert.deepEqual(keys(reading.before?.resources), [
    'account',
    'aws_ebs_volume.deleted',
    'aws_ebs_volume.forgotten',
  ]);
  assert.equal(find(reading, 'aws_ebs_volume.deleted', 'before').action, 'delete');
});

test('a moved resource keeps its old address before', () => {
  const state = { id: 'vol-1', encrypted: true };
  const reading = readPlan([
    {
      type: 'aws_ebs_volume',
      previousAddress: 'aws_ebs_volume.old',
      actions: ['no-op'],
      before: state,
      after: state,
    },
  ]);
  assert.deepEqual(reading.moved, { 'aws_ebs_volume.main': 'aws_ebs_volume.old' });
  assert.equal(shortOf(reading, 'aws_ebs_volume.old', 'encrypted', 'before'), true);
});

test('resources that nobody claims still have tags and a name; satellites and others are none', () => {
  const reading = readPlan([
    { type: 'aws_athena_workgroup', after: { name: 'alarms', tags_all: { Owner: 'platform' } } },
    { type: 'aws_s3_bucket_versioning', after: { bucket: 'elsewhere' } },
    { type: 'random_id' },
  ]);
  assert.deepEqual(
    reading.after.resources.map(({ kind }) => kind),
    ['account', 'unclaimed'],
  );
  assert.deepEqual(shortOf(reading, 'aws_athena_workgroup.main', 'tags'), { Owner: 'platform' });
  assert.equal(shortOf(reading, 'aws_athena_workgroup.main', 'name'), 'alarms');
  assert.equal(reading.after.source.detail['not of AWS'], '1');
});

test("tags hold the provider's default tags, and what is not known of them leaves the map open", () => {
  const reading = readFixture('cases/default-tags');
  const tags = (name: string) =>
    shortOf(reading, `aws_ebs_volume.${name}`, 'tags') as Record<string, unknown>;
  assert.deepEqual(tags('bare'), {});
  assert.equal(tags('inherits').Environment, 'prod');
  assert.equal(tags('overwrites').Environment, 'staging');
  assert.ok('…' in tags('unknown_keys'));
  assert.ok('…' in tags('late_default'), 'a default that is known too late is missing from tags_all');
  assert.deepEqual(tags('null_value'), {
    Environment: 'prod',
    Owner: 'platform-team@caja.example.com',
    CostCenter: '',
  });
});

test('tag values are never coerced', () => {
  const tags = { Critical: 'true', Cost: '007' };
  assert.deepEqual(
    shortOf(readPlan([{ type: 'aws_vpc', after: { tags_all: tags } }]), 'aws_vpc.main', 'tags'),
    tags,
  );
});

test('links may mean a key by its alias', () => {
  const reading = readPlan([
    { type: 'aws_kms_key', unknown: { arn: true, key_id: true } },
    {
      type: 'aws_kms_alias',
      after: { name: 'alias/caja' },
      unknown: { target_key_id: true },
      expressions: { target_key_id: { references: ['aws_kms_key.main.key_id', 'aws_kms_key.main'] } },
    },
  ]);
  assert.ok(find(reading, 'aws_kms_key.main').identities.includes('alias/caja'));
});

test('in a targeted plan, what is not listed may still be there', () => {
  const bucket = { type: 'aws_s3_bucket', after: { bucket: 'caja-files' } };
  const reading = readPlan([bucket], { complete: false });
  assert.equal(shortOf(reading, 'aws_s3_bucket.main', 'versioning'), '?not-read');
  assert.ok(reading.after.open !== undefined);
});

test('the same plan gives the same reading', () => {
  const once = JSON.stringify(readFixture('caja-prod'));
  assert.equal(JSON.stringify(readFixture('caja-prod')), once);
});

const corpus = new URL('corpus/plans/', shared);
test('every plan of the corpus is read', {
  skip: existsSync(corpus) ? false : 'the corpus is not here',
}, () => {
  const names = readdirSync(corpus).filter((name) => name.includes('.json'));
  let read = 0;
  for (const name of names) {
    const { after } = readTerraformPlan(readFileSync(new URL(name, corpus)), { subject: name });
    for (const resource of after.resources)
      short({ state: 'known', value: resource, place: { source: 'example', name }, path: '' });
    read += 1;
  }
  assert.equal(read, 137);
});

interface Schema {
  readonly attributes?: Readonly<Record<string, readonly [string, unknown]>>;
  readonly blocks?: Readonly<Record<string, Schema>>;
}

/** Values of every attribute of a type; what is asked for beyond them is noted. */
function everything(
  schema: Schema,
  path: string,
  missing: Set<string>,
  asked: Set<string>,
): Record<string, unknown> {
  const sample = (type: unknown): unknown => {
    if (type === 'bool') return true;
    if (type === 'number') return 1;
    if (!Array.isArray(type)) return 'x';
    const [sort, of] = type as [string, unknown];
    if (sort === 'map') return { x: 'x' };
    if (sort === 'object') return objectOf(of as Record<string, unknown>);
    return [sample(of)];
  };
  const objectOf = (fields: Record<string, unknown>) =>
    everything(
      { attributes: Object.fromEntries(Object.entries(fields).map(([key, type]) => [key, ['o', type]])) },
      path,
      missing,
      asked,
    );
  const values: Record<string, unknown> = {};
  for (const [key, [, type]] of Object.entries(schema.attributes ?? {})) values[key] = sample(type);
  for (const [key, block] of Object.entries(schema.blocks ?? {}))
    values[key] = [everything(block, `${path}.${key}`, missing, asked)];
  // Rules of neither direction would not be looked into.
  if (path === 'aws_security_group_rule') values.type = 'ingress';
  return new Proxy(values, {
    get: (target, key) => {
      if (typeof key !== 'string') return undefined;
      asked.add(`${path}.${key}`);
      if (!(key in target)) missing.add(`${path}.${key}`);
      return target[key];
    },
  });
}

const schemas = new URL('schemas/terraform-aws-5.100.0.json', shared);
const withoutSchemas = existsSync(schemas) ? false : 'the schemas are not here';

/** Types of the provider that the list of schemas lacks. */
const unlisted = new Set(['aws_main_route_table_association']);

/** Parts of other resources that carry tags, which are judged. */
const withTags = [
  'aws_cloudfront_vpc_origin',
  'aws_cloudwatch_log_delivery',
  'aws_cloudwatch_log_delivery_source',
  'aws_route53_zone',
];

test("every attribute that an adapter names is in the provider's schema", {
  skip: withoutSchemas,
}, async () => {
  const { createResolver } = await import('../../src/sources/terraform-plan/resolve.ts');
  const { parsePlan } = await import('../../src/sources/terraform-plan/parse.ts');
  const { viewPhase } = await import('../../src/sources/terraform-plan/phase-view.ts');
  const { planText } = await import('./adapters-plan.ts');
  const { adaptAccount } = await import('../../src/sources/terraform-plan/adapters/account.ts');
  const types = JSON.parse(readFileSync(schemas, 'utf8')) as Record<string, Schema>;
  const missing = new Set<string>();
  const asked = new Set<string>();
  const listed = (type: string) => type in types || !unlisted.has(type);
  const all = [...claims.keys(), ...satelliteTypes, 'aws_kms_alias', ...withTags].filter(listed);
  for (const action of ['create', 'update'] as const) {
    const empty = parsePlan(Buffer.from(planText(all.map((type) => ({ type })))), 'plan.json');
    const resources = empty.resources.map((resource) => {
      const schema = types[resource.type];
      assert.ok(schema !== undefined, `${resource.type} is no type of the provider`);
      const after = everything(schema, resource.type, missing, asked) as typeof resource.after;
      return { ...resource, action, after, before: action === 'update' ? after : null };
    });
    const plan = { ...empty, resources };
    const parts = { plan, resolver: createResolver(empty), holdsSecret: () => false };
    for (const view of [viewPhase(parts, 'before'), viewPhase(parts, 'after', viewPhase(parts, 'before'))]) {
      adaptAccount(view);
      for (const [type, claim] of claims)
        for (const resource of view.ofType(type)) {
          claim.adapt(view.scope(resource), view);
          claim.aliases?.(view.scope(resource), view);
        }
    }
  }
  // Keys of all sorts are found by key_id, which external and replica keys of older providers lack.
  missing.delete('aws_kms_external_key.key_id');
  // Version 6 of the provider has a service's deployment strategy.
  missing.delete('aws_ecs_service.deployment_configuration');
  assert.deepEqual([...missing].sort(), []);
  assert.ok(asked.size > 180, `${asked.size} attributes were asked for`);
});
