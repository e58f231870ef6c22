import { type Fact, known, type ListValue, type Unknown, unknown } from '../../model/fact.ts';
import { looksLikeSecret, mayHoldPassword, pointsElsewhere } from '../../model/plain-secrets.ts';
import { isObject } from './json.ts';
import { readBlocks } from './reader.ts';
import { maskUnder } from './redaction.ts';
import type { FollowedReference } from './resolver.ts';
import type { Scope } from './scope.ts';
import { maskedFact, missingList } from './unset.ts';

/** Names of a map of settings, such as a function's environment, whose values are secrets. No value is kept. */
export function secretNamesOfMap(at: Scope, key: string): Fact<ListValue<string>> {
  const path = at.prefix + key;
  const values = at.values[key];
  const unknowns = maskUnder(at.unknown, key);
  const masks = maskUnder(at.sensitive, key);
  if (unknowns === true) return known({ items: [], open: missingList(at, key) }, at.place, path);
  if (masks === true) return known({ items: [], open: maskedFact(at, key) }, at.place, path);
  const items: Fact<string>[] = [];
  let open: Unknown | undefined;
  const names = new Set([...keysOf(values), ...keysOf(unknowns)]);
  for (const name of names) {
    const value = isObject(values) ? values[name] : undefined;
    const told =
      typeof value === 'string'
        ? looksLikeSecret(name, value) ||
          (value !== '' && maskUnder(masks, name) === true && !pointsElsewhere(value))
        : isSecretToBe(at, key, name, maskUnder(masks, name) === true);
    if (told === true) {
      if (at.holdsSecret(name)) open ??= maskedFact(at, key);
      else items.push(known(name, at.place, `${path}.${name}`));
    } else if (told !== false) open ??= told;
  }
  return known(open === undefined ? { items } : { items, open }, at.place, path);
}

/** The same for the one block of a resource that holds the map; without the block there is none. */
export function secretNamesOfBlock(at: Scope, block: string, key: string): Fact<ListValue<string>> {
  const { items, open } = readBlocks(at, block);
  const [only] = items;
  if (only !== undefined) return secretNamesOfMap(only, key);
  return known(open === undefined ? { items: [] } : { items: [], open }, at.place, at.prefix + block);
}

/**
 * Whether a value that is not known yet is a secret: by its name, or by what it comes from. Ids, ARNs and endpoints of other
 * resources are none.
 */
export function isSecretToBe(at: Scope, key: string, name: string, masked = false): boolean | Unknown {
  if (masked || looksLikeSecret(name, undefined)) return true;
  const references = at.resolver.references(at.resource, [...at.path, key]);
  if (!mayHoldPassword(name) && references.length > 0 && !references.some(mayBringSecret)) return false;
  return unknown('known-after-apply', `known only after apply: ${name} may hold a secret`, {
    place: at.place,
    path: at.prefix + key,
  });
}

const bearers =
  /random_password|random_string|secret_version|aws_iam_access_key|tls_private_key|_user_password|iam_service_specific_credential/;
const bearingAttributes = /password|secret|token|private_key|credential/;

function mayBringSecret({ text, targets, attribute, to }: FollowedReference): boolean {
  if (targets.length === 0 || to === 'value') return true;
  if (
    attribute !== undefined &&
    /(arn|id|name)$/.test(attribute) &&
    !targets.some((target) => /aws_iam_access_key/.test(target))
  )
    return false;
  return (
    bearers.test(text) ||
    targets.some((target) => bearers.test(target)) ||
    bearingAttributes.test(attribute ?? '')
  );
}

function keysOf(value: unknown): readonly string[] {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? Object.keys(value) : [];
}
