import {
  absent,
  type Fact,
  isList,
  known,
  type ListValue,
  type Place,
  type Unknown,
  unknown,
} from '../model/fact.ts';
import { isReadIn, type Relation } from '../model/kind.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Gap, Inventory, Resource } from '../model/resource.ts';
import {
  agrees,
  factAt,
  type Index,
  indexLinks,
  maybePointingAt,
  pointingAt,
  push,
  type ReverseIndex,
  targetsOf,
} from './reverse-links.ts';

export type RelatedLookup = (resource: Resource, relation: string) => Fact<ListValue | Resource>;

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
    const maybe = maybePointingAt(resource, index);
    const gap = listingGap(inventory, relation, resource, at);
    const open = maybe?.cause ?? gap;
    if (!relation.many) return firstOf(items, open, at);
    // Where all of the kind were read, what else may be in the list is among those whose links could not be followed.
    return known(listOf(items, at, open, gap === undefined ? maybe?.few : undefined), at.place, name);
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

function listOf(
  items: readonly Resource[],
  at: At,
  open: Unknown | undefined,
  candidates?: readonly Resource[],
): ListValue {
  const toFact = (item: Resource) => known(item, placeOf(item), at.path);
  const facts = items.map(toFact);
  if (open === undefined) return { items: facts };
  return {
    items: facts,
    open,
    ...(candidates === undefined ? {} : { candidates: candidates.map(toFact) }),
  };
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
  const opens = gap.incomplete || gap.reason === 'held-elsewhere';
  if (!opens || !(gap.kinds.includes(kind) || gap.kinds.includes('*'))) return false;
  return agrees(gap.account, near.account) && agrees(gap.region, near.region);
}

/** Prefers what lies in the same account and region, then in the same account. */
function closest(found: readonly Resource[], from: Resource): readonly Resource[] {
  if (found.length < 2) return found;
  const sameAccount = found.filter((other) => agrees(other.account, from.account));
  const sameRegion = sameAccount.filter((other) => agrees(other.region, from.region));
  if (sameRegion.length > 0) return sameRegion;
  return sameAccount.length > 0 ? sameAccount : found;
}

function placeOf(resource: Resource): Place {
  const fact = resource.fields.type;
  if (fact === undefined) throw new Error(`${resource.key} has no common facts`);
  return fact.place;
}

function memo<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
