import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

type Json = Record<string, unknown>;
type Resource = Json & { address: string; module_address?: string };
type Module = { address?: string; resources?: Resource[]; child_modules?: Module[] };

/**
 * Writes a plan of about `size` resources: a real one, as often as it takes, each time in another instance of a module.
 * So references, modules, unknowns and policies stay what Terraform made them. The names carry the copy's number, since no
 * account holds two roles or buckets of one name: with equal ones, each copy's policies would be attached to all the others.
 */
export async function writeBigPlan(sample: Json, size: number, path: string): Promise<number> {
  const changes = sample.resource_changes as Resource[];
  const copies = Math.max(1, Math.round(size / changes.length));
  const out = createWriteStream(path);
  const write = async (text: string) => {
    if (!out.write(text)) await once(out, 'drain');
  };
  await write(
    `{"format_version":${json(sample.format_version)},"terraform_version":${json(sample.terraform_version)}`,
  );
  await write(',"planned_values":{"root_module":{"child_modules":[');
  const planned = (sample.planned_values as { root_module: Module }).root_module;
  for (let copy = 0; copy < copies; copy++)
    await write(`${comma(copy)}${named(moved(planned, name(copy)), copy)}`);
  await write(']}},"resource_changes":[');
  for (let copy = 0; copy < copies; copy++) {
    await write(
      `${comma(copy)}${changes.map((change) => named(movedResource(change, name(copy)), copy)).join(',')}`,
    );
  }
  await write(']');
  const prior = (sample.prior_state as { values?: { root_module: Module } } | undefined)?.values?.root_module;
  if (prior !== undefined) {
    await write(',"prior_state":{"format_version":"1.0","values":{"root_module":{"child_modules":[');
    for (let copy = 0; copy < copies; copy++)
      await write(`${comma(copy)}${named(moved(prior, name(copy)), copy)}`);
    await write(']}}}');
  }
  const configuration = sample.configuration as { provider_config: unknown; root_module: unknown };
  const call = {
    source: './copy',
    for_each_expression: {},
    expressions: {},
    module: configuration.root_module,
  };
  const root = { module_calls: { copy: call } };
  await write(
    `,"configuration":${json({ provider_config: configuration.provider_config, root_module: root })}`,
  );
  await write(`,"timestamp":${json(sample.timestamp)},"applyable":true,"complete":true,"errored":false}`);
  out.end();
  await once(out, 'finish');
  return copies * changes.length;
}

/** Names of the sample start with its environment: `caja-prod-orders` becomes `caja-prod-7-orders`. */
function named(value: unknown, copy: number): string {
  return json(value).replaceAll('caja-prod', `caja-prod-${copy}`);
}

function name(copy: number): string {
  return `module.copy["${String(copy).padStart(5, '0')}"]`;
}

function moved(module: Module, prefix: string): Module {
  return {
    ...module,
    address: module.address === undefined ? prefix : `${prefix}.${module.address}`,
    ...(module.resources === undefined
      ? {}
      : { resources: module.resources.map((one) => movedAddress(one, prefix)) }),
    ...(module.child_modules === undefined
      ? {}
      : { child_modules: module.child_modules.map((one) => moved(one, prefix)) }),
  };
}

function movedAddress(resource: Resource, prefix: string): Resource {
  return { ...resource, address: `${prefix}.${resource.address}` };
}

function movedResource(resource: Resource, prefix: string): Resource {
  const module = resource.module_address === undefined ? prefix : `${prefix}.${resource.module_address}`;
  return { ...movedAddress(resource, prefix), module_address: module };
}

function comma(index: number): string {
  return index === 0 ? '' : ',';
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
