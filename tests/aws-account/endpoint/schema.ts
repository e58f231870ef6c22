import { serviceOf } from './services.ts';

/**
 * The SDK's own description of what an API takes and answers, so that one reader and one writer do for all of them. A schema
 * is a number (a scalar), a function that gives a schema, a list `[1, …]`, a map `[2, …]`, a structure `[3, …]`, a union
 * `[4, …]` or an operation `[9, …]`.
 */
export type Schema = number | 'unit' | readonly unknown[] | (() => Schema);

export interface Member {
  readonly name: string;
  readonly schema: Schema;
  readonly traits: Traits;
}

export interface Traits {
  readonly xmlName?: string;
  readonly ec2QueryName?: string;
  readonly xmlFlattened?: unknown;
  readonly httpLabel?: unknown;
  readonly httpQuery?: string;
  readonly httpHeader?: string;
  readonly httpPayload?: unknown;
  readonly http?: readonly [method: string, path: string, status: number];
}

type Operation = readonly [9, string, name: string, traits: unknown, input: Schema, output: Schema];

/** The SDK's description of `config:SelectResourceConfig`. */
export function operationOf(api: string): Operation {
  const operation = serviceOf(api).sdk[`${api.split(':')[1]}$`];
  if (operation === undefined) throw new Error(`the SDK knows no ${api}`);
  return operation as Operation;
}

/** Every operation of a service that is told by its method and path. */
export function operationsOverHttp(sdk: Readonly<Record<string, unknown>>) {
  return Object.values(sdk)
    .filter((one): one is Operation => Array.isArray(one) && one[0] === 9)
    .flatMap(([, , name, traits]) => {
      const { http } = traitsOf(traits);
      return http === undefined ? [] : [{ name, method: http[0], path: http[1] }];
    });
}

export function inputSchema(api: string): Schema {
  return operationOf(api)[4];
}

export function outputSchema(api: string): Schema {
  return operationOf(api)[5];
}

export function resolve(schema: Schema): number | readonly unknown[] {
  if (typeof schema === 'function') return resolve(schema());
  // What takes or answers nothing.
  if (typeof schema === 'string') return [shapes.structure, '', '', 0, [], []];
  // A scalar with a name of its own.
  if (typeof schema !== 'number') return schema[0] === 0 ? resolve(schema[4] as Schema) : schema;
  // Lists and maps of scalars are numbers too: the scalar's, plus 64 or 128.
  if (schema >= 128) return [shapes.map, '', '', 0, 0, schema - 128];
  return schema >= 64 ? [shapes.list, '', '', 0, schema - 64] : schema;
}

export const shapes = { list: 1, map: 2, structure: 3, union: 4 } as const;
export const scalars = { text: 0, number: 1, truth: 2, blob: 21 } as const;

/** Timestamps: as the protocol has them, then RFC 3339, as HTTP has them, and seconds. */
export function isTimestamp(schema: number): boolean {
  return schema >= 4 && schema <= 7;
}

export function isStructure(schema: number | readonly unknown[]): schema is readonly unknown[] {
  return typeof schema !== 'number' && (schema[0] === shapes.structure || schema[0] === shapes.union);
}

export function isList(schema: number | readonly unknown[]): schema is readonly unknown[] {
  return typeof schema !== 'number' && schema[0] === shapes.list;
}

export function membersOf(structure: readonly unknown[]): readonly Member[] {
  const names = structure[4] as readonly string[];
  const schemas = structure[5] as readonly unknown[];
  return names.map((name, position) => ({ name, ...member(schemas[position]) }));
}

/** The members of what an API takes, or of what it answers. */
export function membersOfSchema(schema: Schema): readonly Member[] {
  const resolved = resolve(schema);
  return isStructure(resolved) ? membersOf(resolved) : [];
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
  return { schema: schema as Schema, traits: traitsOf(traits) };
}

const bits = [
  'httpLabel',
  'idempotent',
  'idempotencyToken',
  'sensitive',
  'httpPayload',
  'httpResponseCode',
  'httpQueryParams',
] as const;

/** Traits are an object, or the sum of what needs no value. */
function traitsOf(traits: unknown): Traits {
  if (typeof traits === 'object' && traits !== null) return traits;
  const sum = Number(traits ?? 0);
  return Object.fromEntries(bits.filter((_, bit) => (sum >> bit) & 1).map((name) => [name, 1]));
}
