import { absent, type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readBlocks, readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { Part } from './s3-part.ts';

type Rules = FactsOf<Kinds['s3-bucket']>['lifecycleRules'];
type Rule = Rules extends Fact<ListValue<infer R>> ? R : never;

/** Lifecycle rules, of the resource of their own or of the bucket. */
export function readLifecycleRules(at: Scope, part: Part): Rules {
  if (part.by === 'open') return part.cause;
  if (part.by === 'removed') return known({ items: [] }, at.place, 'lifecycle_rule');
  const own = part.by === 'resource';
  const { items: blocks, open } = own
    ? readBlocks(part.at, 'rule')
    : readBlocks(at, 'lifecycle_rule', 'nothing');
  const items = blocks.map((rule) =>
    known(own ? ruleOf(rule) : inlineRule(rule), rule.place, rule.prefix.slice(0, -1)),
  );
  const path = own ? 'rule' : 'lifecycle_rule';
  return known(open === undefined ? { items } : { items, open }, own ? part.at.place : at.place, path);
}

function ruleOf(at: Scope): Rule {
  const status = readString(at, 'status');
  const abort = readBlock(at, 'abort_incomplete_multipart_upload');
  return {
    fields: {
      enabled: status.state === 'known' ? { ...status, value: status.value === 'Enabled' } : status,
      wholeBucket: isForWholeBucket(at),
      transitions: hasAny(at, ['transition', 'noncurrent_version_transition']),
      expires: hasAny(at, ['expiration', 'noncurrent_version_expiration'], removesObjects),
      abortIncompleteUploadsDays: isScope(abort)
        ? readInt(abort, 'days_after_initiation')
        : (abort ?? absent(at.place, `${at.prefix}abort_incomplete_multipart_upload`)),
    },
  };
}

function inlineRule(at: Scope): Rule {
  const days = readInt(at, 'abort_incomplete_multipart_upload_days', 'absent');
  return {
    fields: {
      enabled: readBool(at, 'enabled'),
      wholeBucket: inlineForWholeBucket(at),
      transitions: hasAny(at, ['transition', 'noncurrent_version_transition']),
      expires: hasAny(at, ['expiration', 'noncurrent_version_expiration'], removesObjects),
      // The old provider writes 0 where there is none.
      abortIncompleteUploadsDays:
        days.state === 'known' && days.value === 0 ? absent(days.place, days.path) : days,
    },
  };
}

/**
 * A rule narrows itself by a prefix, tags or object sizes. Leaving out objects that S3 does not move either, for they are
 * smaller than 128 KiB, still means the whole bucket.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/intro-lifecycle-filters.html
 */
function isForWholeBucket(at: Scope): Fact<boolean> {
  const { items: filters, open } = readBlocks(at, 'filter');
  const facts = [noText(at, 'prefix'), ...filters.map(narrowsNothing)];
  return allOf(at, 'filter', open === undefined ? facts : [...facts, open]);
}

function narrowsNothing(filter: Scope): Fact<boolean> {
  const { items: all, open: more } = readBlocks(filter, 'and');
  const { items: tags, open: tagged } = readBlocks(filter, 'tag');
  const facts = [...parts(filter), ...all.flatMap((and) => [...parts(and), noTags(and)])];
  if (tags.length > 0) return known(false, filter.place, `${filter.prefix}tag`);
  return allOf(
    filter,
    'prefix',
    [...facts, more, tagged].filter((fact) => fact !== undefined),
  );
}

function parts(filter: Scope): readonly Fact<boolean>[] {
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
  const tags = at.values.tags;
  const path = `${at.prefix}tags`;
  if (typeof tags === 'object' && tags !== null) return known(Object.keys(tags).length === 0, at.place, path);
  return readBool(at, 'tags', { always: true });
}

/** A rule of the bucket itself has a prefix and tags of its own. */
function inlineForWholeBucket(at: Scope): Fact<boolean> {
  return allOf(at, 'prefix', [noText(at, 'prefix'), noTags(at)]);
}

function allOf(at: Scope, key: string, facts: readonly Fact<boolean>[]): Fact<boolean> {
  const no = facts.find((fact) => fact.state === 'known' && !fact.value);
  return no ?? facts.find((fact) => fact.state === 'unknown') ?? known(true, at.place, at.prefix + key);
}

/** An expiration that only clears delete markers removes no objects. */
function removesObjects(at: Scope, block: string): Fact<boolean> {
  if (block !== 'expiration') return known(true, at.place, at.prefix.slice(0, -1));
  const days = readInt(at, 'days', 'absent');
  const date = readString(at, 'date', 'absent');
  const path = at.prefix.slice(0, -1);
  if ((days.state === 'known' && days.value > 0) || date.state === 'known')
    return known(true, at.place, path);
  const marker = readBool(at, 'expired_object_delete_marker', { always: false });
  if (marker.state === 'known' && marker.value) return known(false, at.place, path);
  const cause = [days, date, marker].find((fact) => fact.state === 'unknown');
  return cause ?? known(false, at.place, path);
}

function hasAny(
  at: Scope,
  names: readonly string[],
  counts: (block: Scope, name: string) => Fact<boolean> = (block) => known(true, block.place, block.prefix),
): Fact<boolean> {
  let cause: Unknown | undefined;
  for (const name of names) {
    const { items, open } = readBlocks(at, name);
    for (const item of items) {
      const fact = counts(item, name);
      if (fact.state === 'known' && fact.value) return known(true, at.place, at.prefix + name);
      if (fact.state === 'unknown') cause ??= fact;
    }
    cause ??= open;
  }
  return cause ?? known(false, at.place, at.prefix + (names[0] ?? ''));
}
