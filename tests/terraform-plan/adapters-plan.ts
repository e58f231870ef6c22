import { readFileSync } from 'node:fs';
import type { Fact } from '../../src/model/fact.ts';
import type { Reading, Resource } from '../../src/model/resource.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';

type Plain = Record<string, unknown>;

/** One planned resource of a small plan: what a test does not give is as on a plain create at the root. */
export interface Planned {
  readonly type: string;
  readonly name?: string;
  readonly address?: string;
  readonly previousAddress?: string;
  readonly module?: string;
  readonly actions?: readonly string[];
  readonly before?: Plain | null;
  readonly after?: Plain | null;
  readonly unknown?: Plain;
  readonly sensitive?: Plain | boolean;
  readonly expressions?: Plain;
}

/** A plan's JSON text with these resources. */
export function planText(resources: readonly Planned[], more: Plain = {}): string {
  const changes = resources.map((resource) => {
    const { type, name = 'main', module } = resource;
    const actions = resource.actions ?? ['create'];
    return {
      address: addressOf(resource),
      ...(resource.previousAddress === undefined ? {} : { previous_address: resource.previousAddress }),
      ...(module === undefined ? {} : { module_address: module }),
      mode: 'managed',
      type,
      name,
      provider_name: 'registry.terraform.io/hashicorp/aws',
      change: {
        actions,
        before: resource.before ?? null,
        after: resource.after === undefined ? {} : resource.after,
        after_unknown: resource.unknown ?? {},
        before_sensitive: false,
        after_sensitive: resource.sensitive ?? {},
      },
    };
  });
  const configured = resources
    .filter((resource) => resource.module === undefined)
    .map((resource) => ({
      address: `${resource.type}.${resource.name ?? 'main'}`,
      mode: 'managed',
      type: resource.type,
      name: resource.name ?? 'main',
      provider_config_key: 'aws',
      expressions: resource.expressions ?? {},
    }));
  const configuration = {
    provider_config: { aws: { name: 'aws', expressions: {} } },
    root_module: { resources: configured },
  };
  return JSON.stringify({
    format_version: '1.2',
    terraform_version: '1.11.4',
    resource_changes: changes,
    configuration,
    ...more,
  });
}

function addressOf({ address, module, type, name = 'main' }: Planned): string {
  return address ?? `${module === undefined ? '' : `${module}.`}${type}.${name}`;
}

export function readPlan(resources: readonly Planned[], more: Plain = {}): Reading {
  return readTerraformPlan(Buffer.from(planText(resources, more)), { subject: 'plan.json' });
}

/** Reads a plan made by Terraform, from `fixtures/plans`. */
export function readFixture(name: string): Reading {
  const path = new URL(`../../fixtures/plans/${name}.json`, import.meta.url);
  return readTerraformPlan(readFileSync(path), { subject: `${name}.json` });
}

export function find(reading: Reading, key: string, phase: 'before' | 'after' = 'after'): Resource {
  const resource = reading[phase]?.resources.find((candidate) => candidate.key === key);
  if (resource === undefined) throw new Error(`${key} is not in the inventory ${phase} the change`);
  return resource;
}

/** A fact in short: its value, `default:` before what AWS chooses, `absent`, or `?` and the reason, `?!` where it is set. */
export function short(fact: Fact | undefined): unknown {
  if (fact === undefined) return 'no such fact';
  if (fact.state === 'absent') return 'absent';
  if (fact.state === 'unknown') return `?${fact.set === true ? '!' : ''}${fact.reason}`;
  const { value } = fact;
  if (typeof value !== 'object') return fact.default === true ? `default:${value}` : value;
  if ('items' in value) {
    const items = value.items.map(short);
    return value.open === undefined ? items : [...items, '…'];
  }
  const entries = 'entries' in value ? value.entries : value.fields;
  const open = 'open' in value && value.open !== undefined ? { '…': short(value.open) } : {};
  return {
    ...Object.fromEntries(Object.entries(entries).map(([key, inner]) => [key, short(inner)])),
    ...open,
  };
}

/** One attribute of one resource, in short. */
export function shortOf(
  reading: Reading,
  key: string,
  attribute: string,
  phase: 'before' | 'after' = 'after',
): unknown {
  return short(find(reading, key, phase).fields[attribute]);
}
