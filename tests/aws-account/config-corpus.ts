import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isRecord, type JsonRecord } from '../../src/sources/aws-account/plain.ts';

const directory = new URL('../../../shared/corpus/config-items/', import.meta.url);

export const isCorpusThere = existsSync(directory);

export interface CorpusItem {
  readonly file: string;
  readonly raw: unknown;
}

/** Every AWS Config item of the corpus, in whichever form its file holds it. */
export function corpusItems(): readonly CorpusItem[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json') && !notJson.has(name))
    .sort()
    .flatMap((file) => itemsIn(read(file)).map((raw) => ({ file, raw })));
}

/** Truncated, and with raw control characters in a string. */
const notJson = new Set([
  'aws-config-rdk/AWS_EC2_NetworkInterface.json',
  'aws-config-rdk/AWS_SSM_ManagedInstanceInventory_Linux.json',
]);

function read(file: string): unknown {
  return JSON.parse(readFileSync(new URL(file, directory), 'utf8'), (_key, value) => instantOf(value));
}

/** Recorded boto3 answers hold dates in parts. */
function instantOf(value: unknown): unknown {
  if (!isRecord(value) || value.__class__ !== 'datetime') return value;
  const { year, month, day, hour, minute, second, microsecond } = value as Record<string, number>;
  const milliseconds = Math.floor((microsecond ?? 0) / 1000);
  return new Date(
    Date.UTC(year ?? 0, (month ?? 1) - 1, day, hour, minute, second, milliseconds),
  ).toISOString();
}

function itemsIn(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value.flatMap(itemsIn);
  if (!isRecord(value)) return [];
  if (typeof value.invokingEvent === 'string') return itemsIn(JSON.parse(value.invokingEvent));
  if (isRecord(value.data)) return listsOf(value.data);
  if (isRecord(value.configurationItem)) return [value.configurationItem];
  if (Array.isArray(value.configurationItems)) return value.configurationItems;
  return 'configurationItemStatus' in value ? [value] : [];
}

function listsOf(data: JsonRecord): readonly unknown[] {
  return [data.Results, data.configurationItems].flatMap((list) => (Array.isArray(list) ? list : []));
}
