import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { protocolName } from '../../../model/protocols.ts';
import type { ItemReader } from './item-reader.ts';

type NetworkAcl = FactsOf<Kinds['network-acl']>;
type Entry = NetworkAcl['ingress'] extends Fact<ListValue<infer E>> ? E : never;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html */
export function adaptNetworkAcl(acl: ItemReader): NetworkAcl {
  return {
    vpcId: acl.string('VpcId', 'absent'),
    isDefault: acl.bool('IsDefault'),
    subnetIds: subnetsOf(acl),
    associationsTold: acl.known('Associations', true),
    ingress: entriesOf(acl, false),
    egress: entriesOf(acl, true),
  };
}

function subnetsOf(acl: ItemReader): NetworkAcl['subnetIds'] {
  const all = acl.list('Associations', (association) => association.string('SubnetId'), 'empty');
  if (all.state !== 'known') return all;
  const items = all.value.items.map((item): Fact<string> => (item.state === 'known' ? item.value : item));
  return { ...all, value: { items } };
}

/** Rules of people's own end below it; AWS's last ones, which deny the rest, stand at it and above. */
const firstOfAws = 32767;

function entriesOf(acl: ItemReader, egress: boolean): NetworkAcl['ingress'] {
  const all = acl.list('Entries', (entry) => ({ value: entryOf(entry), side: entry.bool('Egress') }));
  if (all.state !== 'known') return all;
  const items = all.value.items.flatMap((item): readonly Fact<Entry>[] => {
    if (item.state !== 'known') return [item];
    const { value, side } = item.value;
    if (side.state !== 'known') return side.state === 'unknown' ? [side] : [];
    return side.value === egress && numberOf(value) < firstOfAws ? [{ ...item, value }] : [];
  });
  return known({ items: items.sort((a, b) => orderOf(a) - orderOf(b)) }, acl.place, acl.at('Entries'));
}

/** AWS keeps protocols by their numbers; others than TCP and UDP have no ports. */
const withPorts = new Set(['6', '17']);

function entryOf(entry: ItemReader): Entry {
  const protocol = entry.string('Protocol');
  const isPorted = protocol.state !== 'known' || withPorts.has(protocol.value);
  const port = (path: string) => entry.int(path, isPorted ? undefined : { always: 0 });
  const verb = entry.string('RuleAction');
  const ipv4 = entry.string('CidrBlock', 'absent');
  return {
    fields: {
      ruleNumber: entry.int('RuleNumber'),
      allow: verb.state === 'known' ? { ...verb, value: verb.value === 'allow' } : verb,
      protocol: protocol.state === 'known' ? { ...protocol, value: protocolName(protocol.value) } : protocol,
      cidr: ipv4.state === 'absent' ? entry.string('Ipv6CidrBlock') : ipv4,
      fromPort: port('PortRange.From'),
      toPort: port('PortRange.To'),
    },
  };
}

function numberOf({ fields: { ruleNumber } }: Entry): number {
  return ruleNumber.state === 'known' ? ruleNumber.value : 0;
}

function orderOf(entry: Fact<Entry>): number {
  return entry.state === 'known' ? numberOf(entry.value) : 0;
}
