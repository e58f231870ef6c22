import type { Json, JsonObject } from './plan.ts';

// Plans cut by hand or written by other tools hold anything anywhere: these answer "nothing" instead of failing.

export function objectOr<T>(value: Json | undefined, otherwise: T): JsonObject | T {
  return isObject(value) ? value : otherwise;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: Json | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

export function textsOf(value: Json | undefined): readonly string[] {
  return listOf(value).filter((item) => typeof item === 'string');
}

/** Own members only: `constructor` and `__proto__` are names like any other here. */
export function member(value: Json | undefined, key: string | number): Json | undefined {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
  return (value as JsonObject)[key];
}

/** The same object without the members that are undefined: optional members are left out, never set to undefined. */
export function defined<T extends object>(members: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  const kept: Partial<Record<string, unknown>> = {};
  for (const [key, value] of Object.entries(members)) {
    if (value !== undefined) kept[key] = value;
  }
  return kept as { [K in keyof T]?: Exclude<T[K], undefined> };
}
