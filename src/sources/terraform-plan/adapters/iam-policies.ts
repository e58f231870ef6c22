import { type AttachedPolicies, splitAttachedPolicies } from '../../../model/attached-policies.ts';
import { type Fact, known, type ListValue, type Unknown, unknown } from '../../../model/fact.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import { parseAddress } from '../../../model/terraform-address.ts';
import { readPolicy } from '../iam-document.ts';
import { type Blocks, readBlocks, readString, readStrings } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

/** How policies come to a role, a user or a group. */
export interface PolicyLinks {
  /** One policy each. */
  readonly attachment: Link;
  /** One policy for many. */
  readonly shared: Link;
  /** All policies at once. */
  readonly exclusive: Link;
  readonly inline: Link;
}

/** `managed_policy_arns` and `inline_policy` are a role's own; users and groups have none. */
export interface OwnPolicies {
  readonly arns?: string;
  readonly inline?: string;
}

/** The managed policies of a role or user, however they are attached. */
export function attachedPolicies(
  at: Scope,
  links: PolicyLinks,
  own: OwnPolicies,
  view: PhaseView,
): AttachedPolicies {
  const separate = attachedArns(at, links, view);
  const found = new Map<string, Fact<string>>();
  for (const fact of separate.facts) found.set(identityOf(fact), fact);
  const listed = own.arns === undefined ? undefined : readOwnArns(at, own.arns);
  const gone = removed(at, view, (previous) => attachedArns(at, links, previous).facts, separate.facts);
  for (const fact of listed?.facts ?? []) {
    const identity = identityOf(fact);
    if (!found.has(identity) && !gone.has(identity)) found.set(identity, fact);
  }
  const items = [...found.values()];
  const path = own.arns ?? links.attachment.type;
  const open = separate.open ?? (listed === undefined ? elsewhere(at, path) : listed.open);
  const attached = known(open === undefined ? { items } : { items, open }, at.place, path);
  return splitAttachedPolicies(attached, isMadeHere);
}

/** The ARN will be that of an aws_iam_policy: AWS's own policies are no resources. */
function isMadeHere(fact: Unknown): boolean {
  const targets = fact.references.flatMap((reference) => reference.targets);
  return targets.length > 0 && targets.every((target) => parseAddress(target)?.type === 'aws_iam_policy');
}

interface Found<V> {
  readonly facts: readonly Fact<V>[];
  readonly open?: Unknown | undefined;
}

/** On a create nobody wrote what is open; a reference makes the whole list open. */
function readOwnArns(at: Scope, key: string): Found<string> {
  const list = readStrings(at, key);
  if (list.state === 'unknown') return { facts: [], open: list };
  return list.state === 'known' ? { facts: list.value.items, open: list.value.open } : { facts: [] };
}

function attachedArns(at: Scope, links: PolicyLinks, view: PhaseView): Found<string> {
  const facts: Fact<string>[] = [];
  let open: Unknown | undefined;
  for (const link of [links.attachment, links.shared]) {
    const attached = attachedTo(at, link, view);
    for (const item of attached.items) facts.push(readString(item, 'policy_arn'));
    open ??= attached.open;
  }
  const exclusive = attachedTo(at, links.exclusive, view);
  for (const item of exclusive.items) {
    const list = readStrings(item, 'policy_arns');
    if (list.state === 'known') facts.push(...list.value.items);
    if (list.state === 'unknown') open ??= list;
  }
  return { facts, open: open ?? exclusive.open };
}

/** Policies written into a role or user, once each and in the order of their names: AWS keeps none. */
export function inlinePolicies(
  at: Scope,
  links: PolicyLinks,
  own: OwnPolicies,
  view: PhaseView,
): Fact<ListValue<PolicyDocument>> {
  const separate = attachedTo(at, links.inline, view);
  const names = separate.items.map((item) => readString(item, 'name'));
  const namesBefore = (previous: PhaseView) =>
    attachedTo(at, links.inline, previous).items.map((item) => readString(item, 'name'));
  const gone = removed(at, view, namesBefore, names);
  const taken = new Set(names.map(identityOf));
  const found = separate.items.map((item) => ({
    name: identityOf(readString(item, 'name')),
    policy: readPolicy(item, 'policy', view),
  }));
  const blocks: Blocks = own.inline === undefined ? { items: [] } : readBlocks(at, own.inline, 'nothing');
  for (const block of blocks.items) {
    const name = identityOf(readString(block, 'name'));
    const policy = readPolicy(block, 'policy', view, 'absent');
    if (policy.state !== 'absent' && !taken.has(name) && !gone.has(name)) found.push({ name, policy });
  }
  const items = found.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ policy }) => policy);
  const path = own.inline ?? links.inline.type;
  const open = separate.open ?? (own.inline === undefined ? elsewhere(at, path) : blocks.open);
  return known(open === undefined ? { items } : { items, open }, at.place, path);
}

/** The state of a role lists separate policies too: those that this plan takes away do not count any more. */
function removed(
  at: Scope,
  view: PhaseView,
  before: (previous: PhaseView) => readonly Fact<string>[],
  kept: readonly Fact<string>[],
): ReadonlySet<string> {
  if (at.fresh || view.previous === undefined) return new Set();
  const gone = new Set(before(view.previous).map(identityOf));
  for (const fact of kept) gone.delete(identityOf(fact));
  return gone;
}

/** The state of a user or group does not hold what other stacks and people gave to it. */
export function elsewhere(at: Scope, path: string): Unknown | undefined {
  if (at.fresh) return undefined;
  const what = at.resource.type === 'aws_iam_group' ? 'group' : 'user';
  const detail = `the ${what} exists already, and others may be managed elsewhere`;
  return unknown('not-in-plan', detail, { place: at.place, path });
}

/** Tells one fact of a list from another: by its value, or by what it will come from. */
export function identityOf(fact: Fact<string>): string {
  if (fact.state === 'known') return fact.value;
  if (fact.state === 'unknown' && fact.references.length > 0)
    return fact.references.map(({ text }) => text).join();
  return `${fact.path} of ${fact.place.source === 'terraform-plan' ? fact.place.address : ''}`;
}
