import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

type TargetGroup = FactsOf<Kinds['target-group']>;

/**
 * `AWS::ElasticLoadBalancingV2::TargetGroup` of AWS Config.
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroup.html
 */
export function adaptTargetGroup(item: ItemReader): TargetGroup {
  const targetType = item.string('configuration.TargetType');
  // Functions are called, so that their groups have neither.
  const mayLack = targetType.state === 'known' && targetType.value === 'lambda' ? 'absent' : undefined;
  const healthCheckProtocol = item.string('configuration.HealthCheckProtocol');
  return {
    groupName: item.string('configuration.TargetGroupName'),
    protocol: item.string('configuration.Protocol', mayLack),
    port: item.int('configuration.Port', mayLack),
    targetType,
    healthCheck: item.bool('configuration.HealthCheckEnabled'),
    healthCheckProtocol,
    healthCheckPath: pathOf(item, healthCheckProtocol),
  };
}

/** TCP asks for no path. */
function pathOf(item: ItemReader, protocol: Fact<string>): Fact<string> {
  const isTcp = protocol.state === 'known' && !protocol.value.startsWith('HTTP');
  return item.string('configuration.HealthCheckPath', isTcp ? 'absent' : undefined);
}

/** CloudWatch names it by the end of its ARN. */
export function aliasesOfGroup(item: ItemReader): readonly string[] {
  const arn = item.json('configuration.TargetGroupArn');
  const suffix = typeof arn === 'string' ? arn.split(':').at(-1) : undefined;
  return suffix === undefined ? [] : [suffix];
}
