import { byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { cannotTell } from './routes.ts';

const defaultGroup: Link = { type: 'aws_default_security_group', by: 'vpc_id', owner: ['id'] };

export const vpcRanges: Link = { type: 'aws_vpc_ipv4_cidr_block_association', by: 'vpc_id', owner: ['id'] };

/** `aws_vpc` and the default one. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html */
export function adaptVpc(at: Scope, view: PhaseView): FactsOf<Kinds['vpc']> {
  const isDefault = at.resource.type === 'aws_default_vpc';
  // AWS gives every default VPC the same range.
  // https://docs.aws.amazon.com/vpc/latest/userguide/default-vpc-components.html
  const first = readString(at, 'cidr_block', isDefault ? { default: '172.31.0.0/16' } : undefined);
  const { items, open } = attachedTo(at, vpcRanges, view);
  const ranges: Fact<string>[] = [first, ...items.map((more) => readString(more, 'cidr_block'))];
  return {
    cidrBlocks: known(
      open === undefined ? { items: ranges } : { items: ranges, open },
      at.place,
      'cidr_block',
    ),
    isDefault: known(isDefault, at.place, 'type'),
    keepsDefaultGroup: keepsDefaultGroup(at, view),
  };
}

/**
 * A VPC is born with a group that lets its members talk to each other and everything out; Terraform takes these rules away
 * where it adopts the group. https://docs.aws.amazon.com/vpc/latest/userguide/default-security-group.html
 */
function keepsDefaultGroup(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, defaultGroup, view);
  const [adopted] = items;
  if (adopted !== undefined) return known(false, adopted.place, 'vpc_id');
  if (open !== undefined) return open;
  const path = 'default_security_group_id';
  return at.fresh && at.resource.type !== 'aws_default_vpc'
    ? byDefault(true, at.place, path)
    : cannotTell(at, path, 'the plan does not hold its default security group');
}
