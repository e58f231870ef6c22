import { type Reading, type Resource, unclaimed } from '../../model/resource.ts';
import {
  arnsOf,
  type Held,
  heldBy,
  type Indexes,
  type KindOf,
  namesOf,
  plainArn,
  type State,
} from './held.ts';

/** The states of a run, ready to tell whose a resource of an account is. */
export interface StateBook {
  /** Marks every resource that AWS has: by which address which stack holds it, or that none does. */
  readonly claim: (reading: Reading) => Reading;
  /** Whether any state holds something of that account; where none does, nothing there is called unmanaged. */
  readonly knows: (account: string) => boolean;
  /** Things that are held twice, in whole sentences. */
  readonly notes: readonly string[];
}

export function openStates(states: readonly State[], kindOf: KindOf): StateBook {
  const held = states.flatMap((state) => heldBy(state, kindOf));
  const notes = new Set<string>();
  const indexes = { byArn: arnsOf(held, (note) => notes.add(note)), byName: namesOf(held) };
  const accounts = new Set(held.flatMap(({ account }) => account ?? []));
  const knows = (account: string) => accounts.has(account);
  return {
    notes: [...notes].sort(),
    knows,
    claim: (reading) => {
      if (!knows(reading.after.source.subject)) return reading;
      const resources = claimAll(reading.after.resources, indexes);
      return { ...reading, after: { ...reading.after, resources } };
    },
  };
}

/** ARNs first. What they leave is found by its names, where both sides mean one thing by them. */
function claimAll(resources: readonly Resource[], indexes: Indexes): readonly Resource[] {
  const holders = new Map<Resource, Held>();
  for (const resource of resources) {
    if (resource.arn === undefined || !isThing(resource)) continue;
    const holder = indexes.byArn.get(`${resource.kind} ${plainArn(resource.arn)}`);
    if (holder !== undefined) holders.set(resource, holder);
  }
  const left = resources.filter((resource) => isThing(resource) && !holders.has(resource));
  const doubtful = claimByName(left, indexes, holders);
  return resources.map((resource) => marked(resource, holders.get(resource), doubtful.has(resource)));
}

/** Adds what is found by its names; gives back what may be one of several. */
function claimByName(
  resources: readonly Resource[],
  { byName }: Indexes,
  holders: Map<Resource, Held>,
): ReadonlySet<Resource> {
  const taken = new Set(holders.values());
  const doubtful = new Set<Resource>();
  const claimants = new Map<Held, Resource[]>();
  for (const resource of resources) {
    const { certain, possible } = holdersByName(resource, byName);
    const isFree = (one: Held) => !taken.has(one) || hasRevisions(resource);
    const [holder, ...others] = certain.filter(isFree);
    if (others.length > 0 || (holder === undefined && possible.some(isFree))) doubtful.add(resource);
    else if (holder !== undefined) claimants.set(holder, [...(claimants.get(holder) ?? []), resource]);
  }
  for (const [holder, found] of claimants) {
    for (const resource of found) {
      if (found.length === 1 || hasRevisions(resource)) holders.set(resource, holder);
      else doubtful.add(resource);
    }
  }
  return doubtful;
}

/** The account itself, and what was made up to stand for it, nobody manages. */
function isThing({ kind, account }: Resource): boolean {
  return kind !== 'account' && account !== undefined;
}

interface Namesakes {
  readonly certain: readonly Held[];
  /** It may be these, and it may be others of the same name. */
  readonly possible: readonly Held[];
}

function holdersByName(resource: Resource, byName: Indexes['byName']): Namesakes {
  const certain = new Set<Held>();
  const possible = new Set<Held>();
  for (const name of resource.identities) {
    // What nobody looks into has no kind that would tell a queue's name from a table's.
    const isUnique = isUniqueId(name, resource);
    if (resource.kind === unclaimed && !isUnique) continue;
    for (const one of byName.get(`${resource.kind} ${name}`) ?? []) {
      if (!agrees(one.account, resource.account) || !agrees(one.region, regionOf(resource))) continue;
      (isUnique || isSame(one, resource) ? certain : possible).add(one);
    }
  }
  return { certain: [...certain], possible: [...possible] };
}

/** Names are given again in every account, region and VPC, so a name alone tells nothing: a waiver must not reach a namesake. */
function isSame({ account, region, resource: { arn } }: Held, live: Resource): boolean {
  const isThere = account !== undefined && (region !== undefined || regionOf(live) === undefined);
  const isOther = arn !== undefined && live.arn !== undefined && plainArn(arn) !== plainArn(live.arn);
  return isThere && (!isOther || hasRevisions(live));
}

/** Ids that AWS gives out once: `vpc-0a1b2c3d`. People give names like `web-20240101`, with which no ARN of such a thing ends. */
function isUniqueId(name: string, { arn }: Resource): boolean {
  if (arn !== undefined && !arn.endsWith(`/${name}`)) return false;
  return (arn === undefined ? /^[a-z]+-[0-9a-f]{17}$/ : /^[a-z]+-(?:[0-9a-f]{8}|[0-9a-f]{17})$/).test(name);
}

function regionOf({ region }: Resource): string | undefined {
  return region === 'global' ? undefined : region;
}

function agrees(known: string | undefined, other: string | undefined): boolean {
  return known === undefined || other === undefined || known === other;
}

/** Deployments register new revisions beside Terraform, which manages the family. */
function hasRevisions({ kind }: Resource): boolean {
  return kind === 'ecs-task-definition';
}

/** Nothing is called unmanaged that could not have been recognised. */
function marked(resource: Resource, holder: Held | undefined, isDoubtful: boolean): Resource {
  if (!isThing(resource)) return resource;
  if (holder === undefined)
    return isDoubtful || resource.kind === unclaimed ? resource : { ...resource, managed: false };
  const { stack, resource: held } = holder;
  return { ...resource, managed: true, address: held.address, ...(stack === undefined ? {} : { stack }) };
}
