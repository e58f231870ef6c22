import {
  absent,
  type Fact,
  isList,
  isStruct,
  known,
  type ListValue,
  type Place,
  type Unknown,
  unknown,
} from '../model/fact.ts';
import { isReadIn, type Relation } from '../model/kind.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Gap, Inventory, Resource } from '../model/resource.ts';

export type RelatedLookup = (resource: Resource, relation: string) => Fact<ListValue | Resource>;

/** Resources of one kind by a string that links to them; built once, so that following a link costs one look-up. */
type Index = ReadonlyMap<string, readonly Resource[]>;

interface ReverseIndex {
  readonly byIdentity: Index;
  /** Links that may mean several resources: their lists are open. */
  readonly perhaps: ReadonlyMap<string, Unknown>;
  /** Links that nobody could follow: every list is open. */
  readonly anywhere: readonly { readonly resource: Resource; readonly cause: Unknown }[];
}

/**
 * Follows the relations of a whole inventory. `ownsArea` says that this stack must hold the whole area that is asked about,
 * so that a thing missing from it is missing; otherwise another stack of the account may hold it.
 */
export function relate(inventory: Inventory, options: { ownsArea: boolean }): RelatedLookup {
  const byKind = groupByKind(inventory.resources);
  const identities = new Map<string, Index>();
  const reverse = new Map<string, ReverseIndex>();
  const listed = (kind: string) => byKind.get(kind) ?? [];
  const kindOf = new Map(inventory.resources.map((resource) => [resource.key, resource.kind]));

  return (resource, name) => {
    const relation = findKind(resource.kind)?.relations[name];
    if (relation === undefined) throw new Error(`The kind ${resource.kind} has no relation ${name}`);
    const at = { place: placeOf(resource), path: name };
    if (relation.by === 'all') {
      const items = listed(relation.to).filter((other) => other.account === resource.account);
      const elsewhere = inventory.source.name === 'terraform-plan' && !options.ownsArea;
      const open = elsewhere
        ? unknown('not-in-plan', 'perhaps held by another stack of the account', at)
        : listingGap(inventory, relation, resource, at);
      return known(listOf(items, at, open), at.place, name);
    }
    if ('mine' in relation.by) {
      const index = memo(identities, relation.to, () => indexIdentities(listed(relation.to)));
      const link = factAt(resource, relation.by.mine);
      const follow = (fact: Fact) => followLink(fact, resource, relation, index, at);
      return relation.many ? followMany(link, { follow, index, at }) : (follow(link) as Fact<Resource>);
    }
    const path = relation.by.theirs;
    const isOfKind = (key: string) => kindOf.get(key) === resource.kind;
    const index = memo(reverse, `${relation.to} ${path} ${resource.kind}`, () =>
      indexLinks(listed(relation.to), path, isOfKind),
    );
    const items = pointingAt(resource, index);
    const open = openCause(resource, index) ?? listingGap(inventory, relation, resource, at);
    return relation.many ? known(listOf(items, at, open), at.place, name) : firstOf(items, open, at);
  };
}

function groupByKind(resources: readonly Resource[]): Map<string, Resource[]> {
  const groups = new Map<string, Resource[]>();
  for (const resource of resources) push(groups, resource.kind, resource);
  return groups;
}

function indexIdentities(resources: readonly Resource[]): Index {
  const index = new Map<string, Resource[]>();
  for (const resource of resources)
    for (const identity of new Set(resource.identities)) push(index, identity, resource);
  return index;
}

/** What links by one attribute, for owners of one kind: other kinds that the same text names (a cluster's before its service's) do not count. */
function indexLinks(
  resources: readonly Resource[],
  path: string,
  isOwner: (key: string) => boolean,
): ReverseIndex {
  const byIdentity = new Map<string, Resource[]>();
  const perhaps = new Map<string, Unknown>();
  const anywhere: { resource: Resource; cause: Unknown }[] = [];
  for (const resource of resources) {
    for (const link of linksAt(resource, path)) {
      if (link.state === 'known') push(byIdentity, String(link.value), resource);
      if (link.state !== 'unknown') continue;
      const { only, several } = ownersBehind(link, isOwner);
      if (only !== undefined) push(byIdentity, only, resource);
      for (const owner of several) perhaps.set(owner, link);
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

function pointingAt(resource: Resource, index: ReverseIndex): readonly Resource[] {
  const found = new Set<Resource>();
  for (const identity of resource.identities) {
    for (const other of index.byIdentity.get(identity) ?? [])
      if (sameScope(resource, other)) found.add(other);
  }
  return [...found];
}

function openCause(resource: Resource, index: ReverseIndex): Unknown | undefined {
  for (const identity of resource.identities) {
    const cause = index.perhaps.get(identity);
    if (cause !== undefined) return cause;
  }
  return index.anywhere.find((entry) => sameScope(resource, entry.resource))?.cause;
}

type At = { place: Place; path: string };

function followLink(fact: Fact, from: Resource, relation: Relation, index: Index, at: At): Fact<Resource> {
  if (fact.state === 'absent' || (fact.state === 'known' && fact.value === ''))
    return absent(at.place, at.path);
  if (fact.state === 'known') {
    const found = closest(index.get(String(fact.value)) ?? [], from);
    if (found.length === 1 && found[0] !== undefined) return known(found[0], at.place, at.path);
    const title = findKind(relation.to)?.title ?? relation.to;
    if (found.length > 1)
      return unknown('ambiguous', `one of several resources that fit (${title})`, { ...at, set: true });
    return unknown('not-read', `not among the resources that were read (${title} ${String(fact.value)})`, {
      ...at,
      set: true,
    });
  }
  const targets = targetsOf(fact);
  const found = targets.flatMap((target) => index.get(target) ?? []);
  if (targets.length === 1 && found.length === 1 && found[0] !== undefined)
    return known(found[0], at.place, at.path);
  return fact;
}

interface ListLink {
  readonly follow: (fact: Fact) => Fact<Resource>;
  readonly index: Index;
  readonly at: At;
}

function followMany(link: Fact, { follow, index, at }: ListLink): Fact<ListValue> {
  if (link.state === 'unknown') return followWhole(link, index, at);
  if (link.state === 'absent') return known({ items: [] }, at.place, at.path);
  if (!isList(link.value)) return known({ items: [follow(link)] }, at.place, at.path);
  const items = link.value.items.map(follow).filter((fact) => fact.state !== 'absent');
  const { open } = link.value;
  if (open === undefined) return known({ items }, at.place, at.path);
  const rest = followWhole(open, index, at);
  return rest.state === 'known'
    ? known({ ...rest.value, items: [...items, ...rest.value.items] }, at.place, at.path)
    : known({ items, open }, at.place, at.path);
}

/**
 * A set with one unknown element is unknown as a whole, yet what it refers to is the whole of what can be in it. Which of
 * several are in it cannot be told (`slice`, a condition): they are candidates.
 */
function followWhole(link: Unknown, index: Index, at: At): Fact<ListValue> {
  const targets = targetsOf(link);
  const isFollowed = targets.length > 0 && link.references.every((reference) => reference.targets.length > 0);
  const found = targets.map((target) => index.get(target) ?? []);
  if (!isFollowed || found.some((fits) => fits.length !== 1)) return link;
  const facts = found.flat().map((resource) => known(resource, at.place, at.path));
  const list: ListValue =
    facts.length === 1 ? { items: facts } : { items: [], open: link, candidates: facts };
  return known(list, at.place, at.path);
}

function firstOf(items: readonly Resource[], open: Unknown | undefined, at: At): Fact<Resource> {
  const [first, second] = items;
  if (first !== undefined && second === undefined) return known(first, at.place, at.path);
  if (first !== undefined) return unknown('ambiguous', `one of ${items.length} resources that fit`, at);
  return open ?? absent(at.place, at.path);
}

function listOf(items: readonly Resource[], at: At, open: Unknown | undefined): ListValue {
  const facts = items.map((item) => known(item, placeOf(item), at.path));
  return open === undefined ? { items: facts } : { items: facts, open };
}

/** Why the listing of a whole kind may lack something here, if it may. */
function listingGap(inventory: Inventory, relation: Relation, near: Resource, at: At): Unknown | undefined {
  if (inventory.open !== undefined) return inventory.open;
  const { to: kind, openIn } = relation;
  const target = findKind(kind);
  if (target !== undefined && !isReadIn(target, inventory.source.name)) {
    const detail = `${target.title}: not read from this source`;
    return unknown('not-recorded', detail, at);
  }
  const leftOut = openIn?.[inventory.source.name];
  if (leftOut !== undefined) return unknown('not-recorded', leftOut, at);
  const gap = inventory.gaps.find((candidate) => touches(candidate, kind, near));
  if (gap === undefined) return undefined;
  const reason = gap.reason === 'denied' ? 'denied' : 'not-read';
  return unknown(reason, `not fully read (${gap.message})`, at);
}

function touches(gap: Gap, kind: string, near: Resource): boolean {
  if (!gap.incomplete || !(gap.kinds.includes(kind) || gap.kinds.includes('*'))) return false;
  return agrees(gap.account, near.account) && agrees(gap.region, near.region);
}

/** Ids and names are unique in an account and region only; ARNs and Terraform addresses fit anyway. */
function sameScope(a: Resource, b: Resource): boolean {
  return agrees(a.account, b.account) && agrees(a.region, b.region);
}

function agrees(a: string | undefined, b: string | undefined): boolean {
  return a === undefined || b === undefined || a === b || a === 'global' || b === 'global';
}

/** Prefers what lies in the same account and region, then in the same account. */
function closest(found: readonly Resource[], from: Resource): readonly Resource[] {
  if (found.length < 2) return found;
  const sameAccount = found.filter((other) => agrees(other.account, from.account));
  const sameRegion = sameAccount.filter((other) => agrees(other.region, from.region));
  if (sameRegion.length > 0) return sameRegion;
  return sameAccount.length > 0 ? sameAccount : found;
}

function targetsOf(fact: Unknown): readonly string[] {
  return [...new Set(fact.references.flatMap((reference) => reference.targets))];
}

/** The fact at a dotted path of attributes: `encryption.kmsKeyId`. */
function factAt(resource: Resource, path: string): Fact {
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

function placeOf(resource: Resource): Place {
  const fact = resource.fields.type;
  if (fact === undefined) throw new Error(`${resource.key} has no common facts`);
  return fact.place;
}

function push<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}

function memo<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
