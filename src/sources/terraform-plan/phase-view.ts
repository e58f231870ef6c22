import { openReason } from './gaps.ts';
import type { PlannedResource, TerraformPlan } from './plan.ts';
import type { HoldsSecret } from './redaction.ts';
import type { Resolver } from './resolver.ts';
import { indexLinks } from './satellites.ts';
import { addressIn, type Phase, type Scope, scopeOf } from './scope.ts';
import type { Link, LinkIndex, PhaseView } from './view.ts';

/** A plan with what was found out about it once for both phases. */
export interface PlanParts {
  readonly plan: TerraformPlan;
  readonly resolver: Resolver;
  readonly holdsSecret: HoldsSecret;
}

/** Shows the plan as it is in one phase. */
export function viewPhase(
  { plan, resolver, holdsSecret }: PlanParts,
  phase: Phase,
  previous?: PhaseView,
): PhaseView {
  const resources = plan.resources.filter((resource) => existsIn(resource, phase));
  const byType = groupByType(resources);
  const byAddress = new Map(resources.map((resource) => [addressIn(resource, phase), resource]));
  const data = new Map(plan.data.map((source) => [source.address, source]));
  const scopes = new Map<PlannedResource, Scope>();
  const names = new Map<string, Map<string, PlannedResource>>();
  const indexes = new Map<Link, LinkIndex>();
  const partial = openReason(plan);
  const view: PhaseView = {
    phase,
    resources,
    ...(previous === undefined ? {} : { previous }),
    ...(partial === undefined ? {} : { partial }),
    ofType: (type) => byType.get(type) ?? [],
    at: (address) => byAddress.get(address),
    named: (type, attribute) =>
      memo(names, `${type} ${attribute}`, () => indexNames(view.ofType(type), attribute, phase)),
    data: (address) => data.get(address),
    scope: (resource) => memo(scopes, resource, () => scopeOf(resource, phase, resolver, holdsSecret)),
    links: (link) => memo(indexes, link, () => indexLinks(link, view)),
  };
  return view;
}

/** Deleted and forgotten resources are not there afterwards; created ones are not there before. */
export function existsIn(resource: PlannedResource, phase: Phase): boolean {
  return phase === 'after' ? resource.after !== null && stays(resource) : resource.before !== null;
}

function stays(resource: PlannedResource): boolean {
  return resource.action !== 'delete' && resource.action !== 'forget';
}

function groupByType(resources: readonly PlannedResource[]): Map<string, PlannedResource[]> {
  const groups = new Map<string, PlannedResource[]>();
  for (const resource of resources) memo(groups, resource.type, () => []).push(resource);
  return groups;
}

function indexNames(
  resources: readonly PlannedResource[],
  attribute: string,
  phase: Phase,
): Map<string, PlannedResource> {
  const index = new Map<string, PlannedResource>();
  for (const resource of resources) {
    const name = (phase === 'after' ? resource.after : resource.before)?.[attribute];
    if (typeof name === 'string' && name !== '') index.set(name, resource);
  }
  return index;
}

function memo<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
