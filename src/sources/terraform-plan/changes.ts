import type { ChangeAction } from '../../model/resource.ts';
import { formatKey, formatModuleAddress, parseAddress } from '../../model/terraform-address.ts';
import { isObject, listOf, member, objectOr, textOf } from './json.ts';
import {
  type ConfiguredResource,
  groupAddress,
  type Json,
  type JsonObject,
  type ResourceName,
} from './plan.ts';

/** An object while it is being made. */
export type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** What is needed to give an entry its block and region. */
export interface Surroundings {
  readonly block: (resource: ResourceName) => ConfiguredResource | undefined;
  readonly region: (values: JsonObject | null, block: ConfiguredResource | undefined) => string | undefined;
}

/** Names of a plan's entry; what is missing is taken from its address. Undefined when the entry cannot be told. */
export function readName(raw: JsonObject, around: Surroundings): Mutable<ResourceName> | undefined {
  const written = textOf(raw.address);
  const parsed = written !== undefined && needsAddress(raw, written) ? parseAddress(written) : undefined;
  const type = textOf(raw.type) ?? parsed?.type;
  const name = textOf(raw.name) ?? parsed?.name;
  if (type === undefined || name === undefined) return undefined;
  const mode = (textOf(raw.mode) ?? parsed?.mode) === 'data' ? 'data' : 'managed';
  const moduleAddress = textOf(raw.module_address) ?? formatModuleAddress(parsed?.modules ?? []);
  const index = typeof raw.index === 'number' || typeof raw.index === 'string' ? raw.index : parsed?.key;
  const address = written ?? `${groupAddress({ moduleAddress, mode, type, name })}${formatKey(index)}`;
  const resource: Mutable<ResourceName> = { address, moduleAddress, mode, type, name };
  if (index !== undefined) resource.index = index;
  const configuration = around.block(resource);
  if (configuration !== undefined) resource.configuration = configuration;
  return resource;
}

/** Taking addresses apart is dear; entries of the prior state lack their module, and files cut by hand lack anything. */
function needsAddress(raw: JsonObject, address: string): boolean {
  if (raw.type === undefined || raw.name === undefined || raw.mode === undefined) return true;
  if (raw.module_address === undefined && address.startsWith('module.')) return true;
  return raw.index === undefined && address.endsWith(']');
}

/** What the list of actions means; undefined for a mere reading and for actions nobody knows. */
export function actionOf(actions: readonly Json[]): ChangeAction | undefined {
  const has = (action: string) => actions.includes(action);
  if (has('create')) return has('delete') || has('forget') ? 'replace' : 'create';
  if (has('delete')) return 'delete';
  if (has('forget')) return 'forget';
  if (has('update')) return 'update';
  return has('no-op') ? 'no-op' : undefined;
}

/** A mask as written: `true` leaves. `false`, null or nothing there mean that no leaf is marked. */
export function readMask(mask: Json | undefined): Json {
  return mask === true || (typeof mask === 'object' && mask !== null) ? mask : {};
}

export function readPaths(paths: Json | undefined): readonly (readonly (string | number)[])[] {
  return listOf(paths).map((path) =>
    listOf(path).filter((step) => typeof step === 'string' || typeof step === 'number'),
  );
}

/**
 * What `planned_values` leaves out must be unknown, and an attribute that is written and yet missing is: the nearest thing
 * to `after_unknown` where a plan has no changes.
 */
export function unknownByOmission(expressions: Json | undefined, values: Json | undefined): Json {
  const unknown: Record<string, Json> = {};
  for (const [name, expression] of Object.entries(objectOr(expressions, {} as JsonObject))) {
    const value = member(values, name);
    if (value === undefined) unknown[name] = true;
    else if (Array.isArray(expression) && Array.isArray(value) && expression.length === value.length) {
      unknown[name] = value.map((item, index) => unknownByOmission(expression[index], item));
    } else if (isObject(expression) && isObject(value) && !isLeaf(expression)) {
      unknown[name] = unknownByOmission(expression, value);
    }
  }
  return unknown;
}

/** Whether this is one expression, as opposed to a block of them. */
export function isLeaf(expression: JsonObject): boolean {
  const keys = Object.keys(expression);
  return keys.length === 0 || keys.every((key) => key === 'constant_value' || key === 'references');
}
