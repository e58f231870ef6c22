import { byDefault, type Fact, known, type ListValue, type Unknown, unknown } from '../../model/fact.ts';
import type { Json, JsonObject } from './plan.ts';
import { isSecretName, masksAnything, maskUnder } from './redaction.ts';
import type { Scope } from './scope.ts';
import { maskedFact, missingFact, missingList, type WhenUnset } from './unset.ts';

/** Text of an attribute; `""` counts as not set. Links to other resources are read in the same way. */
export function readString(at: Scope, key: string, unset?: WhenUnset<string>): Fact<string> {
  const value = at.values[key];
  if (value === undefined || value === null || value === '') return missingFact(at, key, unset);
  if (typeof value === 'object') return unreadable(at, key);
  const text = typeof value === 'string' ? value : String(value);
  if (isMasked(at, key) || isSecretName(key) || at.holdsSecret(text)) return maskedFact(at, key);
  return known(text, at.place, at.prefix + key);
}

/** A yes or no, as such or as text. */
export function readBool(at: Scope, key: string, unset?: WhenUnset<boolean>): Fact<boolean> {
  const value = at.values[key];
  if (value === undefined || value === null || value === '') return missingFact(at, key, unset);
  if (value === true || value === 'true') return plain(at, key, true);
  if (value === false || value === 'false') return plain(at, key, false);
  return unreadable(at, key);
}

/** A whole number, as such or as text. */
export function readInt(at: Scope, key: string, unset?: WhenUnset<number>): Fact<number> {
  const value = at.values[key];
  if (value === undefined || value === null || value === '') return missingFact(at, key, unset);
  const number = typeof value === 'string' ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number)
    ? plain(at, key, number)
    : unreadable(at, key);
}

/** A list or set of texts; unset means empty. */
export function readStrings(at: Scope, key: string): Fact<ListValue<string>> {
  const value = at.values[key];
  const path = at.prefix + key;
  if (!Array.isArray(value)) {
    if (value !== undefined && value !== null) return unreadable(at, key);
    return missingFact(at, key, { default: { items: [] } }, { items: [] });
  }
  const unknowns = maskUnder(at.unknown, key);
  const masks = maskUnder(at.sensitive, key);
  let whenUnknown: Unknown | undefined;
  const items = value.map((item: Json, index): Fact<string> => {
    if (item === null || maskUnder(unknowns, index) === true) {
      whenUnknown ??= missingList(at, key);
      return whenUnknown;
    }
    const text = String(item);
    if (maskUnder(masks, index) === true || at.holdsSecret(text)) return maskedFact(at, key);
    return known(text, at.place, path);
  });
  return known({ items }, at.place, path);
}

/** Blocks of one name. `open`: more of them may exist. */
export interface Blocks {
  readonly items: readonly Scope[];
  readonly open?: Unknown;
}

/**
 * What blocks that are open as a whole on a create mean where no configuration shows them: perhaps a dynamic block, or nothing.
 * `nothing` is for blocks that resources of their own supersede; for a security group's, where Terraform shows a dynamic
 * block with an unknown for_each as one block; and for computed blocks, which are open on every create that does not write
 * them: that a dynamic block decides over them by what is not known yet is too rare to make them all unknown.
 */
export type WhenOpen = 'perhaps' | 'nothing';

/** Blocks, or the elements of a list of objects, each to be read by its own attributes. */
export function readBlocks(at: Scope, key: string, whenOpen: WhenOpen = 'perhaps'): Blocks {
  const value = at.values[key];
  if (value === undefined || value === null) {
    if (whenOpen === 'nothing' && at.fresh && isUnseen(at, key)) return none;
    const missing = missingFact<true>(at, key, { default: true }, true);
    return missing.state === 'unknown' ? { items: [], open: missing } : none;
  }
  if (!Array.isArray(value)) return typeof value === 'object' ? { items: [block(at, key)] } : none;
  const unknowns = maskUnder(at.unknown, key);
  const items: Scope[] = [];
  let open: Unknown | undefined;
  for (let index = 0; index < value.length; index += 1) {
    const mask = maskUnder(unknowns, index);
    if (value[index] === null || mask === true || (masksAnything(mask) && isUnseen(at, key)))
      open ??= missingList(at, key);
    else items.push(block(at, key, index));
  }
  return open === undefined ? { items } : { items, open };
}

const none: Blocks = { items: [] };

/**
 * The configuration does not show it. A dynamic block whose for_each is unknown is such, and shows in the values as one block
 * with unknowns in it, which may become none or many.
 */
function isUnseen(at: Scope, key: string): boolean {
  const written = at.resolver.written(at.resource, [...at.path, key]);
  return written.how === 'unset' || (written.how === 'unclear' && written.why === 'dynamic-block');
}

/** The one block of this name: its scope, `undefined` when there is none, or why it cannot be told. */
export function readBlock(at: Scope, key: string, whenOpen?: WhenOpen): Scope | Unknown | undefined {
  const { items, open } = readBlocks(at, key, whenOpen);
  return items[0] ?? open;
}

export function isScope(block: Scope | Unknown | undefined): block is Scope {
  return block !== undefined && 'values' in block;
}

/** Whether the value is there and holds anything: neither null, nor empty text, nor an empty list. */
export function holdsValue(value: Json | undefined): boolean {
  if (value === undefined || value === null || value === '') return false;
  return !(Array.isArray(value) && value.length === 0);
}

function block(at: Scope, key: string, index?: number): Scope {
  const under = (json: Json) => {
    const found = maskUnder(json, key);
    return index === undefined ? found : maskUnder(found, index);
  };
  const value = at.values[key];
  const values = index === undefined ? value : (value as readonly Json[])[index];
  return {
    ...at,
    values: values as JsonObject,
    unknown: under(at.unknown),
    sensitive: under(at.sensitive),
    path: index === undefined ? [...at.path, key] : [...at.path, key, index],
    prefix: index === undefined ? `${at.prefix}${key}.` : `${at.prefix}${key}[${index}].`,
  };
}

/** Switches and numbers of a sensitive attribute are judged, but not printed. */
function plain<V>(at: Scope, key: string, value: V): Fact<V> {
  const fact = known(value, at.place, at.prefix + key);
  return isMasked(at, key) ? { ...fact, sensitive: true } : fact;
}

function isMasked(at: Scope, key: string): boolean {
  const mask = at.sensitive;
  if (mask === true) return true;
  return typeof mask === 'object' && mask !== null && (mask as JsonObject)[key] === true;
}

function unreadable(at: Scope, key: string): Unknown {
  return unknown('unreadable', 'it has a form that nobody knows', {
    place: at.place,
    path: at.prefix + key,
    set: true,
  });
}

/** What AWS does where the plan says nothing of it, not even by an attribute. */
export function awsDefault<V>(at: Scope, path: string, value: V): Fact<V> {
  return byDefault(value, at.place, at.prefix + path);
}
