import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { Why } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';
import type { RangesOf } from './prefix-lists.ts';

type SecurityGroup = FactsOf<Kinds['security-group']>;
type Rules = SecurityGroup['ingress'];
type Rule = Rules extends Fact<ListValue<infer R>> ? R : never;

/** The rules of one group as DescribeSecurityGroupRules gave them, and why some may be missing. */
export interface GroupRules {
  readonly rules: readonly ItemReader[];
  readonly missing: Why | undefined;
  readonly rangesOf: RangesOf;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html */
export function adaptSecurityGroup(group: ItemReader, rules: GroupRules): SecurityGroup {
  const name = group.string('GroupName', 'absent');
  const ingress = rulesOf(group, rules, false);
  return {
    groupName: name,
    description: group.string('Description'),
    vpcId: group.string('VpcId', 'absent'),
    // The name is reserved: https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
    isDefault: group.known('GroupName', name.state === 'known' && name.value === 'default'),
    ingress,
    egress: rulesOf(group, rules, true),
    admittedGroupIds: peersOf(ingress),
  };
}

function peersOf(rules: Rules): SecurityGroup['admittedGroupIds'] {
  if (rules.state !== 'known') return rules;
  const { items, open } = rules.value;
  const peers = items
    .flatMap((rule) => (rule.state === 'known' ? [rule.value.fields.peerGroupId] : []))
    .filter((peer) => peer.state !== 'known' || peer.value !== '');
  return { ...rules, value: open === undefined ? { items: peers } : { items: peers, open } };
}

function rulesOf(group: ItemReader, { rules, missing, rangesOf }: GroupRules, egress: boolean): Rules {
  const path = 'SecurityGroupRules';
  const at = { place: group.place, path };
  const side = rules.filter((rule) => rule.json('IsEgress') === egress);
  const vague = rules.some((rule) => typeof rule.json('IsEgress') !== 'boolean');
  const why = missing ?? (vague ? sideless : side.length === 0 ? disagreement(group, egress) : undefined);
  const open = why === undefined ? undefined : unknown(why.reason, why.detail, at);
  if (open !== undefined && side.length === 0) return open;
  const items = side
    .flatMap((rule) => cidrsOf(rule, rangesOf).map((cidr) => ({ rule, value: ruleOf(rule, group, cidr) })))
    .sort((a, b) => compare(sortKey(a.value), sortKey(b.value)))
    .map(({ rule, value }) => known(value, rule.place, path));
  return known(open === undefined ? { items } : { items, open }, group.place, path);
}

const sideless: Why = {
  reason: 'unreadable',
  detail: 'ec2:DescribeSecurityGroupRules shows a rule without saying whether it is one of egress',
};

/** The group's own answer tells its permissions too: a group made between both calls, or shared, has rules that are not shown. */
function disagreement(group: ItemReader, egress: boolean): Why | undefined {
  const permissions = group.json(egress ? 'IpPermissionsEgress' : 'IpPermissions');
  if (!Array.isArray(permissions) || permissions.length === 0) return undefined;
  const detail =
    'ec2:DescribeSecurityGroupRules shows none of the rules that ec2:DescribeSecurityGroups tells of';
  return { reason: 'not-read', detail };
}

/**
 * Any other protocol "allows traffic on all ports, regardless of any port range you specify".
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
const withPorts = new Set(['tcp', 'udp', 'icmp', 'icmpv6']);

function ruleOf(rule: ItemReader, group: ItemReader, cidr: Fact<string>): Rule {
  const peer = rule.string('ReferencedGroupInfo.GroupId', { always: '' });
  const self = peer.state === 'known' && peer.value !== '' && peer.value === group.json('GroupId');
  const protocol = rule.string('IpProtocol');
  const portless = protocol.state === 'known' && !withPorts.has(protocol.value);
  const port = (name: string) => (portless ? rule.known(name, -1) : rule.int(name));
  return {
    fields: {
      protocol,
      fromPort: port('FromPort'),
      toPort: port('ToPort'),
      cidr,
      prefixListId: rule.string('PrefixListId', { always: '' }),
      peerGroupId: self ? rule.known('ReferencedGroupInfo.GroupId', '') : peer,
      self: rule.known('ReferencedGroupInfo.GroupId', self),
      description: rule.string('Description', { always: '' }),
    },
  };
}

/** A prefix list stands for its ranges, each as a rule of its own; ranges that cannot be told are one more. */
function cidrsOf(rule: ItemReader, rangesOf: RangesOf): readonly Fact<string>[] {
  const path = 'PrefixListId';
  const list = rule.string(path, 'absent');
  if (list.state !== 'known') return [cidrOf(rule)];
  const { ranges, missing } = rangesOf(list.value);
  const known = ranges.map((range) => rule.known(path, range));
  if (missing === undefined) return known.length === 0 ? [cidrOf(rule)] : known;
  const at = { place: rule.place, path: rule.at(path), set: true };
  return [...known, unknown(missing.reason, missing.detail, at)];
}

/** Empty where the peer is a group or a prefix list; a rule always has one peer. */
function cidrOf(rule: ItemReader): Fact<string> {
  const ipv4 = rule.string('CidrIpv4', 'absent');
  if (ipv4.state !== 'absent') return ipv4;
  const others = ['CidrIpv6', 'PrefixListId', 'ReferencedGroupInfo'];
  if (others.some((name) => rule.json(name) !== undefined)) return rule.string('CidrIpv6', { always: '' });
  return rule.unknown('CidrIpv4', 'unreadable', 'the rule names no peer of a sort that EC2 documents');
}

/** The same order as in every other source, so that the same group gives the same facts. */
function sortKey({ fields }: Rule): readonly (string | number | boolean)[] {
  const order = ['protocol', 'fromPort', 'toPort', 'cidr', 'prefixListId', 'peerGroupId', 'self'] as const;
  return order.map((name) => {
    const fact = fields[name];
    return fact.state === 'known' ? fact.value : '';
  });
}

function compare(
  a: readonly (string | number | boolean)[],
  b: readonly (string | number | boolean)[],
): number {
  for (const [index, left] of a.entries()) {
    const right = b[index];
    if (right === undefined || left === right) continue;
    return left < right ? -1 : 1;
  }
  return 0;
}
