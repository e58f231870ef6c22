import { type Fact, known, type ListValue, type Unknown } from '../../model/fact.ts';
import { looksLikeSecret, pointsElsewhere } from '../../model/plain-secrets.ts';
import type { FindDefaultTags } from './added-tags.ts';
import { isObject } from './json.ts';
import type { Json } from './plan.ts';
import { maskUnder } from './redaction.ts';
import type { Scope } from './scope.ts';
import { maskedFact } from './unset.ts';

export const nothing: ListValue<string> = { items: [] };

const seen = new Map<string, boolean>();

/** Whether a tag holds a secret by its key or by the shape of its value. Most tags of a plan are the same few. */
export function isSecretTag(key: string, value: string): boolean {
  const tag = `${key}=${value}`;
  let secret = seen.get(tag);
  if (secret === undefined) {
    secret = looksLikeSecret(key, value);
    if (seen.size < 5000) seen.set(tag, secret);
  }
  return secret;
}

/** Keys of tags whose values are secrets: by key, by shape, or because Terraform marks them. The values go no further. */
export function readSecretTags(at: Scope, defaultTags: FindDefaultTags): Fact<ListValue<string>> {
  const { tags, tags_all: all } = at.values;
  const path = isObject(all) ? 'tags_all' : 'tags';
  const defaults = isObject(all) ? {} : (defaultTags(at)?.tags ?? {});
  const values = { ...defaults, ...objectOf(isObject(all) ? all : tags) };
  const unknowns = maskUnder(at.unknown, path);
  const keys: string[] = [];
  let open: Unknown | undefined;
  for (const key in values) if (isSecretHere(at, key, values[key])) keys.push(key);
  for (const key in objectOf(unknowns))
    if (maskUnder(unknowns, key) === true && (isMarked(at, key) || looksLikeSecret(key, undefined)))
      keys.push(key);
  if (maskUnder(at.sensitive, 'tags') === true) open = maskedFact(at, 'tags');
  if (keys.length === 0 && open === undefined) return known(nothing, at.place, path);
  const shown = keys.filter((key) => !at.holdsSecret(key) && open === undefined).sort();
  if (shown.length < keys.length) open ??= maskedFact(at, 'tags');
  const items = shown.map((key) => known(key, at.place, `${path}.${key}`));
  return known(open === undefined ? { items } : { items, open }, at.place, path);
}

function isSecretHere(at: Scope, key: string, value: Json | undefined): boolean {
  if (typeof value !== 'string' || value === '') return false;
  return isSecretTag(key, value) || (isMarked(at, key) && !pointsElsewhere(value));
}

function isMarked(at: Scope, key: string): boolean {
  return maskUnder(maskUnder(at.sensitive, 'tags'), key) === true;
}

function objectOf(value: Json | undefined): { readonly [key: string]: Json } {
  return isObject(value) ? value : {};
}
