import { isObject, listOf, member } from './json.ts';
import type { DefaultTags, Json } from './plan.ts';

/** Default tags by provider key, of the provider blocks that have any. */
export function readDefaultTags(configuration: Json | undefined): ReadonlyMap<string, DefaultTags> {
  const found = new Map<string, DefaultTags>();
  const providers = member(configuration, 'provider_config');
  if (!isObject(providers)) return found;
  for (const [key, provider] of Object.entries(providers)) {
    const blocks = member(member(provider, 'expressions'), 'default_tags');
    if (blocks === undefined) continue;
    const [block] = Array.isArray(blocks) ? listOf(blocks) : [blocks];
    found.set(key, tagsOf(member(block, 'tags')));
  }
  return found;
}

function tagsOf(expression: Json | undefined): DefaultTags {
  if (expression === undefined) return { tags: {}, open: false };
  const constant = member(expression, 'constant_value');
  if (!isObject(constant)) return { tags: {}, open: true };
  const entries = Object.entries(constant).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return { tags: Object.fromEntries(entries), open: false };
}
