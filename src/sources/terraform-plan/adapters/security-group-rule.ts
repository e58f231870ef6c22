import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { protocolName } from '../../../model/protocols.ts';
import { readBool, readInt, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { rangesOfList } from './prefix-list.ts';

export type Rules = FactsOf<Kinds['security-group']>['ingress'];
export type Rule = Rules extends Fact<ListValue<infer R>> ? R : never;
type Fields = Rule['fields'];
type Peer = Pick<Fields, 'cidr' | 'prefixListId' | 'peerGroupId' | 'self'>;

/** Rules of one group in one direction, one a peer, and why there may be more. */
export interface Side {
  readonly rules: readonly Rule[];
  readonly open?: Unknown;
}

/** An inline block, or an `aws_security_group_rule`: several peers share protocol, ports and description. */
export function explode(
  at: Scope,
  groups: { readonly list?: string; readonly one?: string },
  view: PhaseView,
): Side {
  const lists = [
    listed(at, 'cidr_blocks', (cidr) => [peer(at, { cidr })]),
    listed(at, 'ipv6_cidr_blocks', (cidr) => [peer(at, { cidr })]),
    listed(at, 'prefix_list_ids', (prefixListId) => ofPrefixList(at, 'prefix_list_ids', prefixListId, view)),
    ...(groups.list === undefined
      ? []
      : [listed(at, groups.list, (group) => [peer(at, { peerGroupId: withoutAccount(group) })])]),
  ];
  const peers = lists.flatMap((list) => list.peers);
  const open = lists.find((list) => list.open !== undefined)?.open;
  if (groups.one !== undefined) {
    const group = readString(at, groups.one, 'absent');
    // Without configuration it is open on every rule, written or not: it counts where it is written or nothing else is.
    const written = group.state === 'unknown' && (group.set === true || group.references.length > 0);
    if (group.state === 'known' || written || (group.state === 'unknown' && peers.length === 0))
      peers.push(peer(at, ofGroup(at, group)));
  }
  const self = readBool(at, 'self', { always: false });
  if (self.state !== 'known' || self.value) peers.push(peer(at, { self }));
  const rules = peers.map((one) => ({ fields: { ...shared(at, 'protocol'), ...one } }));
  return open === undefined ? { rules } : { rules, open };
}

/** `aws_vpc_security_group_ingress_rule` and `…_egress_rule`: one peer each. */
export function single(at: Scope, view: PhaseView): Side {
  const group = readString(at, 'referenced_security_group_id', 'absent');
  const ipv4 = readString(at, 'cidr_ipv4', 'absent');
  const cidr = ipv4.state === 'absent' ? readString(at, 'cidr_ipv6', 'absent') : ipv4;
  const prefixListId = readString(at, 'prefix_list_id', { always: '' });
  const isList = prefixListId.state !== 'known' || prefixListId.value !== '';
  const peers = isList
    ? ofPrefixList(at, 'prefix_list_id', prefixListId, view)
    : [
        peer(at, {
          ...(cidr.state === 'absent' ? {} : { cidr }),
          ...(group.state === 'absent' ? {} : ofGroup(at, group)),
        }),
      ];
  return { rules: peers.map((one) => ({ fields: { ...shared(at, 'ip_protocol'), ...one } })) };
}

/** A prefix list of the plan's own stands for its ranges; what AWS or others hold is known by its id alone. */
function ofPrefixList(at: Scope, key: string, prefixListId: Fact<string>, view: PhaseView): readonly Peer[] {
  const ranges = rangesOfList(at, key, prefixListId, view);
  if (ranges.length === 0) return [peer(at, { prefixListId })];
  return ranges.map((cidr) => peer(at, { prefixListId, cidr }));
}

/** Another group, or the own one. */
function ofGroup(at: Scope, group: Fact<string>): Partial<Peer> {
  return samePlace(group, readString(at, 'security_group_id'))
    ? { self: known(true, at.place, group.path) }
    : { peerGroupId: withoutAccount(group) };
}

/** A group of another account is written `123456789012/sg-…`; AWS answers with the two apart. */
function withoutAccount(group: Fact<string>): Fact<string> {
  return group.state === 'known' ? { ...group, value: group.value.replace(/^\d{12}\//, '') } : group;
}

function samePlace(a: Fact<string>, b: Fact<string>): boolean {
  if (a.state === 'known' && b.state === 'known') return a.value === b.value;
  if (a.state !== 'unknown' || b.state !== 'unknown') return false;
  const [left, right] = [a, b].map((fact) => fact.references.flatMap(({ targets }) => targets));
  return left?.length === 1 && right?.length === 1 && left[0] === right[0];
}

function listed(
  at: Scope,
  key: string,
  make: (fact: Fact<string>) => readonly Peer[],
): { readonly peers: readonly Peer[]; readonly open?: Unknown } {
  const list = readStrings(at, key);
  if (list.state === 'unknown') return { peers: [], open: list };
  return { peers: list.state === 'known' ? list.value.items.flatMap(make) : [] };
}

function peer(at: Scope, some: Partial<Peer>): Peer {
  const nothing = known('', at.place, at.prefix === '' ? 'security_group_id' : at.prefix.slice(0, -1));
  return {
    cidr: nothing,
    prefixListId: nothing,
    peerGroupId: nothing,
    self: known(false, at.place, `${at.prefix}self`),
    ...some,
  };
}

/**
 * Any protocol but these "allows traffic on all ports, regardless of any port range you specify".
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
const withPorts = new Set(['tcp', 'udp', 'icmp', 'icmpv6']);

function shared(at: Scope, key: string): Omit<Fields, keyof Peer> {
  const protocol = protocolOf(readString(at, key));
  const portless = protocol.state === 'known' && !withPorts.has(protocol.value);
  const port = (name: string) =>
    portless ? known(-1, at.place, at.prefix + name) : readInt(at, name, { always: -1 });
  return {
    protocol,
    fromPort: port('from_port'),
    toPort: port('to_port'),
    description: readString(at, 'description', { always: '' }),
  };
}

function protocolOf(fact: Fact<string>): Fact<string> {
  return fact.state === 'known' ? { ...fact, value: protocolName(fact.value) } : fact;
}

/** What tells two rules apart; AWS holds no two that agree in all of it. */
export function identityOf({ fields }: Rule): string {
  return order.map((name) => textOf(fields[name])).join(' ');
}

const order = ['protocol', 'fromPort', 'toPort', 'cidr', 'prefixListId', 'peerGroupId', 'self'] as const;

function textOf(fact: Fact<string | number | boolean>): string {
  if (fact.state === 'known') return String(fact.value);
  return fact.state === 'unknown' ? fact.references.map(({ text }) => text).join() : '';
}

/** The order of every source, so that the same group gives the same facts. */
export function compareRules(a: Rule, b: Rule): number {
  for (const name of order) {
    const [left, right] = [sortValue(a.fields[name]), sortValue(b.fields[name])];
    if (left !== right) return left < right ? -1 : 1;
  }
  return 0;
}

function sortValue(fact: Fact<string | number | boolean>): string | number | boolean {
  return fact.state === 'known' ? fact.value : '';
}
