import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html */
export function adaptNatGateway(gateway: ItemReader): FactsOf<Kinds['nat-gateway']> {
  const type = gateway.string('ConnectivityType');
  const isPublic: Fact<boolean> = type.state === 'known' ? { ...type, value: type.value === 'public' } : type;
  // One that stands in all zones of its VPC has no subnet.
  // https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
  return { subnetId: gateway.string('SubnetId', 'absent'), public: isPublic };
}
