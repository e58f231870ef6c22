import { field } from './item.ts';
import { toInstant } from './normalise-values.ts';
import type { JsonRecord } from './plain.ts';
import { redactItem } from './refine.ts';

/** One item of a file, with what is needed to tell which of several is the one that counts. */
export interface FoundItem {
  readonly account: string | undefined;
  readonly region: string | undefined;
  readonly type: string;
  readonly id: string;
  readonly arn: string | undefined;
  /** RFC 3339, UTC. */
  readonly capturedAt: string | undefined;
  /** It says that the resource was deleted. */
  readonly isGone: boolean;
  /** The item as JSON, without secrets. */
  readonly text: string;
}

/** What no adapter reads; relationships alone are a third of a snapshot. */
const notRead = new Set(['relationships', 'relatedEvents', 'configurationItemMD5Hash']);

export function foundItem(item: JsonRecord): FoundItem {
  const kept = Object.fromEntries(Object.entries(item).filter(([key]) => !notRead.has(key)));
  const status = textIn(item, 'configurationItemStatus') ?? 'OK';
  return {
    account: textIn(item, 'awsAccountId') ?? textIn(item, 'accountId'),
    region: textIn(item, 'awsRegion'),
    type: textIn(item, 'resourceType') ?? '',
    id: textIn(item, 'resourceId') ?? textIn(item, 'resourceName') ?? '',
    arn: textIn(item, 'arn'),
    capturedAt: toInstant(field(item, 'configurationItemCaptureTime')),
    isGone: status.startsWith('ResourceDeleted'),
    text: JSON.stringify(redactItem(kept)),
  };
}

function textIn(item: JsonRecord, name: string): string | undefined {
  const value = field(item, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

/** When the newest of them was captured. */
export function newestOf(items: readonly FoundItem[]): string | undefined {
  let newest: string | undefined;
  for (const { capturedAt } of items)
    if (capturedAt !== undefined && (newest === undefined || capturedAt > newest)) newest = capturedAt;
  return newest;
}

/** Says of an item whether the resource was deleted after it was captured, by the news. */
export function deletedBy(news: readonly FoundItem[]): (item: FoundItem) => boolean {
  const deletions = new Map<string, string>();
  for (const item of news) {
    if (!item.isGone || item.capturedAt === undefined) continue;
    for (const name of namesOfDeletion(item)) {
      if (item.capturedAt > (deletions.get(name) ?? '')) deletions.set(name, item.capturedAt);
    }
  }
  return (item) =>
    deletions.size > 0 &&
    namesToLookFor(item).some(
      (name) => (deletions.get(name) ?? '') >= (item.capturedAt ?? '') && deletions.has(name),
    );
}

/** Ids of task definitions are those of the family, so that an ARN goes before the id wherever both sides have one. */
function namesOfDeletion({ type, arn, id }: FoundItem): readonly string[] {
  return arn === undefined
    ? [`without ARN ${type} ${id}`, `any ${type} ${id}`]
    : [`${type} ${arn}`, `any ${type} ${id}`];
}

function namesToLookFor({ type, arn, id }: FoundItem): readonly string[] {
  return arn === undefined ? [`any ${type} ${id}`] : [`${type} ${arn}`, `without ARN ${type} ${id}`];
}
