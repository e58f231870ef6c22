import { type AccountItem, field, isObject, type JsonObject, type ReadBy } from './item.ts';
import { tagsOf } from './normalise-tags.ts';
import { tidyObject, toInstant, unquote, unquoteText } from './normalise-values.ts';

/** What became of one item of AWS Config. */
export type Normalised =
  | { readonly item: AccountItem }
  /** It says that there is no such resource any more, or none that is recorded. */
  | { readonly left: 'deleted' | 'not-recorded' }
  | { readonly problem: string };

type Raw = Readonly<Record<string, unknown>>;

/**
 * https://docs.aws.amazon.com/config/latest/APIReference/API_ConfigurationItem.html: ResourceDiscovered is as alive as OK,
 * and most of an account's items carry it.
 */
const gone: Readonly<Record<string, 'deleted' | 'not-recorded'>> = {
  ResourceDeleted: 'deleted',
  ResourceDeletedNotRecorded: 'deleted',
  ResourceNotRecorded: 'not-recorded',
};

/**
 * One form for an AWS Config item, whether it is a row of an advanced query (object or its JSON text), an item of a
 * resource's history or a batch get, or an item of a snapshot or a rule's event.
 */
export function normaliseItem(raw: unknown, readBy: ReadBy): Normalised {
  const item = typeof raw === 'string' ? unquote(raw) : raw;
  if (!isObject(item)) return { problem: 'an AWS Config item that is not a JSON object' };
  const type = text(item, 'resourceType');
  const arn = text(item, 'arn');
  const name = text(item, 'resourceName');
  const id = text(item, 'resourceId') ?? name ?? arn;
  if (type === undefined) return { problem: 'an AWS Config item without a resource type' };
  if (id === undefined) return { problem: `an AWS Config item of type ${type} without an id` };
  const status = text(item, 'configurationItemStatus') ?? 'OK';
  const left = Object.hasOwn(gone, status) ? gone[status] : undefined;
  if (left !== undefined) return { left };
  return { item: { type, id, ...optional({ name, arn }), status, ...bodyOf(item, type, readBy), readBy } };
}

function bodyOf(item: Raw, type: string, readBy: ReadBy) {
  const configuration = objectOf(field(item, 'configuration'));
  const supplementary = supplementaryOf(field(item, 'supplementaryConfiguration'));
  return {
    account: text(item, 'accountId') ?? text(item, 'awsAccountId') ?? readBy.account,
    region: text(item, 'awsRegion') ?? readBy.region,
    tags: tagsOf(type, field(item, 'tags'), configuration, supplementary),
    ...optional({ capturedAt: toInstant(field(item, 'configurationItemCaptureTime')) }),
    configuration,
    supplementary,
  };
}

function objectOf(value: unknown): JsonObject | undefined {
  const read = unquote(value);
  return isObject(read) ? tidyObject(read) : undefined;
}

/** Each value may be JSON text of its own, whatever form the item has. */
function supplementaryOf(value: unknown): JsonObject | undefined {
  const read = unquote(value);
  if (!isObject(read)) return undefined;
  return tidyObject(
    Object.fromEntries(Object.entries(read).map(([key, inner]) => [key, unquoted(key, inner)])),
  );
}

/** A policy stays text, so that it is read as AWS stores it; KMS and Lambda call it `Policy`. */
function unquoted(key: string, value: unknown): unknown {
  return key.toLowerCase() === 'policy' ? unquoteText(value) : unquote(value);
}

function text(item: Raw, name: string): string | undefined {
  const value = field(item, name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function optional<T extends Readonly<Record<string, string | undefined>>>(values: T) {
  const kept = Object.entries(values).filter(([, value]) => value !== undefined);
  return Object.fromEntries(kept) as { [K in keyof T]?: Exclude<T[K], undefined> };
}
