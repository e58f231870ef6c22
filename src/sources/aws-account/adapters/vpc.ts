import { known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Vpc.html */
export function adaptVpc(vpc: ItemReader): FactsOf<Kinds['vpc']> {
  return {
    cidrBlocks: cidrBlocks(vpc),
    isDefault: vpc.bool('IsDefault'),
    keepsDefaultGroup: vpc.unknown(
      'VpcId',
      'not-recorded',
      'the default security group itself tells its rules',
    ),
  };
}

/** Ranges that were taken away stay in the answer for a while, as disassociated. */
function cidrBlocks(vpc: ItemReader): FactsOf<Kinds['vpc']>['cidrBlocks'] {
  const path = 'CidrBlockAssociationSet';
  const all = vpc.list(path, (association) => association);
  if (all.state !== 'known') {
    const only = vpc.string('CidrBlock');
    return only.state === 'known' ? known({ items: [only] }, vpc.place, vpc.at('CidrBlock')) : all;
  }
  const items = all.value.items
    .flatMap((item) => (item.state === 'known' ? [item.value] : []))
    .filter((association) => isAssociated(association.json('CidrBlockState.State')))
    .map((association) => association.string('CidrBlock'));
  return known({ items }, vpc.place, vpc.at(path));
}

function isAssociated(state: unknown): boolean {
  return state === undefined || state === 'associated' || state === 'associating';
}
