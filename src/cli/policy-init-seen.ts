import { type Fact, isMap } from '../model/fact.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Resource } from '../model/resource.ts';

/** How often each value was seen, the most frequent first. */
export type Tally = readonly (readonly [value: string, count: number])[];

export function tally(values: Iterable<string>): Tally {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
}

/** Things that exist, as opposed to what a plan does to them. */
export function things(resources: readonly Resource[]): readonly Resource[] {
  return resources.filter(({ kind }) => findKind(kind)?.onlyOwnRules !== true && kind !== 'account');
}

/** A text or number that may be written down: known, and not sensitive. */
export function told(fact: Fact | undefined): string | undefined {
  if (fact?.state !== 'known' || fact.sensitive === true) return undefined;
  return typeof fact.value === 'string' || typeof fact.value === 'number' ? String(fact.value) : undefined;
}

/** Keys of the tags of a resource with the values that may be written down; undefined where its tags are not known. */
export function tagsOf({ fields }: Resource): ReadonlyMap<string, string | undefined> | undefined {
  const { tags, taggable } = fields;
  if (taggable?.state === 'known' && taggable.value === false) return undefined;
  if (tags?.state !== 'known' || !isMap(tags.value)) return undefined;
  return new Map(Object.entries(tags.value.entries).map(([key, fact]) => [key, told(fact)]));
}

export function nameOf({ fields }: Resource): string | undefined {
  return told(fields.name);
}
