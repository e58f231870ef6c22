import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, isScope, readBlock, readBool, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_appautoscaling_target`. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_RegisterScalableTarget.html */
export function adaptScalingTarget(at: Scope): FactsOf<Kinds['scaling-target']> {
  // Whether an existing target is suspended is in its state; a new one is not, unless it says so.
  const suspended = readBlock(at, 'suspended_state', 'nothing');
  return {
    resourceId: readString(at, 'resource_id', 'absent'),
    namespace: readString(at, 'service_namespace'),
    dimension: readString(at, 'scalable_dimension'),
    minimum: readInt(at, 'min_capacity'),
    maximum: readInt(at, 'max_capacity'),
    suspended: isScope(suspended)
      ? readBool(suspended, 'dynamic_scaling_out_suspended', { always: false })
      : (suspended ?? awsDefault(at, 'suspended_state', false)),
  };
}

/** NAMESPACE/RESOURCE/DIMENSION: one resource may scale in several dimensions. */
export function aliasesOfTarget({ values }: Scope): readonly string[] {
  const parts = [values.service_namespace, values.resource_id, values.scalable_dimension];
  return parts.every((part) => typeof part === 'string' && part !== '') ? [parts.join('/')] : [];
}

/** `aws_appautoscaling_policy`. https://docs.aws.amazon.com/autoscaling/application/APIReference/API_PutScalingPolicy.html */
export function adaptScalingPolicy(at: Scope): FactsOf<Kinds['scaling-policy']> {
  return {
    targetId: targetOf(at),
    policyType: readString(at, 'policy_type', { always: 'StepScaling' }),
    metric: metricOf(at),
  };
}

function targetOf(at: Scope): Fact<string> {
  const resource = readString(at, 'resource_id', 'absent');
  if (resource.state !== 'known') return resource;
  const namespace = readString(at, 'service_namespace');
  const dimension = readString(at, 'scalable_dimension');
  if (namespace.state !== 'known') return namespace;
  if (dimension.state !== 'known') return dimension;
  return { ...resource, value: `${namespace.value}/${resource.value}/${dimension.value}` };
}

/** What is tracked; steps are taken by alarms that stand on their own. */
function metricOf(at: Scope): Fact<string> {
  const tracking = readBlock(at, 'target_tracking_scaling_policy_configuration');
  if (!isScope(tracking)) return tracking ?? { state: 'absent', place: at.place, path: 'policy_type' };
  const ready = readBlock(tracking, 'predefined_metric_specification');
  if (isScope(ready)) return readString(ready, 'predefined_metric_type');
  const own = readBlock(tracking, 'customized_metric_specification');
  if (isScope(own)) return readString(own, 'metric_name', 'absent');
  return ready ?? own ?? { state: 'absent', place: at.place, path: tracking.prefix };
}
