import type { Gap, LedgerEntry } from '../../model/resource.ts';
import type { ApiAnswer, Recording } from './answer.ts';
import { isFile } from './config-files.ts';
import { batchRows, type ConfigRow, countByType, fileRows, inventoryRows } from './config-rows.ts';
import { kindsByConfigType } from './config-types.ts';
import { reasons } from './coverage-calls.ts';
import { uncounted } from './coverage-config.ts';
import { nextToken } from './paging.ts';
import { isInventory } from './queries.ts';
import { type Recorded, recordedIn } from './recorder-state.ts';

/** Whether an answer is AWS Config's, so that its items say what they are. */
export function isAboutConfig({ api }: Pick<ApiAnswer, 'api'>): boolean {
  return api.startsWith('config:');
}

/** What AWS Config told of one region: every type that it holds, and those with rules of which it holds nothing. */
export function configEntries(answers: readonly ApiAnswer[]): readonly LedgerEntry[] {
  const inventory = answers.filter(isInventory);
  const recorded = recordedIn(answers);
  return [
    ...entriesOf(inventory, inventoryRows(answers), {
      recorded,
      missing: inventoryGap(inventory),
      lacking: uncounted(answers),
    }),
    ...entriesOf(
      answers.filter(({ api }) => api === 'config:BatchGetResourceConfig'),
      batchRows(answers),
      { recorded, missing: undefined, lacking: new Map() },
    ),
  ];
}

/** What files of AWS Config held; there may always be more than they do. */
export function fileEntries(recording: Recording): readonly LedgerEntry[] {
  const places = new Map<string, ApiAnswer[]>();
  for (const answer of recording.answers.filter(isFile)) {
    const place = `${answer.region} ${answer.api}`;
    places.set(place, [...(places.get(place) ?? []), answer]);
  }
  return [...places.values()].flatMap((answers) => {
    const about = { recorded: undefined, missing: 'out-of-reach', lacking: new Map() } as const;
    return entriesOf(answers, fileRows(answers), about);
  });
}

interface About {
  /** What the region's recorder does; undefined where nobody knows. */
  readonly recorded: Recorded | undefined;
  /** Why the inventory as a whole is not all there. */
  readonly missing: Gap['reason'] | undefined;
  /** Types of which AWS Config knows more than it showed. */
  readonly lacking: ReadonlyMap<string, number>;
}

function entriesOf(
  answers: readonly ApiAnswer[],
  rows: readonly ConfigRow[],
  about: About,
): readonly LedgerEntry[] {
  const last = answers.at(-1);
  if (last === undefined) return [];
  const { account, region, api, readAt } = last;
  const counts = new Map(countByType(rows));
  // A type that has rules and no resource is told as well: none was found, or none could be.
  if (isInventory(last))
    for (const type of Object.keys(kindsByConfigType)) counts.set(type, counts.get(type) ?? 0);
  const oldest = oldestOf(rows);
  return [...counts].map(([type, count]) => {
    const first = oldest.get(type);
    const missing = about.missing ?? about.recorded?.missing(type, first) ?? lackOf(about, type);
    return {
      account,
      region,
      type,
      api,
      count,
      readAt,
      ...(missing === undefined ? {} : { missing }),
      ...(first === undefined ? {} : { oldest: first }),
      ...(about.recorded?.isDaily(type) === true ? { daily: true as const } : {}),
    };
  });
}

function lackOf({ lacking }: About, type: string): 'count-mismatch' | undefined {
  return lacking.has(type) ? 'count-mismatch' : undefined;
}

function inventoryGap(pages: readonly ApiAnswer[]): Gap['reason'] | undefined {
  const failed = pages.find(({ error }) => error !== undefined)?.error;
  if (failed !== undefined) return reasons[failed.kind];
  return nextToken(pages.at(-1)?.output) === undefined ? undefined : 'timed-out';
}

function oldestOf(rows: readonly ConfigRow[]): ReadonlyMap<string, string> {
  const oldest = new Map<string, string>();
  for (const { type, capturedAt } of rows) {
    const before = oldest.get(type);
    if (capturedAt !== undefined && (before === undefined || capturedAt < before))
      oldest.set(type, capturedAt);
  }
  return oldest;
}
