import type { ApiAnswer } from './answer.ts';
import { isFile } from './config-files.ts';
import { isRecord, type JsonRecord, recordsOf, textOf } from './plain.ts';
import { isCount, isInventory } from './queries.ts';

/** What identifies one item of AWS Config, and when it was captured. */
export interface ConfigRow {
  readonly type: string;
  readonly id: string;
  readonly arn: string | undefined;
  readonly capturedAt: string | undefined;
}

/** Rows of the inventory query, over all its pages. */
export function inventoryRows(answers: readonly ApiAnswer[]): readonly ConfigRow[] {
  return answers.filter(isInventory).flatMap((answer) => rowsOf(answer, 'Results'));
}

/** Items that were got one by one, because queries do not serve them. */
export function batchRows(answers: readonly ApiAnswer[]): readonly ConfigRow[] {
  return of(answers, 'config:BatchGetResourceConfig').flatMap((answer) =>
    recordsOf(answer.output, 'baseConfigurationItems').flatMap(rowOf),
  );
}

/** Items of files that AWS Config delivered. */
export function fileRows(answers: readonly ApiAnswer[]): readonly ConfigRow[] {
  return answers.filter(isFile).flatMap((answer) => rowsOf(answer, 'configurationItems'));
}

/** Resources that were listed by type. */
export function listedRows(answers: readonly ApiAnswer[]): readonly ConfigRow[] {
  return of(answers, 'config:ListDiscoveredResources').flatMap((answer) =>
    recordsOf(answer.output, 'resourceIdentifiers').flatMap(rowOf),
  );
}

/** How many of each type AWS Config says that it knows. */
export function discoveredCounts(answers: readonly ApiAnswer[]): ReadonlyMap<string, number> {
  const counts = of(answers, 'config:GetDiscoveredResourceCounts').flatMap((answer) =>
    recordsOf(answer.output, 'resourceCounts'),
  );
  return countsOf(counts, 'count');
}

/** How many of each type the query service says that it knows. */
export function queryCounts(answers: readonly ApiAnswer[]): ReadonlyMap<string, number> {
  const asked = answers.filter((answer) => answer.error === undefined && isCount(answer));
  return countsOf(asked.flatMap(resultsOf), 'COUNT(*)');
}

/**
 * Distinct resources of each type. The ids of ECS task definitions, EKS clusters and Kinesis streams are not unique; their
 * ARNs are.
 */
export function countByType(rows: readonly ConfigRow[]): ReadonlyMap<string, number> {
  const ids = new Map<string, Set<string>>();
  for (const row of rows) {
    const known = ids.get(row.type) ?? new Set();
    ids.set(row.type, known.add(row.arn ?? row.id));
  }
  return new Map([...ids].map(([type, known]) => [type, known.size]));
}

/** What lists of resources are compared by; not all of them know ARNs. */
export function keyOf(row: ConfigRow): string {
  return `${row.type} ${row.id}`;
}

function of(answers: readonly ApiAnswer[], api: string): readonly ApiAnswer[] {
  return answers.filter((answer) => answer.api === api && answer.error === undefined);
}

/** A page is looked at while reading, for its gaps and for the ledger; it is parsed once. */
const read = new WeakMap<ApiAnswer, readonly ConfigRow[]>();

function rowsOf(answer: ApiAnswer, field: string): readonly ConfigRow[] {
  const known = read.get(answer);
  if (known !== undefined) return known;
  const rows = parsedIn(answer, field).flatMap(rowOf);
  read.set(answer, rows);
  return rows;
}

/** What a query answered, row by row; what is no JSON object is left out. */
export function resultsOf(answer: ApiAnswer): readonly JsonRecord[] {
  return parsedIn(answer, 'Results');
}

function parsedIn(answer: ApiAnswer, field: string): readonly JsonRecord[] {
  const rows = isRecord(answer.output) ? answer.output[field] : undefined;
  return Array.isArray(rows) ? rows.map(parsed).filter(isRecord) : [];
}

function parsed(row: unknown): unknown {
  if (typeof row !== 'string') return row;
  try {
    return JSON.parse(row);
  } catch {
    return undefined;
  }
}

function rowOf(item: JsonRecord): readonly ConfigRow[] {
  const type = textOf(item, 'resourceType');
  const id = textOf(item, 'resourceId');
  if (type === undefined || id === undefined) return [];
  const arn = textOf(item, 'arn') ?? textOf(item, 'ARN');
  return [{ type, id, arn, capturedAt: textOf(item, 'configurationItemCaptureTime') }];
}

function countsOf(counts: readonly JsonRecord[], field: string): ReadonlyMap<string, number> {
  const byType = new Map<string, number>();
  for (const count of counts) {
    const type = textOf(count, 'resourceType');
    const number = count[field];
    if (type !== undefined && typeof number === 'number') byType.set(type, number);
  }
  return byType;
}
