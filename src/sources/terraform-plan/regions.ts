import { isObject, listOf, member, objectOr, textOf } from './json.ts';
import type { ConfiguredResource, Json, JsonObject } from './plan.ts';

const region = /^[a-z]{2,}(?:-[a-z]+)+-\d$/;

/** Regions by provider key, and the one that every resource has when there is a single AWS provider block. */
export interface ProviderRegions {
  readonly byKey: ReadonlyMap<string, string>;
  readonly only?: string;
}

/** Reads the provider blocks' regions, where written as a constant or as a root variable. */
export function readProviderRegions(
  configuration: Json | undefined,
  rootVariable: (name: string) => Json | undefined,
): ProviderRegions {
  const regions = new Map<string, string>();
  const providers = objectOr(member(configuration, 'provider_config'), {} as JsonObject);
  for (const [key, provider] of Object.entries(providers)) {
    if (!isObject(provider)) continue;
    const value = regionOf(member(member(provider, 'expressions'), 'region'), rootVariable);
    if (value !== undefined) regions.set(key, value);
  }
  const aws = Object.keys(providers).filter((key) => /(?:^|:)aws(?:\.|$)/.test(key));
  const only = aws.length === 1 ? regions.get(aws[0] ?? '') : undefined;
  return only === undefined ? { byKey: regions } : { byKey: regions, only };
}

function regionOf(
  expression: Json | undefined,
  rootVariable: (name: string) => Json | undefined,
): string | undefined {
  const constant = textOf(member(expression, 'constant_value'));
  if (constant !== undefined) return constant;
  const references = listOf(member(expression, 'references'));
  const name = /^var\.([\w-]+)$/.exec(references.length === 1 ? String(references[0]) : '')?.[1];
  const value = name === undefined ? undefined : textOf(rootVariable(name));
  // `"${var.prefix}-1"` has the same reference: only what looks like a region is taken for one.
  return value !== undefined && region.test(value) ? value : undefined;
}

/** Region a resource goes to: its own `region` (AWS provider 6), else its provider block's. */
export function regionOfResource(
  values: JsonObject | null,
  block: ConfiguredResource | undefined,
  regions: ProviderRegions,
): string | undefined {
  const own = textOf(values?.region);
  // Buckets carried a computed `region` long before provider 6; it is the bucket's region there too.
  if (own !== undefined && region.test(own)) return own;
  const key = block?.providerConfigKey ?? '';
  const found = regions.byKey.get(key);
  if (found !== undefined) return found;
  // Before Terraform 1.1 an inherited provider has the key `module.a:aws`, which has no block: aliases cannot be told.
  return key.startsWith('module.') ? regions.only : undefined;
}
