import { unclaimed } from '../../model/resource.ts';
import type { StateResource } from './read-state.ts';

/** One state, and the root module that it belongs to. */
export interface State {
  readonly stack?: string;
  /** As given, for messages. */
  readonly file: string;
  readonly resources: readonly StateResource[];
}

/** What the plan's reader takes a Terraform type for; undefined for types that nobody looks into, and for parts of others. */
export type KindOf = (type: string) => string | undefined;

/** A resource of a state, and what its ARN tells of it. */
export interface Held {
  readonly kind: string;
  readonly stack?: string;
  readonly resource: StateResource;
  readonly account?: string;
  readonly region?: string;
}

/** By kind and ARN, and by kind and name. */
export interface Indexes {
  readonly byArn: ReadonlyMap<string, Held>;
  readonly byName: ReadonlyMap<string, readonly Held[]>;
}

export function heldBy({ stack, resources }: State, kindOf: KindOf): readonly Held[] {
  const accounts = new Set(resources.flatMap(({ arn }) => placeIn(arn).account ?? []));
  const [only, ...others] = accounts;
  const own = only !== undefined && others.length === 0 ? { account: only } : {};
  const regionOf = regionsOf(resources);
  return resources.map((resource): Held => {
    const { account } = placeIn(resource.arn);
    const region = regionOf(resource);
    return {
      kind: kindOf(resource.type) ?? unclaimed,
      ...(stack === undefined ? {} : { stack }),
      resource,
      ...own,
      ...(account === undefined ? {} : { account }),
      ...(region === undefined ? {} : { region }),
    };
  });
}

/**
 * Where a resource is. What does not say so is where all else of its module is, unless there is more than one of its name: then
 * providers of several regions are at work.
 */
function regionsOf(resources: readonly StateResource[]): (resource: StateResource) => string | undefined {
  const stated = ({ region, arn }: StateResource) => region ?? placeIn(arn).region;
  const regions = new Map<string, Set<string>>();
  const times = new Map<string, number>();
  for (const resource of resources) {
    const region = stated(resource);
    const known = regions.get(moduleOf(resource));
    if (region === undefined)
      for (const name of namesIn(resource)) times.set(name, (times.get(name) ?? 0) + 1);
    else if (known === undefined) regions.set(moduleOf(resource), new Set([region]));
    else known.add(region);
  }
  return (resource) => {
    const region = stated(resource);
    if (region !== undefined || namesIn(resource).some((name) => (times.get(name) ?? 0) > 1)) return region;
    const [only, ...others] = regions.get(moduleOf(resource)) ?? [];
    return others.length === 0 ? only : undefined;
  };
}

function namesIn({ type, names }: StateResource): readonly string[] {
  return names.map((name) => `${type} ${name}`);
}

/** The module instance: the address without its last two parts, of which an index may hold dots. */
function moduleOf({ address, type }: StateResource): string {
  return address.slice(0, Math.max(0, address.lastIndexOf(`${type}.`)));
}

/** ARNs of buckets name neither, those of IAM no region. */
function placeIn(arn: string | undefined): { readonly account?: string; readonly region?: string } {
  const [, , , region = '', account = ''] = (arn ?? '').split(':');
  return {
    ...(/^\d{12}$/.test(account) ? { account } : {}),
    ...(region === '' ? {} : { region }),
  };
}

export function arnsOf(held: readonly Held[], say: (note: string) => void): Indexes['byArn'] {
  const index = new Map<string, Held>();
  for (const one of held) {
    const { arn, type } = one.resource;
    if (arn === undefined) continue;
    const key = `${one.kind} ${plainArn(arn)}`;
    const first = index.get(key);
    if (first !== undefined && first.resource.type === type && !isPart(one)) say(twice(first, one, arn));
    if (first === undefined || (isPart(first) && !isPart(one))) index.set(key, one);
  }
  return index;
}

/** Policies, targets and the like carry the ARN of what they belong to. */
function isPart({ resource: { type } }: Held): boolean {
  return /_(?:association|attachment|configuration|permission|policy|rotation|subscription|target|version)$/.test(
    type,
  );
}

/** A log group's ARN may end in `:*`. */
export function plainArn(arn: string): string {
  return arn.replace(/:\*$/, '');
}

function twice(first: Held, second: Held, arn: string): string {
  const at = ({ stack, resource }: Held) =>
    stack === undefined ? resource.address : `${stack}: ${resource.address}`;
  return `Terraform holds ${arn} twice: as ${at(first)}, which is shown, and as ${at(second)}. Only one may manage it.`;
}

export function namesOf(held: readonly Held[]): Indexes['byName'] {
  const index = new Map<string, Held[]>();
  for (const one of held) {
    for (const name of one.resource.names) {
      const key = `${one.kind} ${name}`;
      const known = index.get(key);
      if (known === undefined) index.set(key, [one]);
      else known.push(one);
    }
  }
  return index;
}
