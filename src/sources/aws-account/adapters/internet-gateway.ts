import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/**
 * `AWS::EC2::InternetGateway` of AWS Config: no rule asks it, so that it is not worth a call. A gateway has one VPC at most.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_InternetGatewayAttachment.html
 */
export function adaptInternetGateway(item: ItemReader): FactsOf<Kinds['internet-gateway']> {
  const path = 'configuration.attachments';
  const attachments = item.list(path, (attachment) => attachment, 'empty');
  if (attachments.state !== 'known') return { vpcId: attachments };
  const [first] = attachments.value.items;
  if (first?.state !== 'known') return { vpcId: first ?? item.absent(path) };
  const isGone = ['detaching', 'detached'].includes(String(first.value.json('state')));
  return { vpcId: isGone ? item.absent(path) : first.value.string('vpcId') };
}
