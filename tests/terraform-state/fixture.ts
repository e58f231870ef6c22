import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Resource } from '../../src/model/resource.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { replay } from '../../src/sources/aws-account/replay.ts';
import { claims, satelliteTypes } from '../../src/sources/terraform-plan/adapters/index.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';

/** Production's state as `terraform show -json` writes it. */
export const stateFile = 'fixtures/states/caja-prod.json';

interface StateValue {
  readonly mode: string;
  readonly type: string;
  readonly values: Readonly<Record<string, unknown>> & { readonly tags_all?: { readonly Name?: string } };
}

interface StateModule {
  readonly resources?: readonly StateValue[];
  readonly child_modules?: readonly StateModule[];
}

/**
 * The state that the applied plan was made with, its made-up ids and ARNs exchanged for those of the recorded account's
 * things of the same name: Terraform would have learnt them from AWS.
 */
export async function goldens(): Promise<readonly Goldens[]> {
  const plan = JSON.parse(await readFile(join(repositoryRoot, 'fixtures/plans/caja-applied.json'), 'utf8'));
  const recording = readRecording(await replay(join(repositoryRoot, 'fixtures/accounts/caja-prod')));
  const { format_version, terraform_version, values } = plan.prior_state;
  const state = {
    format_version,
    terraform_version,
    values: { ...values, root_module: moduleAs(values.root_module, byName(recording.after.resources)) },
  };
  return [{ files: { [stateFile]: `${JSON.stringify(state, null, 1)}\n` } }];
}

type Live = ReadonlyMap<string, readonly Resource[]>;

function byName(resources: readonly Resource[]): Live {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) {
    const key = `${resource.kind} ${resource.label}`;
    groups.set(key, [...(groups.get(key) ?? []), resource]);
  }
  return groups;
}

function moduleAs(module: StateModule, live: Live): StateModule {
  const { resources, child_modules: children } = module;
  return {
    ...module,
    ...(resources === undefined ? {} : { resources: resources.map((one) => resourceAs(one, live)) }),
    ...(children === undefined ? {} : { child_modules: children.map((child) => moduleAs(child, live)) }),
  };
}

function resourceAs(resource: StateValue, live: Live): StateValue {
  const { type, mode, values } = resource;
  const kind = satelliteTypes.has(type) ? undefined : claims.get(type)?.kind;
  if (mode !== 'managed' || kind === undefined) return resource;
  const named = [values.tags_all?.Name, values.name, values.bucket, values.identifier, values.family];
  const target = [values.service_namespace, values.resource_id, values.scalable_dimension].join('/');
  const names = [...named, values.alarm_name, values.id, target].filter((name) => typeof name === 'string');
  const [found, ...others] =
    [...names, ...names.map((name) => name.replace(/-(?:igw|vpc)$/, ''))]
      .map((name) => live.get(`${kind} ${name}`) ?? [])
      .find((candidates) => candidates.length > 0) ?? [];
  if (found === undefined || others.length > 0) return resource;
  const id = typeof values.id === 'string' ? idAs(values.id, found) : values.id;
  const arn = values.arn === undefined || found.arn === undefined ? values.arn : found.arn;
  return { ...resource, values: { ...values, id, ...(arn === undefined ? {} : { arn }) } };
}

function idAs(id: string, { arn, key }: Resource): string {
  if (id.startsWith('arn:')) return arn ?? id;
  const own = key.split('/').slice(3).join('/');
  return /^[a-z]+-[0-9a-f]{17}$/.test(id) || /^[0-9a-f-]{20,}$/.test(id) ? own : id;
}
