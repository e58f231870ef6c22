import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { JsonObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';

/** An element of `application-autoscaling:DescribeScalableTargets`. */
export function adaptScalingTarget(item: ItemReader): FactsOf<Kinds['scaling-target']> {
  return {
    resourceId: item.string('ResourceId'),
    namespace: item.string('ServiceNamespace'),
    dimension: item.string('ScalableDimension'),
    minimum: item.int('MinCapacity'),
    maximum: item.int('MaxCapacity'),
    // Nothing is suspended until somebody does so: https://docs.aws.amazon.com/autoscaling/application/APIReference/API_SuspendedState.html
    suspended: item.bool('SuspendedState.DynamicScalingOutSuspended', { default: false }),
  };
}

/** NAMESPACE/RESOURCE/DIMENSION: one resource may scale in several dimensions. */
export function targetIdOf(element: JsonObject): string | undefined {
  const parts = ['ServiceNamespace', 'ResourceId', 'ScalableDimension'].map((name) => textAt(element, name));
  return parts.includes(undefined) ? undefined : parts.join('/');
}

/** An element of `application-autoscaling:DescribeScalingPolicies`. */
export function adaptScalingPolicy(item: ItemReader): FactsOf<Kinds['scaling-policy']> {
  return { targetId: targetOf(item), policyType: item.string('PolicyType'), metric: metricOf(item) };
}

function targetOf(item: ItemReader): Fact<string> {
  const parts: string[] = [];
  for (const name of ['ServiceNamespace', 'ResourceId', 'ScalableDimension']) {
    const part = item.string(name);
    if (part.state !== 'known') return part;
    parts.push(part.value);
  }
  return item.known('ResourceId', parts.join('/'));
}

/** What is tracked; steps are taken by alarms that stand on their own, and metric mathematics has no one metric. */
function metricOf(item: ItemReader): Fact<string> {
  const path = 'TargetTrackingScalingPolicyConfiguration';
  const ready = `${path}.PredefinedMetricSpecification`;
  if (item.within(ready) !== undefined) return item.string(`${ready}.PredefinedMetricType`);
  return item.string(`${path}.CustomizedMetricSpecification.MetricName`, 'absent');
}
