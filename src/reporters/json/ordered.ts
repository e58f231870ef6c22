/** The part of JSON Schema that says where keys stand. */
export interface Shape {
  readonly properties?: Readonly<Record<string, Shape>>;
  readonly items?: Shape;
  readonly additionalProperties?: Shape | false;
  readonly [keyword: string]: unknown;
}

/** A copy whose keys stand in the schema's order, whoever built the value; free-form maps are sorted by name. */
export function ordered(value: unknown, shape: Shape): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => ordered(item, shape.items ?? {}));
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (typeof value !== 'object' || value === null) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const { properties } = shape;
  if (properties === undefined) return sorted(given, shape.additionalProperties || {});
  const copy: Record<string, unknown> = {};
  for (const name in properties) {
    const item = given[name];
    if (item !== undefined) copy[name] = ordered(item, properties[name] ?? {});
  }
  return copy;
}

/** `__proto__` may be a tag's name: entries are defined, not assigned. */
function sorted(map: Readonly<Record<string, unknown>>, shape: Shape): unknown {
  const names = Object.keys(map).sort();
  return Object.fromEntries(names.map((name) => [name, ordered(map[name], shape)]));
}
