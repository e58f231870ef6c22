import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

type TargetGroup = FactsOf<Kinds['target-group']>;

/** `AWS::ElasticLoadBalancingV2::TargetGroup` of AWS Config, in the words of the service. */
export function adaptTargetGroup(item: ItemReader): TargetGroup {
  return readGroup(item, 'configuration.');
}

/** An element of `elasticloadbalancing:DescribeTargetGroups`. */
export function adaptListedTargetGroup(item: ItemReader): TargetGroup {
  return readGroup(item, '');
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html */
function readGroup(item: ItemReader, within: string): TargetGroup {
  const targetType = item.string(`${within}TargetType`);
  // Functions are called, so that their groups have neither.
  const mayLack = targetType.state === 'known' && targetType.value === 'lambda' ? 'absent' : undefined;
  const healthCheckProtocol = item.string(`${within}HealthCheckProtocol`);
  return {
    groupName: item.string(`${within}TargetGroupName`),
    protocol: item.string(`${within}Protocol`, mayLack),
    port: item.int(`${within}Port`, mayLack),
    targetType,
    healthCheck: item.bool(`${within}HealthCheckEnabled`),
    healthCheckProtocol,
    healthCheckPath: pathOf(item, within, healthCheckProtocol),
  };
}

/** TCP asks for no path. */
function pathOf(item: ItemReader, within: string, protocol: Fact<string>): Fact<string> {
  const isTcp = protocol.state === 'known' && !protocol.value.startsWith('HTTP');
  return item.string(`${within}HealthCheckPath`, isTcp ? 'absent' : undefined);
}

/** CloudWatch names it by the end of its ARN. */
export function aliasesOfGroup(item: ItemReader): readonly string[] {
  return aliasOfGroup(item.json('configuration.TargetGroupArn'));
}

export function aliasOfGroup(arn: unknown): readonly string[] {
  const suffix = typeof arn === 'string' ? arn.split(':').at(-1) : undefined;
  return suffix === undefined ? [] : [suffix];
}
