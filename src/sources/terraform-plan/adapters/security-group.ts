import { type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBlocks, readString } from '../reader.ts';
import { type Attached, attachedTo, linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import {
  compareRules,
  explode,
  identityOf,
  type Rule,
  type Rules,
  type Side,
  single,
} from './security-group-rule.ts';

type Direction = 'ingress' | 'egress';

const owned = { by: 'security_group_id', owner: ['id'] };
const rule: Link = { type: 'aws_security_group_rule', ...owned };
const singles: Readonly<Record<Direction, Link>> = {
  ingress: { type: 'aws_vpc_security_group_ingress_rule', ...owned },
  egress: { type: 'aws_vpc_security_group_egress_rule', ...owned },
};

/** Types whose resources are rules of a group. */
export const ruleLinks: readonly Link[] = [rule, singles.ingress, singles.egress];

/** `aws_security_group` and the default group. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_SecurityGroup.html */
export function adaptSecurityGroup(at: Scope, view: PhaseView): FactsOf<Kinds['security-group']> {
  const isDefault = at.resource.type === 'aws_default_security_group';
  const ingress = rulesOf(at, 'ingress', view);
  return {
    groupName: nameOfGroup(at),
    description: readString(
      at,
      'description',
      isDefault ? { default: 'default VPC security group' } : { always: '' },
    ),
    vpcId: readString(at, 'vpc_id', {
      unknown: 'known only after apply: it goes into the default VPC',
      set: true,
    }),
    isDefault: known(isDefault, at.place, 'type'),
    ingress,
    egress: rulesOf(at, 'egress', view),
    admittedGroupIds: peersOf(ingress),
  };
}

function peersOf(rules: Rules): FactsOf<Kinds['security-group']>['admittedGroupIds'] {
  if (rules.state !== 'known') return rules;
  const { items, open } = rules.value;
  const peers = items
    .flatMap((one) => (one.state === 'known' ? [one.value.fields.peerGroupId] : []))
    .filter((peer) => peer.state !== 'known' || peer.value !== '');
  return { ...rules, value: open === undefined ? { items: peers } : { items: peers, open } };
}

/** A default group is named so; other groups without a name get one from Terraform. */
export function nameOfGroup(at: Scope): Fact<string> {
  const isDefault = at.resource.type === 'aws_default_security_group';
  return readString(at, 'name', isDefault ? { default: 'default' } : undefined);
}

/**
 * Terraform takes AWS's rule that lets everything out away, and empties the default group: what is not written is not there.
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/security_group
 * https://registry.terraform.io/providers/hashicorp/aws/latest/docs/resources/default_security_group
 */
function rulesOf(at: Scope, direction: Direction, view: PhaseView): Rules {
  const separate = separateRules(at, direction, view);
  const inline = inlineRules(at, direction, view);
  // Inline and separate rules exclude each other; the state of a group shows both kinds inline, those to be removed as well.
  const gone = new Set(removedRules(at, direction, view, separate.rules));
  const found = new Map<string, Rule>();
  for (const one of separate.rules) found.set(identityOf(one), one);
  for (const one of inline.rules) {
    const identity = identityOf(one);
    if (!found.has(identity) && !gone.has(identity)) found.set(identity, one);
  }
  const rules = [...found.values()].sort(compareRules);
  const items = rules.map((value): Fact<Rule> => {
    const { place, path } = value.fields.protocol;
    return known(value, place, path.replace(/\.?(ip_)?protocol$/, '') || direction);
  });
  const open = separate.open ?? (separate.rules.length > 0 && at.fresh ? undefined : inline.open);
  return known(open === undefined ? { items } : { items, open }, at.place, direction);
}

function inlineRules(at: Scope, direction: Direction, view: PhaseView): Side {
  const { items, open } = readBlocks(at, direction, 'nothing');
  return combine(
    items.map((block) => explode(block, { list: 'security_groups' }, view)),
    open,
  );
}

function separateRules(at: Scope, direction: Direction, view: PhaseView): Side {
  const both = attachedRules(at, rule, view);
  const one = attachedRules(at, singles[direction], view);
  const sides: Side[] = [];
  for (const satellite of both.items) {
    const type = readString(satellite, 'type');
    if (type.state === 'known' ? type.value === direction : type.state === 'unknown')
      sides.push(explode(satellite, { one: 'source_security_group_id' }, view));
  }
  for (const satellite of one.items) sides.push(single(satellite, view));
  return combine(sides, openFor(both, direction) ?? one.open);
}

/** Rules of the default group may name it by its VPC: `aws_vpc.main.default_security_group_id`. */
function attachedRules(at: Scope, link: Link, view: PhaseView): Attached {
  const own = attachedTo(at, link, view);
  if (at.resource.type !== 'aws_default_security_group') return own;
  const vpc = linkedTo(at, 'vpc_id', { type: 'aws_vpc', names: ['id'] }, view);
  if (vpc === undefined) return own;
  const items = [...own.items, ...attachedTo(vpc, link, view).items];
  return { ...own, items };
}

/** A rule of the other direction that may belong to the group does not open this one. */
function openFor(attached: Attached, direction: Direction): Attached['open'] {
  const { open, perhaps } = attached;
  const type = perhaps?.values.type;
  return typeof type === 'string' && type !== direction ? undefined : open;
}

function combine(sides: readonly Side[], open: Side['open']): Side {
  const rules = sides.flatMap((side) => side.rules);
  const cause = open ?? sides.find((side) => side.open !== undefined)?.open;
  return cause === undefined ? { rules } : { rules, open: cause };
}

/** Identities of separate rules that were there before and are not any more. */
function removedRules(
  at: Scope,
  direction: Direction,
  view: PhaseView,
  kept: readonly Rule[],
): readonly string[] {
  if (at.fresh || view.previous === undefined) return [];
  const still = new Set(kept.map(identityOf));
  const before = separateRules(at, direction, view.previous).rules.map(identityOf);
  return before.filter((identity) => !still.has(identity));
}
