import { type Fact, isList, isStruct, type Unknown } from '../model/fact.ts';
import type { Resource } from '../model/resource.ts';

/** Resources of one kind by a string that links to them; built once, so that following a link costs one look-up. */
export type Index = ReadonlyMap<string, readonly Resource[]>;

export interface ReverseIndex {
  readonly byIdentity: Index;
  /** Links that may mean several resources: their lists are open. */
  readonly perhaps: ReadonlyMap<string, readonly MaybeLink[]>;
  /** Links that nobody could follow: every list is open. */
  readonly anywhere: readonly MaybeLink[];
}

/** A resource that may link to another one, and why that is not known. */
export interface MaybeLink {
  readonly resource: Resource;
  readonly cause: Unknown;
}

/** What links by one attribute, for owners of one kind: other kinds that the same text names (a cluster's before its service's) do not count. */
export function indexLinks(
  resources: readonly Resource[],
  path: string,
  isOwner: (key: string) => boolean,
): ReverseIndex {
  const byIdentity = new Map<string, Resource[]>();
  const perhaps = new Map<string, MaybeLink[]>();
  const anywhere: MaybeLink[] = [];
  for (const resource of resources) {
    for (const link of linksAt(resource, path)) {
      if (link.state === 'known') push(byIdentity, String(link.value), resource);
      if (link.state !== 'unknown') continue;
      const { only, several } = ownersBehind(link, isOwner);
      if (only !== undefined) push(byIdentity, only, resource);
      for (const owner of several) push(perhaps, owner, { resource, cause: link });
      if (only === undefined && several.length === 0 && isLost(link))
        anywhere.push({ resource, cause: link });
    }
  }
  return { byIdentity, perhaps, anywhere };
}

/** The links of an attribute: one, or the elements of a list; a list that is open links to nobody knows whom. */
function linksAt(resource: Resource, path: string): readonly Fact[] {
  const fact = factAt(resource, path);
  if (fact.state !== 'known' || typeof fact.value === 'string') return [fact];
  if (!isList(fact.value)) return [];
  const { items, open } = fact.value;
  return open === undefined ? items : [...items, open];
}

/** A part of the link leads nowhere that is known: `service/${aws_ecs_cluster.a.name}/${var.service}` may name any service. */
function isLost({ references }: Unknown): boolean {
  return references.length === 0 || references.some(({ targets }) => targets.length === 0);
}

/** A text may be put together of several references, each to one resource: the owner is the only one of its kind among them. */
function ownersBehind(
  link: Unknown,
  isOwner: (key: string) => boolean,
): { readonly only?: string; readonly several: readonly string[] } {
  const owners = targetsOf(link).filter(isOwner);
  const [only] = owners;
  if (only === undefined) return { several: [] };
  const isPlain = link.references.every(({ targets }) => targets.length <= 1);
  return owners.length === 1 && isPlain ? { only, several: [] } : { several: owners };
}

/** What certainly links to a resource. */
export function pointingAt(resource: Resource, index: ReverseIndex): readonly Resource[] {
  const found = new Set<Resource>();
  for (const identity of resource.identities) {
    const isAnywhere = identity.startsWith('arn:');
    for (const other of index.byIdentity.get(identity) ?? [])
      if (isAnywhere || sameScope(resource, other)) found.add(other);
  }
  return [...found];
}

/** Why something may link to it that cannot be followed; and all that may, where they are few enough to look at each. */
export function maybePointingAt(
  resource: Resource,
  index: ReverseIndex,
): { readonly cause: Unknown; readonly few?: readonly Resource[] } | undefined {
  const found: MaybeLink[] = resource.identities.flatMap((identity) => index.perhaps.get(identity) ?? []);
  for (const link of index.anywhere) {
    if (sameScope(resource, link.resource)) found.push(link);
    if (found.length > mostCandidates) break;
  }
  const cause = found[0]?.cause;
  if (cause === undefined) return undefined;
  return found.length > mostCandidates
    ? { cause }
    : { cause, few: [...new Set(found.map((link) => link.resource))] };
}

/** Rules look at every candidate for every resource: beyond this, that costs more than it tells. */
const mostCandidates = 100;

/** Ids and names are unique in an account and region only; an ARN leads there from everywhere. */
export function sameScope(a: Resource, b: Resource): boolean {
  return agrees(a.account, b.account) && agrees(a.region, b.region);
}

/** What is not told, and what is global, agrees with everything. */
export function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b || a === 'global' || b === 'global';
}

/** Keys of all that an unknown link may mean. */
export function targetsOf(fact: Unknown): readonly string[] {
  return [...new Set(fact.references.flatMap((reference) => reference.targets))];
}

/** The fact at a dotted path of attributes: `encryption.kmsKeyId`. */
export function factAt(resource: Resource, path: string): Fact {
  let fact: Fact | undefined;
  let fields: Readonly<Record<string, Fact>> = resource.fields;
  for (const step of path.split('.')) {
    fact = fields[step];
    if (fact === undefined) throw new Error(`${resource.kind} ${resource.key} has no fact ${path}`);
    if (fact.state !== 'known') return fact;
    fields = isStruct(fact.value) ? fact.value.fields : {};
  }
  if (fact === undefined) throw new Error(`${resource.kind} ${resource.key} has no fact ${path}`);
  return fact;
}

/** Adds to the list under a key. */
export function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
