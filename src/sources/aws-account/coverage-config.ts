import type { Gap } from '../../model/resource.ts';
import type { ApiAnswer } from './answer.ts';
import {
  batchRows,
  type ConfigRow,
  countByType,
  discoveredCounts,
  inventoryRows,
  keyOf,
  listedRows,
  queryCounts,
} from './config-rows.ts';
import { accountKind, configKinds, kindsByConfigType, unclaimedKind } from './config-types.ts';
import { type JsonRecord, textOf } from './plain.ts';
import { isInventory } from './queries.ts';
import {
  groupOf,
  isBefore,
  isDaily,
  isFailing,
  isRecorded,
  listOf,
  recordersApi,
  statusApi,
  stopOf,
  strategyOf,
} from './recorder-state.ts';
import { compare } from './recording-files.ts';

export interface Where {
  readonly account: string;
  readonly region: string;
}

/** What AWS Config could not know or did not tell in one region. Calls that failed are told elsewhere. */
export function configGaps(where: Where, answers: readonly ApiAnswer[]): readonly Gap[] {
  const rows = [...inventoryRows(answers), ...batchRows(answers)];
  return [...recorderGaps(where, answers, rows), ...countGaps(where, answers)].map((gap) => ({
    ...gap,
    ...where,
  }));
}

function recorderGaps(
  where: Where,
  answers: readonly ApiAnswer[],
  rows: readonly ConfigRow[],
): readonly Gap[] {
  const recorders = listOf(answers, recordersApi, 'ConfigurationRecorders');
  if (recorders === undefined) return [];
  const [recorder] = recorders;
  if (recorder === undefined) {
    const message = `AWS Config has no recorder in ${where.region}: what is there cannot be told. Set one up for all resource types.`;
    return [{ reason: 'recorder-off', message, incomplete: true, api: recordersApi, kinds: configKinds }];
  }
  const statuses = listOf(answers, statusApi, 'ConfigurationRecordersStatus');
  return [
    ...(statuses === undefined ? [] : statusGaps(where, statuses[0], rows)),
    ...typeGaps(where, recorder),
    ...frequencyGaps(where, recorder),
  ];
}

function statusGaps(
  where: Where,
  status: JsonRecord | undefined,
  rows: readonly ConfigRow[],
): readonly Gap[] {
  const tell = (message: string): Gap => ({
    reason: 'recorder-off',
    message,
    incomplete: true,
    api: statusApi,
    kinds: configKinds,
  });
  if (status?.recording !== true) {
    const stoppedAt = stopOf(status);
    const since = stoppedAt === undefined ? '' : ` since ${stoppedAt}`;
    const message = `AWS Config's recorder is stopped in ${where.region}${since}: newer resources and changes are unknown. Start it.`;
    return [tell(message), ...staleGaps(where, rows, stoppedAt)];
  }
  if (!isFailing(status)) return [];
  const code = textOf(status, 'lastErrorCode') ?? 'no error code';
  const since = textOf(status, 'lastStatusChangeTime');
  const when = since === undefined ? '' : ` since ${since}`;
  return [
    tell(
      `AWS Config's recorder is failing in ${where.region}${when} (${code}): what it knows may be old. Repair it.`,
    ),
  ];
}

/** After a stop, AWS Config goes on answering with what it saw last, as if it were current. */
function staleGaps(where: Where, rows: readonly ConfigRow[], stoppedAt: string | undefined): readonly Gap[] {
  const old = rows.filter(({ capturedAt }) => capturedAt === undefined || isBefore(capturedAt, stoppedAt));
  if (old.length === 0) return [];
  const message = `${old.length} resource(s) in ${where.region} are shown as they were before AWS Config's recorder stopped. Start it, then run again.`;
  return [{ reason: 'stale', message, incomplete: true, api: statusApi, kinds: kindsOf(old) }];
}

/**
 * CloudFront is recorded in one region alone, so that a recorder elsewhere lacks nothing without it.
 * https://docs.aws.amazon.com/config/latest/developerguide/cloudfront-accesslogs-enabled.html
 */
function isToldIn(type: string, region: string): boolean {
  return type !== 'AWS::CloudFront::Distribution' || region === 'us-east-1' || region.startsWith('cn-');
}

/** What a recorder says that it leaves out or does seldom. */
export function recordedGaps(where: Where, recorder: JsonRecord): readonly Gap[] {
  return [...typeGaps(where, recorder), ...frequencyGaps(where, recorder)].map((gap) => ({
    ...gap,
    ...where,
  }));
}

function typeGaps(where: Where, recorder: JsonRecord): readonly Gap[] {
  const group = groupOf(recorder);
  const left = Object.keys(kindsByConfigType).filter(
    (type) => isToldIn(type, where.region) && !isRecorded(group, type),
  );
  const gaps: Gap[] = [];
  if (left.length > 0) {
    const message = `AWS Config does not record ${left.join(', ')} in ${where.region}: none of them can be judged there. Add them to the recorder's resource types.`;
    const kinds = kindsOf(left.map((type) => ({ type })));
    gaps.push({ reason: 'not-recorded', message, incomplete: true, api: recordersApi, kinds });
  }
  if (strategyOf(group) !== 'ALL_SUPPORTED_RESOURCE_TYPES') {
    const message = `AWS Config records only some resource types in ${where.region}: tags and names of the others cannot be judged there.`;
    gaps.push({
      reason: 'not-recorded',
      message,
      incomplete: false,
      api: recordersApi,
      kinds: [unclaimedKind],
    });
  }
  return gaps;
}

/** Whether a region's recorder keeps a type, so that what it does not list is not there. */
export function recordsType(answers: readonly ApiAnswer[], type: string): boolean {
  const [recorder] = listOf(answers, recordersApi, 'ConfigurationRecorders') ?? [];
  if (recorder === undefined) return false;
  return isRecorded(groupOf(recorder), type);
}

function frequencyGaps(where: Where, recorder: JsonRecord): readonly Gap[] {
  const daily = Object.keys(kindsByConfigType).filter((type) => isDaily(recorder, type));
  const others = isDaily(recorder, 'any other type');
  if (daily.length === 0 && !others) return [];
  const what =
    others && daily.length === Object.keys(kindsByConfigType).length ? 'everything' : listed(daily, others);
  const message = `AWS Config records ${what} once a day in ${where.region}: what it says of it may be 24 hours old.`;
  const kinds = kindsOf([...daily, ...(others ? ['any other type'] : [])].map((type) => ({ type })));
  return [{ reason: 'stale', message, incomplete: false, api: recordersApi, kinds }];
}

function listed(types: readonly string[], others: boolean): string {
  return [...types, ...(others ? ['types without rules'] : [])].join(', ');
}

/** Resources that AWS Config counts or lists, and that no answer holds. */
function countGaps(where: Where, answers: readonly ApiAnswer[]): readonly Gap[] {
  const missing = uncounted(answers);
  if (missing.size === 0) return [];
  const types = [...missing].sort(([a], [b]) => compare(a, b));
  const shown = types.map(([type, count]) => `${count} of ${type}`).join(', ');
  const message = `AWS Config knows more in ${where.region} than it showed: ${shown}. Run again; what is missing was not judged.`;
  const kinds = kindsOf(types.map(([type]) => ({ type })));
  return [
    {
      reason: 'count-mismatch',
      message,
      incomplete: true,
      api: 'config:GetDiscoveredResourceCounts',
      kinds,
    },
  ];
}

/** How many of each type AWS Config counts or lists in one region, and did not show. */
export function uncounted(answers: readonly ApiAnswer[]): ReadonlyMap<string, number> {
  const missing = new Map<string, number>();
  const inventory = answers.filter(isInventory);
  // An inventory that failed has its own gap, and would miss everything.
  if (inventory.length === 0 || inventory.some((answer) => answer.error !== undefined)) return missing;
  const rows = [...inventoryRows(answers), ...batchRows(answers)];
  const had = countByType(rows);
  const known = new Set(rows.map(keyOf));
  const listedOnes = listedRows(answers);
  const listedTypes = new Set(listedOnes.map(({ type }) => type));
  const note = (type: string, count: number) => {
    if (count > 0) missing.set(type, Math.max(count, missing.get(type) ?? 0));
  };
  for (const counts of [discoveredCounts(answers), queryCounts(answers)]) {
    for (const [type, count] of counts) {
      // A list is newer than a count, and names what it means.
      if (!listedTypes.has(type)) note(type, count - (had.get(type) ?? 0));
    }
  }
  for (const type of listedTypes) {
    note(type, listedOnes.filter((row) => row.type === type && !known.has(keyOf(row))).length);
  }
  return missing;
}

function kindsOf(rows: readonly { readonly type: string }[]): readonly string[] {
  const types = new Set(rows.map(({ type }) => type));
  const kinds = new Set([...types].map((type) => kindsByConfigType[type] ?? unclaimedKind));
  kinds.delete(accountKind);
  return [...kinds].sort();
}
