import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { Fact } from '../../src/model/fact.ts';
import type { Resource } from '../../src/model/resource.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';

/** Production before its apply, where links are references, and after it, where they are values. */
const readings = ['caja-prod', 'caja-applied'].map((name) => {
  const bytes = readFileSync(join(repositoryRoot, 'fixtures/plans', `${name}.json`));
  return { name, inventory: readTerraformPlan(bytes, { subject: name }).after };
});

/** From a resource by one relation after the other: the addresses where that ends. */
const ways: readonly (readonly [from: string, way: readonly string[], to: readonly string[]])[] = [
  ['module.api.aws_ecs_service.api', ['taskDefinition', 'taskRole'], ['module.api.aws_iam_role.task']],
  [
    'module.api.aws_ecs_service.api',
    ['targetGroups', 'listeners', 'loadBalancer'],
    ['module.api.aws_lb.api'],
  ],
  [
    'module.database.aws_db_instance.this',
    ['subnetGroup', 'subnets', 'vpc'],
    ['module.network.aws_vpc.this'],
  ],
  ['module.web.aws_cloudfront_distribution.this', ['buckets'], ['module.web.module.site.aws_s3_bucket.this']],
  [
    'module.monitoring.aws_kms_key.logs',
    ['logGroups'],
    [
      'aws_cloudwatch_log_group.trail',
      'module.api.aws_cloudwatch_log_group.api',
      'module.database.aws_cloudwatch_log_group.this["postgresql"]',
      'module.database.aws_cloudwatch_log_group.this["upgrade"]',
      'module.network.aws_cloudwatch_log_group.flow_logs',
    ],
  ],
];

describe('Relations lead the same way by reference and by value', () => {
  for (const [from, way, to] of ways) {
    for (const { name, inventory } of readings) {
      it(`${name}: ${from} by ${way.join(', ')}`, () => {
        const follow = relate(inventory, { ownsArea: true });
        const start = inventory.resources.find(({ address }) => address === from);
        assert.ok(start, `${from} is in the plan`);
        const ends = way.reduce<readonly Resource[]>(
          (here, relation) => here.flatMap((one) => resourcesIn(follow(one, relation))),
          [start],
        );
        const addresses = [...new Set(ends.map(({ address }) => address ?? ''))].sort();
        assert.deepEqual(addresses, to);
      });
    }
  }
});

function resourcesIn(fact: Fact): readonly Resource[] {
  if (fact.state !== 'known' || typeof fact.value !== 'object') return [];
  if ('kind' in fact.value) return [fact.value as Resource];
  return 'items' in fact.value ? fact.value.items.flatMap(resourcesIn) : [];
}
