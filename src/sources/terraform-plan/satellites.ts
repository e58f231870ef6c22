import { type Unknown, unknown } from '../../model/fact.ts';
import type { PlannedResource } from './plan.ts';
import { readString } from './reader.ts';
import { maskUnder } from './redaction.ts';
import type { FollowedReference } from './resolver.ts';
import type { Scope } from './scope.ts';
import type { Link, LinkIndex, PhaseView } from './view.ts';

/** The satellites of one owner. `open`: others may belong to it as well. */
export interface Attached {
  readonly items: readonly Scope[];
  readonly open?: Unknown;
  /** The one that may belong to it. */
  readonly perhaps?: Scope;
}

/** Finds the satellites of one type that belong to an owner, by reference or by name, in whatever module they stand. */
export function attachedTo(owner: Scope, link: Link, view: PhaseView): Attached {
  const index = view.links(link);
  const found = new Set(index.byAddress.get(owner.resource.address));
  for (const attribute of link.owner) {
    const name = owner.values[attribute];
    if (typeof name === 'string' && name !== '')
      for (const satellite of index.byName.get(name) ?? []) found.add(satellite);
  }
  const items = [...found].map((satellite) => view.scope(satellite));
  const perhaps = index.perhaps.get(owner.resource.address) ?? index.anywhere;
  if (perhaps !== undefined)
    return { items, open: perhapsAttached(owner, link, perhaps), perhaps: view.scope(perhaps) };
  if (view.partial !== undefined && items.length === 0)
    return { items, open: unknown('not-read', view.partial, { place: owner.place, path: link.type }) };
  return { items };
}

/** Sorts the satellites of one type by their links. */
export function indexLinks(link: Link, view: PhaseView): LinkIndex {
  const index: Draft = { byAddress: new Map(), byName: new Map(), perhaps: new Map() };
  for (const satellite of view.ofType(link.type)) {
    const { names, unknowns } = namesOf(view.scope(satellite), link.by);
    for (const name of names) push(index.byName, name, satellite);
    for (const reference of unknowns) note(index, reference, satellite);
  }
  return index;
}

interface Draft {
  readonly byAddress: Map<string, PlannedResource[]>;
  readonly byName: Map<string, PlannedResource[]>;
  readonly perhaps: Map<string, PlannedResource>;
  anywhere?: PlannedResource;
}

function note(index: Draft, reference: FollowedReference, satellite: PlannedResource): void {
  const [only, ...others] = reference.targets;
  if (others.length > 0) for (const target of reference.targets) index.perhaps.set(target, satellite);
  else if (only !== undefined) push(index.byAddress, only, satellite);
  // What a data source answers is not made by this plan.
  else if (reference.to !== 'data') index.anywhere ??= satellite;
}

type Named = { readonly names: readonly string[]; readonly unknowns: readonly FollowedReference[] };

function namesOf(satellite: Scope, by: string): Named {
  const value = satellite.values[by];
  if (typeof value === 'string' && value !== '') return { names: [value], unknowns: [] };
  if (!Array.isArray(value)) return { names: [], unknowns: ownersBehind(satellite, by) };
  const names = value.filter((name) => typeof name === 'string');
  return { names, unknowns: names.length === value.length ? [] : ownersBehind(satellite, by) };
}

/** A link that is not known yet and leads nowhere may mean any owner. */
function ownersBehind(satellite: Scope, by: string): readonly FollowedReference[] {
  if (!satellite.fresh && maskUnder(satellite.unknown, by) === false) return [];
  const written = satellite.resolver.written(satellite.resource, [by]);
  if (written.how === 'unset') return [];
  const references =
    written.how === 'references'
      ? written.references
      : satellite.resolver.references(satellite.resource, [by]);
  return references.length > 0 ? references : [{ text: by, targets: [], to: 'value' }];
}

function perhapsAttached(owner: Scope, link: Link, satellite: PlannedResource): Unknown {
  return unknown('ambiguous', `perhaps set by ${satellite.address}, whose ${link.by} cannot be told yet`, {
    place: owner.place,
    path: link.type,
    references: [{ text: satellite.address, targets: [satellite.address] }],
  });
}

function push(map: Map<string, PlannedResource[]>, key: string, resource: PlannedResource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}

/** The one resource that a link of this one leads to, if it is in the plan and can be told. */
export function linkedTo(
  at: Scope,
  by: string,
  to: { readonly type: string; readonly names: readonly string[] },
  view: PhaseView,
): Scope | undefined {
  const fact = readString(at, by, 'absent');
  if (fact.state === 'known') {
    for (const name of to.names) {
      const found = view.named(to.type, name).get(fact.value);
      if (found !== undefined) return view.scope(found);
    }
  }
  if (fact.state !== 'unknown') return undefined;
  const targets = new Set(fact.references.flatMap((reference) => reference.targets));
  const [only] = targets;
  const found = targets.size === 1 && only !== undefined ? view.at(only) : undefined;
  return found?.type === to.type ? view.scope(found) : undefined;
}
