import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { gapsOf } from '../../src/sources/terraform-plan/gaps.ts';
import { linkTargets } from '../../src/sources/terraform-plan/link-targets.ts';
import { parsePlan } from '../../src/sources/terraform-plan/parse.ts';
import type { PlannedResource, TerraformPlan } from '../../src/sources/terraform-plan/plan.ts';
import { createResolver } from '../../src/sources/terraform-plan/resolve.ts';
import type { Resolver } from '../../src/sources/terraform-plan/resolver.ts';

const folder = '../shared/corpus/plans';
const files = existsSync(folder) ? readdirSync(folder).filter((file) => file.includes('.json')) : [];
const plans = files.map((file) => {
  const bytes = readFileSync(`${folder}/${file}`);
  const plan = parsePlan(bytes, file);
  return {
    file,
    raw: JSON.parse(bytes.toString().replace(/^\ufeff/, '')),
    plan,
    resolver: createResolver(plan),
  };
});

describe('137 plans of public projects', { skip: files.length === 0 && `${folder} is not there` }, () => {
  it('are all read', () => assert.equal(plans.length, 137));

  it('lose no managed resource', () => {
    for (const { file, raw, plan } of plans) {
      const changes: { mode?: string; deposed?: string }[] = raw.resource_changes ?? [];
      if (changes.length === 0) continue;
      const managed = changes.filter(({ mode, deposed }) => mode !== 'data' && deposed === undefined);
      assert.equal(plan.resources.length, managed.length, file);
    }
  });

  it('say what they lack', () => {
    const said = plans.flatMap(({ plan }) => gapsOf(plan).map(({ message }) => message.split(/[.:]/)[0]));
    const counts: Record<string, number> = {};
    for (const message of said) counts[message ?? ''] = (counts[message ?? ''] ?? 0) + 1;
    assert.deepEqual(counts, {
      'The file has no configuration': 4,
      'The file has no resource_changes and was read from planned_values': 3,
      'The file has no format_version; it was read as a plan of format 1': 1,
    });
  });

  it('give every new resource its block, but for two in a file that was edited by hand', () => {
    const missing = plans.flatMap(({ file, plan }) =>
      plan.configuration === undefined
        ? []
        : plan.resources
            .filter(({ action, configuration }) => action === 'create' && configuration === undefined)
            .map(({ address }) => `${file.split('__').at(-1)} ${address}`),
    );
    assert.equal(missing.length, 2, missing.join('\n'));
  });

  it('answer for every written attribute without failing', () => {
    let asked = 0;
    for (const { plan, resolver } of plans) {
      for (const resource of [...plan.resources, ...plan.data]) {
        for (const name of Object.keys(resource.configuration?.expressions ?? {})) {
          resolver.references(resource, [name]);
          assert.ok(resolver.written(resource, [name]).how.length > 0);
          asked++;
        }
      }
    }
    assert.ok(asked > 2500, String(asked));
  });

  it('lead at least 95 % of the unknown links that were written to exactly one resource', () => {
    const followed = { one: 0, other: 0 };
    for (const { plan, resolver } of plans) {
      for (const [resource, name] of unknownLinks(plan)) countLink(followed, resolver, resource, name);
    }
    const share = followed.one / (followed.one + followed.other);
    assert.ok(followed.one > 150 && share >= 0.95, `${followed.one} of ${followed.one + followed.other}`);
  });
});

function* unknownLinks(plan: TerraformPlan): Generator<readonly [PlannedResource, string]> {
  for (const resource of plan.resources) {
    if (resource.action !== 'create' || !resource.type.startsWith('aws_')) continue;
    for (const [name, mask] of Object.entries(resource.afterUnknown ?? {})) {
      if (mask === true && linkTargets(name) !== undefined) yield [resource, name];
    }
  }
}

function countLink(
  followed: { one: number; other: number },
  resolver: Resolver,
  resource: PlannedResource,
  name: string,
): void {
  const written = resolver.written(resource, [name]);
  if (written.how !== 'references') return;
  const isOne =
    written.references.length > 0 && written.references.every(({ targets }) => targets.length === 1);
  followed[isOne ? 'one' : 'other']++;
}
