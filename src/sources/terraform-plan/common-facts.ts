import { absent, type Fact, known, type MapValue, type Unknown, unknown } from '../../model/fact.ts';
import type { CommonFacts } from '../../model/resource.ts';
import type { DefaultTags, JsonObject } from './plan.ts';
import { holdsValue, readString } from './reader.ts';
import { isSecretName, maskUnder } from './redaction.ts';
import type { Scope } from './scope.ts';
import { isTaggable } from './taggable-types.ts';
import { maskedFact, missingList } from './unset.ts';

/** The default tags of the provider block that makes a resource; undefined where that cannot be told. */
export type FindDefaultTags = (at: Scope) => DefaultTags | undefined;

/** What every resource of a plan answers: its name, its type, its tags and whether it may have any. */
export function commonFacts(at: Scope, defaultTags: FindDefaultTags): CommonFacts {
  const { type } = at.resource;
  const taggable = isTaggable(type) || holdsValue(at.values.tags_all);
  const tags = taggable ? readTags(at, defaultTags) : known({ entries: {} }, at.place, 'tags');
  return {
    name: nameFact(at, tags),
    type: known(type, at.place, 'type'),
    taggable: known(taggable, at.place, 'type'),
    tags,
  };
}

/** Attributes by which services name their things, the first that a type has counts. */
const nameAttributes = [
  'name',
  'bucket',
  'identifier',
  'cluster_identifier',
  'function_name',
  'family',
  'domain_name',
];

function nameFact(at: Scope, tags: Fact<MapValue<string>>): Fact<string> {
  if (tags.state === 'known') {
    const tag = tags.value.entries.Name;
    if (tag !== undefined && !(tag.state === 'known' && tag.value === '')) return tag;
    if (tag === undefined && tags.value.open !== undefined) return { ...tags.value.open, path: 'tags.Name' };
  }
  const attribute = nameAttributes.find((key) => key in at.values || maskUnder(at.unknown, key) === true);
  return attribute === undefined ? absent(at.place, 'name') : readString(at, attribute, 'absent');
}

/** `tags_all` holds the provider's default tags as well; providers before 3.38 have `tags` alone. */
function readTags(at: Scope, defaultTags: FindDefaultTags): Fact<MapValue<string>> {
  const all = at.values.tags_all;
  if (isMap(all)) return known(entriesOf(at, 'tags_all', all), at.place, 'tags_all');
  if (maskUnder(at.unknown, 'tags_all') === true) return tagsBeforeApply(at, defaultTags);
  const own = at.values.tags;
  if (isMap(own)) return known(entriesOf(at, 'tags', own), at.place, 'tags');
  if (maskUnder(at.unknown, 'tags') === true)
    return known({ entries: {}, open: missingList(at, 'tags') }, at.place, 'tags');
  const nobody = all !== undefined || own !== undefined || at.fresh;
  return nobody
    ? known({ entries: {} }, at.place, 'tags')
    : unknown('not-in-plan', 'neither the plan nor its prior state holds it', {
        place: at.place,
        path: 'tags',
      });
}

/**
 * The provider leaves `tags_all` open when nothing is to be tagged and when one value is not known yet. The written tags and
 * the provider's default tags tell the keys.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/guides/resource-tagging
 */
function tagsBeforeApply(at: Scope, defaultTags: FindDefaultTags): Fact<MapValue<string>> {
  const own = at.values.tags;
  const written = isMap(own) ? entriesOf(at, 'tags', own) : { entries: {} };
  const defaults = defaultTags(at);
  const added: Record<string, Fact<string>> = {};
  for (const [key, value] of Object.entries(defaults?.tags ?? {}))
    added[key] = isSecretName(key)
      ? maskedFact(at, `tags_all.${key}`)
      : known(value, at.place, `tags_all.${key}`);
  const entries = { ...added, ...written.entries };
  const ownOpen = maskUnder(at.unknown, 'tags') === true;
  const open = ownOpen ? missingList(at, 'tags') : openByDefaults(at, defaults);
  return known(open === undefined ? { entries } : { entries, open }, at.place, 'tags_all');
}

function openByDefaults(at: Scope, defaults: DefaultTags | undefined): Unknown | undefined {
  if (defaults !== undefined && !defaults.open) return undefined;
  const detail =
    defaults === undefined
      ? 'known only after apply: the plan does not tell which default tags its provider adds'
      : "known only after apply: it comes from the provider's default tags";
  return unknown('known-after-apply', detail, { place: at.place, path: 'tags_all' });
}

function entriesOf(at: Scope, attribute: string, tags: JsonObject): MapValue<string> {
  const unknowns = maskUnder(at.unknown, attribute);
  const masks = maskUnder(at.sensitive, attribute);
  const entries: Record<string, Fact<string>> = {};
  for (const [key, value] of Object.entries(tags)) {
    const path = `${attribute}.${key}`;
    if (typeof value !== 'string') continue;
    const secret = value !== '' && (maskUnder(masks, key) === true || isSecretName(key));
    entries[key] = secret ? maskedFact(at, path) : known(value, at.place, path);
  }
  if (typeof unknowns === 'object' && unknowns !== null) {
    for (const [key, mask] of Object.entries(unknowns))
      if (mask === true)
        entries[key] = { ...missingList(at, attribute), path: `${attribute}.${key}`, set: true };
  }
  return { entries };
}

function isMap(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
