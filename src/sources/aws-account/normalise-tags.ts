import { field, isObject, type JsonObject } from './item.ts';

type Tags = Readonly<Record<string, string>>;

const tagFields = ['tags', 'tagList', 'tagSet', 'fileSystemTags'];

/**
 * Types whose untagged resources leave no trace of tags in the item, though AWS Config captures their tags.
 * https://docs.aws.amazon.com/config/latest/developerguide/required-tags.html
 */
const capturedWithoutTrace = new Set(['AWS::S3::Bucket']);

/**
 * The tags of an item, or undefined where AWS Config did not capture them. "If the describe API response does not include tag
 * information, AWS Config does not capture tag data": an empty `tags` alone proves nothing, a tag list of the service does.
 * https://docs.aws.amazon.com/config/latest/developerguide/resource-config-reference.html
 */
export function tagsOf(
  type: string,
  tags: unknown,
  configuration: JsonObject | undefined,
  supplementary: JsonObject | undefined,
): Tags | undefined {
  const given = readTags(tags);
  if (given !== undefined && Object.keys(given).length > 0) return given;
  const traced = tracedTags(configuration, supplementary);
  if (traced !== undefined) return traced;
  return capturedWithoutTrace.has(type) && supplementary !== undefined ? {} : undefined;
}

function tracedTags(configuration: JsonObject = {}, supplementary: JsonObject = {}): Tags | undefined {
  for (const holder of [supplementary, configuration]) {
    for (const name of tagFields) {
      const tags = readTags(field(holder, name));
      if (tags !== undefined) return tags;
    }
  }
  const bucket = field(supplementary, 'BucketTaggingConfiguration');
  const sets = isObject(bucket) ? bucket.tagSets : undefined;
  const first: unknown = Array.isArray(sets) ? sets[0] : undefined;
  return isObject(first) ? readTags(first.tags) : undefined;
}

/** Tags from a map, or from a list of `{key, value}`, `{Key, Value}` or `{tagKey, tagValue}`. */
export function readTags(tags: unknown): Tags | undefined {
  if (Array.isArray(tags)) return fromPairs(tags.map(pairOf));
  if (isObject(tags)) return fromPairs(Object.entries(tags).map(([key, value]) => [key, textOf(value)]));
  return undefined;
}

type Pair = readonly [string, string];

function pairOf(tag: unknown): Pair | undefined {
  if (!isObject(tag)) return undefined;
  const key = field(tag, 'key') ?? field(tag, 'tagKey');
  return typeof key === 'string' ? [key, textOf(field(tag, 'value') ?? field(tag, 'tagValue'))] : undefined;
}

function textOf(value: unknown): string {
  return value === null || value === undefined ? '' : String(value);
}

/** Sorted, so that the same tags are the same value whatever order AWS sent; undefined when one cannot be read. */
function fromPairs(pairs: readonly (Pair | undefined)[]): Tags | undefined {
  const read = pairs.filter((pair) => pair !== undefined);
  if (read.length < pairs.length) return undefined;
  return Object.fromEntries([...read].sort(([a], [b]) => (a < b ? -1 : 1)));
}
