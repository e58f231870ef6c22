import { type Fact, known, type Unknown } from '../../../model/fact.ts';
import { readBlocks, readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** What a rule does that a filter narrows: only lifecycle rules know sizes of objects. */
type Sort = 'lifecycle' | 'replication';

/**
 * A rule narrows itself by a prefix, tags or object sizes. Leaving out objects that S3 does not move either, for they are
 * smaller than 128 KiB, still means the whole bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html
 */
export function isForWholeBucket(at: Scope, sort: Sort): Fact<boolean> {
  const { items: filters, open } = readBlocks(at, 'filter');
  const facts = [noText(at, 'prefix'), ...filters.map((filter) => narrowsNothing(filter, sort))];
  return allOf(at, 'filter', open === undefined ? facts : [...facts, open]);
}

/** A rule in a block of the bucket itself has a prefix and tags, a replication rule perhaps in a filter. */
export function inlineForWholeBucket(at: Scope, sort: Sort): Fact<boolean> {
  if (sort === 'lifecycle') return allOf(at, 'prefix', [noText(at, 'prefix'), noTags(at)]);
  const { items: filters, open } = readBlocks(at, 'filter');
  const facts = filters.flatMap((filter) => [noText(filter, 'prefix'), noTags(filter)]);
  return allOf(at, 'prefix', [noText(at, 'prefix'), ...facts, ...(open === undefined ? [] : [open])]);
}

function narrowsNothing(filter: Scope, sort: Sort): Fact<boolean> {
  const { items: all, open: more } = readBlocks(filter, 'and');
  const { items: tags, open: tagged } = readBlocks(filter, 'tag');
  if (tags.length > 0) return known(false, filter.place, `${filter.prefix}tag`);
  const facts = [...parts(filter, sort), ...all.flatMap((and) => [...parts(and, sort), noTags(and)])];
  const causes = [more, tagged].filter((cause) => cause !== undefined);
  return allOf(filter, 'prefix', [...facts, ...causes]);
}

function parts(filter: Scope, sort: Sort): readonly Fact<boolean>[] {
  if (sort === 'replication') return [noText(filter, 'prefix')];
  const least = readInt(filter, 'object_size_greater_than', { always: 0 });
  const most = readInt(filter, 'object_size_less_than', { always: 0 });
  return [
    noText(filter, 'prefix'),
    least.state === 'known' ? { ...least, value: least.value <= 128 * 1024 } : (least as Unknown),
    most.state === 'known' ? { ...most, value: most.value === 0 } : (most as Unknown),
  ];
}

function noText(at: Scope, key: string): Fact<boolean> {
  const text = readString(at, key, { always: '' });
  return text.state === 'known' ? { ...text, value: text.value === '' } : (text as Unknown);
}

function noTags(at: Scope): Fact<boolean> {
  const { tags } = at.values;
  const path = `${at.prefix}tags`;
  if (typeof tags === 'object' && tags !== null) return known(Object.keys(tags).length === 0, at.place, path);
  return readBool(at, 'tags', { always: true });
}

function allOf(at: Scope, key: string, facts: readonly Fact<boolean>[]): Fact<boolean> {
  const no = facts.find((fact) => fact.state === 'known' && !fact.value);
  return no ?? facts.find((fact) => fact.state === 'unknown') ?? known(true, at.place, at.prefix + key);
}
