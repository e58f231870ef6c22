import { type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

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
  };
}
