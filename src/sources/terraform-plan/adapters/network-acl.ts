import { type Fact, known, type ListValue, type Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { protocolName } from '../../../model/protocols.ts';
import { readLinks } from '../links.ts';
import { readBlocks, readBool, readInt, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { vpcOf } from './route-table.ts';

type NetworkAcl = FactsOf<Kinds['network-acl']>;
type Entry = NetworkAcl['ingress'] extends Fact<ListValue<infer E>> ? E : never;
type Direction = 'ingress' | 'egress';

const owned = { by: 'network_acl_id', owner: ['id'] };
export const aclRule: Link = { type: 'aws_network_acl_rule', ...owned };
export const aclAssociation: Link = { type: 'aws_network_acl_association', ...owned };

/** `aws_network_acl` and the VPC's default one. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NetworkAcl.html */
export function adaptNetworkAcl(at: Scope, view: PhaseView): NetworkAcl {
  return {
    vpcId: vpcOf(at, 'default_network_acl_id'),
    isDefault: known(at.resource.type === 'aws_default_network_acl', at.place, 'type'),
    subnetIds: subnetsOf(at, view),
    // Subnets without an ACL of their own take the default one, and other stacks may associate theirs.
    associationsTold: known(false, at.place, 'subnet_ids'),
    ingress: entriesOf(at, 'ingress', view),
    egress: entriesOf(at, 'egress', view),
  };
}

function subnetsOf(at: Scope, view: PhaseView): NetworkAcl['subnetIds'] {
  const inline = readLinks(at, 'subnet_ids');
  const { items, open } = attachedTo(at, aclAssociation, view);
  const others = items.map((association) => readString(association, 'subnet_id'));
  if (others.length === 0 && open === undefined) return inline;
  const own = inline.state === 'known' ? inline.value : { items: [] };
  const cause = open ?? own.open ?? (inline.state === 'unknown' ? inline : undefined);
  const links = [...own.items, ...others];
  return known(
    cause === undefined ? { items: links } : { items: links, open: cause },
    at.place,
    'subnet_ids',
  );
}

/**
 * Terraform empties the default ACL: what is not written is not there.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_network_acl
 */
function entriesOf(at: Scope, direction: Direction, view: PhaseView): NetworkAcl['ingress'] {
  const separate = separateEntries(at, direction, view);
  const { items, open } = readBlocks(at, direction, 'nothing');
  const own = new Set(separate.entries.map(numberOf).filter((number) => number !== ''));
  const gone = new Set(removedNumbers(at, direction, view, own));
  const inline = items
    .map((block) => readEntry(block, 'rule_no', 'action'))
    .filter((entry) => !own.has(numberOf(entry)) && !gone.has(numberOf(entry)));
  const cause = separate.open ?? (separate.entries.length > 0 && at.fresh ? undefined : open);
  const entries = [...separate.entries, ...inline].sort((a, b) => orderOf(a) - orderOf(b));
  const facts = entries.map((entry): Fact<Entry> => known(entry, entry.fields.ruleNumber.place, direction));
  return known(cause === undefined ? { items: facts } : { items: facts, open: cause }, at.place, direction);
}

interface Side {
  readonly entries: readonly Entry[];
  readonly open?: Unknown;
}

function separateEntries(at: Scope, direction: Direction, view: PhaseView): Side {
  const { items, open } = attachedTo(at, aclRule, view);
  const entries: Entry[] = [];
  let doubt = open;
  for (const rule of items) {
    const egress = readBool(rule, 'egress', { always: false });
    if (egress.state === 'unknown') doubt ??= egress;
    else if ((egress.state === 'known' && egress.value) === (direction === 'egress'))
      entries.push(readEntry(rule, 'rule_number', 'rule_action'));
  }
  return doubt === undefined ? { entries } : { entries, open: doubt };
}

/** The state of an ACL shows separate entries inline, those to be removed as well. */
function removedNumbers(
  at: Scope,
  direction: Direction,
  view: PhaseView,
  kept: ReadonlySet<string>,
): readonly string[] {
  if (at.fresh || view.previous === undefined) return [];
  const before = separateEntries(at, direction, view.previous).entries.map(numberOf);
  return before.filter((number) => !kept.has(number));
}

function readEntry(at: Scope, number: string, action: string): Entry {
  const verb = readString(at, action);
  const allow: Fact<boolean> =
    verb.state === 'known' ? { ...verb, value: verb.value.toLowerCase() === 'allow' } : verb;
  const ipv4 = readString(at, 'cidr_block', 'absent');
  const ipv6 = readString(at, 'ipv6_cidr_block', { always: '' });
  return {
    fields: {
      ruleNumber: readInt(at, number),
      allow,
      protocol: protocolOf(readString(at, 'protocol')),
      cidr: ipv4.state === 'absent' ? ipv6 : ipv4,
      fromPort: readInt(at, 'from_port', { always: 0 }),
      toPort: readInt(at, 'to_port', { always: 0 }),
    },
  };
}

function protocolOf(fact: Fact<string>): Fact<string> {
  return fact.state === 'known' ? { ...fact, value: protocolName(fact.value) } : fact;
}

function numberOf({ fields }: Entry): string {
  const { ruleNumber } = fields;
  return ruleNumber.state === 'known' ? String(ruleNumber.value) : '';
}

function orderOf({ fields }: Entry): number {
  const { ruleNumber } = fields;
  return ruleNumber.state === 'known' ? ruleNumber.value : Number.MAX_SAFE_INTEGER;
}
