import * as config from '@aws-sdk/client-config-service';
import * as ec2 from '@aws-sdk/client-ec2';
import * as iam from '@aws-sdk/client-iam';
import * as sts from '@aws-sdk/client-sts';

/**
 * The SDK's own description of what an API answers, so that one serialiser writes all of them. A schema is a number (a scalar),
 * a function that gives a schema, a list `[1, …]`, a map `[2, …]`, a structure `[3, …]` or an operation `[9, …]`.
 */
export type Schema = number | readonly unknown[] | (() => Schema);

export interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly traits: Traits;
}

export interface Traits {
  readonly xmlName?: string;
  readonly xmlFlattened?: unknown;
}

const sdks: Readonly<Record<string, object>> = { config, ec2, iam, sts };

/** What `config:SelectResourceConfig` answers. */
export function outputSchema(api: string): Schema {
  const [service = '', action = ''] = api.split(':');
  const operation = (sdks[service] as Record<string, readonly unknown[]>)[`${action}$`];
  if (operation === undefined) throw new Error(`the SDK knows no ${api}`);
  return operation[5] as Schema;
}

export function resolve(schema: Schema): number | readonly unknown[] {
  if (typeof schema === 'function') return resolve(schema());
  // A scalar with a name of its own.
  if (typeof schema !== 'number') return schema[0] === 0 ? resolve(schema[4] as Schema) : schema;
  // Lists and maps of scalars are numbers too: the scalar's, plus 64 or 128.
  if (schema >= 128) return [shapes.map, '', '', 0, 0, schema - 128];
  return schema >= 64 ? [shapes.list, '', '', 0, schema - 64] : schema;
}

export const shapes = { list: 1, map: 2, structure: 3 } as const;
export const timestamp = 4;
export const blob = 21;

export function membersOf(structure: readonly unknown[]): readonly Member[] {
  const names = structure[4] as readonly string[];
  const schemas = structure[5] as readonly unknown[];
  return names.map((name, position) => ({ name, ...member(schemas[position]) }));
}

export function elementOf(list: readonly unknown[]): Omit<Member, 'name'> {
  return member(list[4]);
}

export function entryOf(map: readonly unknown[]): Omit<Member, 'name'> {
  return member(map[5]);
}

/** A member is a schema, or a schema with traits. */
function member(described: unknown): Omit<Member, 'name'> {
  const pair = Array.isArray(described) && described.length === 2;
  const [schema, traits] = pair ? described : [described, {}];
  return { schema: schema as Schema, traits: typeof traits === 'object' && traits !== null ? traits : {} };
}
