import { globMatcher } from '../model/glob.ts';
import type { Location } from '../model/location.ts';
import type { Policy, Waiver } from '../model/policy.ts';
import type { FindingWaiver, WaiverResult } from '../model/report.ts';
import type { Inventory, Resource } from '../model/resource.ts';
import { daysBetween } from './days.ts';
import { namesEverything, sortOfName } from './waiver-names.ts';
import { couldName } from './waiver-reach.ts';

/** Finds the waiver for a failing rule on a resource, and counts what each one excused. */
export interface WaiverBook {
  /** Told of every verdict but `not-applicable`: how much a waiver covers is seen by what its rule judged. */
  readonly judged: (rule: string, resource: Resource) => void;
  /** For a fail. `location` is where the source declares the resource: waivers beside a block are found by it. */
  readonly find: (rule: string, resource: Resource, location?: Location) => FindingWaiver | undefined;
  readonly results: () => readonly WaiverResult[];
}

interface Entry {
  readonly waiver: Waiver;
  readonly matches: (resource: Resource, location: Location | undefined) => boolean;
  readonly expired: boolean;
  /** Fails that it is a waiver of. */
  matched: number;
  /** What its rule judged, and how much of that it names. */
  judged: number;
  covered: number;
}

interface Surroundings {
  readonly policy: Policy;
  readonly inventory: Inventory;
  /** ISO date (UTC). */
  readonly today: string;
}

/** From so many resources on, a waiver of everything that its rule judged is no exception any more. */
const manyResources = 5;

/** A waiver holds through its last day. An active one goes before an expired one. */
export function openWaiverBook(surroundings: Surroundings): WaiverBook {
  const { policy, inventory, today } = surroundings;
  const entries = policy.waivers
    .map((waiver): Entry => {
      const matches = waiver.block === undefined ? byName(waiver, inventory) : byBlock(waiver.block);
      return { waiver, matches, expired: waiver.expires < today, matched: 0, judged: 0, covered: 0 };
    })
    .sort((a, b) => Number(a.expired) - Number(b.expired));
  const byRule = new Map<string, Entry[]>();
  for (const entry of entries) {
    const { rule } = entry.waiver;
    byRule.set(rule, [...(byRule.get(rule) ?? []), entry]);
  }
  return {
    judged(rule, resource) {
      for (const entry of byRule.get(rule) ?? []) {
        entry.judged += 1;
        if (entry.waiver.block === undefined && entry.matches(resource, undefined)) entry.covered += 1;
      }
    },
    find(rule, resource, location) {
      const found = (byRule.get(rule) ?? []).filter((entry) => entry.matches(resource, location));
      for (const entry of found) entry.matched += 1;
      const [first] = found;
      return first === undefined ? undefined : onFinding(first);
    },
    results: () => entries.map((entry) => resultOf(entry, surroundings)).sort(byRuleAndPlace),
  };
}

/** Addresses are the same in many stacks: `stacks` says which of them are meant. */
function byName({ resources, stacks }: Waiver, { source }: Inventory): Entry['matches'] {
  const named = globMatcher(resources);
  const meant = stacks === undefined ? () => true : globMatcher(stacks);
  return ({ address, arn, key, stack, location, requirement }) => {
    if (arn !== undefined && named(arn)) return true;
    // The file of a workflow or a backend is its name; every statement stands in the policy's.
    if (location !== undefined && requirement === undefined && named(location.file)) return true;
    // A planned resource's key is its address.
    const isAddress = address !== undefined && meant(stack ?? source.stack ?? '');
    if (isAddress && named(address)) return true;
    return key !== address && named(key);
  };
}

/** A block's own instances, what stands inside it, and all that lies in the module that a call brings in. */
function byBlock(block: NonNullable<Waiver['block']>): Entry['matches'] {
  const isBlock = (file: string, line: number) =>
    file === block.file && line >= block.line && line <= block.endLine;
  return (_resource, location) =>
    location !== undefined &&
    (isBlock(location.file, location.block?.line ?? location.line) ||
      location.calls.some((call) => isBlock(call.file, call.line)));
}

function onFinding({ waiver, expired }: Entry): FindingWaiver {
  const { owner, reason, expires, ticket, block, at } = waiver;
  return {
    ...(owner === undefined ? {} : { owner }),
    ...(block === undefined ? {} : { inline: true as const }),
    at,
    reason,
    expires,
    ...(ticket === undefined ? {} : { ticket }),
    status: expired ? 'expired' : 'active',
  };
}

function resultOf(entry: Entry, surroundings: Surroundings): WaiverResult {
  const { waiver, expired, matched } = entry;
  const { block, resources, ...rest } = waiver;
  const tooBroad = expired ? undefined : broadness(entry, surroundings);
  const used = expired ? 'expired' : 'active';
  // Where its rule had nothing to judge, nothing can be said of what it names.
  const idle = entry.judged > 0 && couldName(waiver, surroundings) ? 'unmatched' : 'elsewhere';
  return {
    ...rest,
    resources: block === undefined ? resources : [`${block.file}:${block.line}`],
    status: matched > 0 ? used : idle,
    matched,
    ...(block === undefined ? {} : { inline: true as const }),
    ...(tooBroad === undefined ? {} : { tooBroad }),
  };
}

function broadness({ waiver, judged, covered }: Entry, { policy, today }: Surroundings): string | undefined {
  if (judged >= manyResources && covered === judged)
    return `it covers all ${judged} resources that its rule judged`;
  return broadByItself(waiver, policy, today);
}

/** What is too broad about a waiver whatever is judged, in half a sentence. */
export function broadByItself(waiver: Waiver, { gate }: Policy, today: string): string | undefined {
  const everything = waiver.resources.find(namesEverything);
  if (everything !== undefined) {
    const of = sortOfName(everything) === 'address' ? 'type' : 'sort';
    return `\`${everything}\` names everything of its ${of}`;
  }
  const longest = gate.longestWaiverDays;
  const days = daysBetween(today, waiver.expires);
  if (longest === undefined || days <= longest) return undefined;
  return `it holds for ${days} more days, and the policy allows ${longest}`;
}

function byRuleAndPlace(a: WaiverResult, b: WaiverResult): number {
  return compareText(`${a.rule} ${inOrder(a.at)}`, `${b.rule} ${inOrder(b.at)}`);
}

/** Line 9 comes before line 10. */
function inOrder(at: string): string {
  return at.replace(/\d+/g, (number) => number.padStart(9, '0'));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
