import { type Fact, isList, isMap, isStruct } from '../../src/model/fact.ts';
import type { Attribute, AttributeType, Kind } from '../../src/model/kind.ts';
import { attributesOf } from '../../src/model/kinds/index.ts';
import type { Resource } from '../../src/model/resource.ts';

export type Plain = string | number | boolean | readonly Plain[] | { readonly [name: string]: Plain };

/** Attributes that a twin leaves out or whose lists may be open, by their dotted path; each with its reason. */
export interface Exceptions {
  readonly leaveOut: Readonly<Record<string, string>>;
  readonly open: Readonly<Record<string, string>>;
  /** Why no account can tell of the whole case, if none can. */
  readonly onlyInPlan?: string;
}

/** How a fact that cannot be told, or more elements of an open list, stand among plain values. */
export const cannotTell = 'cannot tell: ';

/** Differs between sources by its meaning: it is the type in the source's own words. */
const ownWords = new Set(['type']);

/** The facts of a resource as plain values: what is absent is left out, and so is what only one source can know. */
export function plainFacts(resource: Resource, kind: Kind, exceptions: Exceptions): Plain {
  return plainFields(resource.fields, attributesOf(kind), '', exceptions);
}

function plainFields(
  facts: Readonly<Record<string, Fact>>,
  attributes: Readonly<Record<string, Attribute>>,
  within: string,
  exceptions: Exceptions,
): Plain {
  const plain: Record<string, Plain> = {};
  for (const [name, attribute] of Object.entries(attributes)) {
    const path = within === '' ? name : `${within}.${name}`;
    const fact = facts[name];
    if (ownWords.has(path) || attribute.onlyIn !== undefined || path in exceptions.leaveOut) continue;
    if (fact === undefined) throw new Error(`${path} has no fact`);
    const value = plainFact(fact, attribute.type, path, exceptions);
    if (value !== undefined) plain[name] = value;
  }
  return plain;
}

function plainFact(fact: Fact, type: AttributeType, path: string, exceptions: Exceptions): Plain | undefined {
  if (fact.state === 'absent') return undefined;
  if (fact.state === 'unknown') return `${cannotTell}${fact.detail}`;
  const { value } = fact;
  if (typeof value !== 'object') return value;
  if (type.type === 'struct' && isStruct(value))
    return plainFields(value.fields, type.fields, path, exceptions);
  const more = 'open' in value && !(path in exceptions.open) ? value.open : undefined;
  if (type.type === 'list' && isList(value)) {
    const items = value.items.map((item) => plainFact(item, type.of, path, exceptions) ?? 'absent');
    return more === undefined ? items : [...items, `${cannotTell}more may exist: ${more.detail}`];
  }
  if (type.type !== 'map' || !isMap(value)) throw new Error(`${path} is no ${type.type}`);
  const names = Object.keys(value.entries).sort();
  const entries = names.map((name) => [
    name,
    plainFact(value.entries[name] as Fact, type.of, path, exceptions) ?? 'absent',
  ]);
  return Object.fromEntries(more === undefined ? entries : [...entries, [cannotTell, more.detail]]) as Plain;
}

/** Every place of a plain value that could not be told. */
export function untold(value: Plain, path = ''): readonly string[] {
  if (typeof value === 'string') return value.startsWith(cannotTell) ? [`${path}: ${value}`] : [];
  if (typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([name, inner]) =>
    name === cannotTell ? [`${path}: ${cannotTell}${String(inner)}`] : untold(inner, `${path}.${name}`),
  );
}
