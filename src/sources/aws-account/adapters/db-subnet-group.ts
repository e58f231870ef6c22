import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { type ItemReader, sortedTexts } from './item-reader.ts';

/** `AWS::RDS::DBSubnetGroup` of AWS Config. https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_DBSubnetGroup.html */
export function adaptDbSubnetGroup(item: ItemReader): FactsOf<Kinds['db-subnet-group']> {
  return {
    groupName: item.string('configuration.dBSubnetGroupName'),
    subnetIds: subnetIds(item),
  };
}

function subnetIds(item: ItemReader): Fact<ListValue<string>> {
  const subnets = item.list('configuration.subnets', (subnet) => subnet.string('subnetIdentifier'));
  if (subnets.state !== 'known') return subnets;
  const items = subnets.value.items.map((subnet) => (subnet.state === 'known' ? subnet.value : subnet));
  return sortedTexts(known({ items }, subnets.place, subnets.path));
}
