/** What the SDK gives, as plain JSON: dates as text, without `$metadata`, empty fields and bytes. */
export function plain(value: unknown): unknown {
  if (value instanceof Date) return value.toISOString();
  if (value instanceof Uint8Array || typeof value === 'function') return undefined;
  if (Array.isArray(value)) return value.map((element) => plain(element) ?? null);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value)
    .filter(([key]) => key !== '$metadata')
    .map(([key, inner]) => [key, plain(inner)] as const)
    .filter(([, inner]) => inner !== undefined);
  return Object.fromEntries(entries);
}

export type JsonRecord = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The objects of a listed field; whatever else stands there is left out. */
export function recordsOf(output: unknown, field: string): readonly JsonRecord[] {
  const value = isRecord(output) ? output[field] : undefined;
  return Array.isArray(value) ? value.filter(isRecord) : [];
}

export function textOf(holder: JsonRecord, field: string): string | undefined {
  const value = holder[field];
  return typeof value === 'string' ? value : undefined;
}

/**
 * Whether an output has one of the fields that it must have. CloudFront's lists are structures, which XML without anything in
 * it makes empty objects.
 */
export function holdsAny(output: unknown, fields: readonly string[]): boolean {
  return isRecord(output) && fields.some((field) => isTold(output[field]));
}

function isTold(value: unknown): boolean {
  if (value === undefined || value === null) return false;
  return !isRecord(value) || Object.keys(value).length > 0;
}
