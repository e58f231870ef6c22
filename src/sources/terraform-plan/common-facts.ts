import { absent, type Fact, known, type MapValue, type Unknown, unknown } from '../../model/fact.ts';
import type { CommonFacts } from '../../model/resource.ts';
import type { FindDefaultTags } from './added-tags.ts';
import { isObject } from './json.ts';
import type { DefaultTags, JsonObject } from './plan.ts';
import { holdsValue, readString } from './reader.ts';
import { isSecretName, maskUnder } from './redaction.ts';
import type { Scope } from './scope.ts';
import { isSecretTag, nothing, readSecretTags } from './secret-tags.ts';
import { isTaggable } from './taggable-types.ts';
import { maskedFact, missingList } from './unset.ts';

/**
 * What every resource of a plan answers: its name, its type, its tags and whether it may have any. `own` is the service's name
 * of it where no attribute simply holds that.
 */
export function commonFacts(at: Scope, defaultTags: FindDefaultTags, own?: Fact<string>): CommonFacts {
  const { type } = at.resource;
  const taggable = isTaggable(type) || holdsValue(at.values.tags_all);
  const tags = taggable ? readTags(at, defaultTags) : known({ entries: {} }, at.place, 'tags');
  return {
    name: nameFact(at, tags, own),
    type: known(type, at.place, 'type'),
    taggable: known(taggable, at.place, 'type'),
    tags,
    secretTags: taggable ? readSecretTags(at, defaultTags) : known(nothing, at.place, 'tags'),
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

function nameFact(at: Scope, tags: Fact<MapValue<string>>, own: Fact<string> | undefined): Fact<string> {
  if (tags.state === 'known') {
    const tag = tags.value.entries.Name;
    if (tag !== undefined && !(tag.state === 'known' && tag.value === '')) return tag;
    if (tag === undefined && tags.value.open !== undefined) return { ...tags.value.open, path: 'tags.Name' };
  }
  if (own !== undefined) return own;
  const attribute = nameAttributes.find((key) => key in at.values || maskUnder(at.unknown, key) === true);
  if (attribute === undefined) return absent(at.place, 'name');
  // Terraform makes up a name where the provider computes one and nobody wrote it.
  const computed = maskUnder(at.unknown, attribute) === true;
  return readString(at, attribute, computed ? undefined : 'absent');
}

/** `tags_all` holds the provider's default tags as well; providers before 3.38 have `tags` alone. */
function readTags(at: Scope, defaultTags: FindDefaultTags): Fact<MapValue<string>> {
  const all = at.values.tags_all;
  if (isObject(all)) {
    const { entries, open: hidden } = entriesOf(at, 'tags_all', all);
    const defaults = at.fresh ? defaultTags(at) : undefined;
    const open = hidden ?? (defaults?.late === true ? openByDefaults(at, defaults) : undefined);
    return known(open === undefined ? { entries } : { entries, open }, at.place, 'tags_all');
  }
  if (maskUnder(at.unknown, 'tags_all') === true) return tagsBeforeApply(at, defaultTags);
  const own = at.values.tags;
  if (isObject(own)) return known(entriesOf(at, 'tags', own), at.place, 'tags');
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
  const written: MapValue<string> = isObject(own) ? entriesOf(at, 'tags', own) : { entries: {} };
  const defaults = defaultTags(at);
  const added: Record<string, Fact<string>> = {};
  for (const [key, value] of Object.entries(defaults?.tags ?? {}))
    added[key] =
      isSecretName(key) || isSecretTag(key, value) || at.holdsSecret(value)
        ? maskedFact(at, `tags_all.${key}`)
        : known(value, at.place, `tags_all.${key}`);
  const entries = { ...added, ...written.entries };
  const ownOpen = maskUnder(at.unknown, 'tags') === true;
  const open = written.open ?? (ownOpen ? missingList(at, 'tags') : openByDefaults(at, defaults));
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

type TagAttribute = 'tags' | 'tags_all';

/** The provider copies marked tags into `tags_all` without their marks. Keys of a marked map are not shown either. */
function entriesOf(at: Scope, attribute: TagAttribute, tags: JsonObject): MapValue<string> {
  const entries: Record<string, Fact<string>> = {};
  let open: Unknown | undefined;
  const isMasked = maskedTags(at, attribute);
  // Tags are most of the facts of most resources: nothing else is made for each of them.
  for (const key of Object.keys(tags)) {
    const value = tags[key];
    if (typeof value !== 'string') continue;
    if (isHiddenKey(at, attribute, key)) {
      open ??= maskedFact(at, attribute);
      continue;
    }
    const secret =
      value !== '' &&
      (isSecretName(key) || isMasked?.(key) === true || isSecretTag(key, value) || at.holdsSecret(value));
    const path = pathOf(attribute, key);
    entries[key] = secret ? maskedFact(at, path) : known(value, at.place, path);
  }
  for (const key of unknownKeys(at, attribute)) {
    if (isHiddenKey(at, attribute, key)) open ??= maskedFact(at, attribute);
    else entries[key] = { ...missingList(at, attribute), path: pathOf(attribute, key), set: true };
  }
  return open === undefined ? { entries } : { entries, open };
}

const paths = new Map<string, string>();

/** The same few keys stand on every resource: their paths are one text each. */
function pathOf(attribute: TagAttribute, key: string): string {
  if (attribute === 'tags') return `tags.${key}`;
  let path = paths.get(key);
  if (path === undefined) {
    path = `tags_all.${key}`;
    if (paths.size < 5000) paths.set(key, path);
  }
  return path;
}

/** Whether a tag is marked as sensitive by its key; undefined when none is. */
function maskedTags(at: Scope, attribute: TagAttribute): ((key: string) => boolean) | undefined {
  const mask = maskUnder(at.sensitive, attribute);
  const own = maskUnder(at.sensitive, 'tags');
  if (mask === false && (own === false || own === true)) return undefined;
  return (key) => maskUnder(mask, key) === true || (own !== true && maskUnder(own, key) === true);
}

function unknownKeys(at: Scope, attribute: TagAttribute): readonly string[] {
  const mask = maskUnder(at.unknown, attribute);
  if (typeof mask !== 'object' || mask === null) return [];
  return Object.keys(mask).filter((key) => maskUnder(mask, key) === true);
}

function isHiddenKey(at: Scope, attribute: TagAttribute, key: string): boolean {
  if (at.holdsSecret(key) || maskUnder(at.sensitive, attribute) === true) return true;
  const own = at.values.tags;
  return maskUnder(at.sensitive, 'tags') === true && (!isObject(own) || Object.hasOwn(own, key));
}
