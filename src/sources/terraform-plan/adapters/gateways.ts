import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

export const gatewayAttachment: Link = {
  type: 'aws_internet_gateway_attachment',
  by: 'internet_gateway_id',
  owner: ['id'],
};

/** `aws_internet_gateway`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGateway.html */
export function adaptInternetGateway(at: Scope, view: PhaseView): FactsOf<Kinds['internet-gateway']> {
  const own = readString(at, 'vpc_id', 'absent');
  if (own.state !== 'absent') return { vpcId: own };
  const { items, open } = attachedTo(at, gatewayAttachment, view);
  const [attachment] = items;
  return { vpcId: attachment === undefined ? (open ?? own) : readString(attachment, 'vpc_id') };
}

/** `aws_nat_gateway`. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html */
export function adaptNatGateway(at: Scope): FactsOf<Kinds['nat-gateway']> {
  const type = readString(at, 'connectivity_type', { default: 'public' });
  const isPublic: Fact<boolean> = type.state === 'known' ? { ...type, value: type.value === 'public' } : type;
  return { subnetId: readString(at, 'subnet_id', 'absent'), public: isPublic };
}
