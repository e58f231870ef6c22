import { api, loadBalancers, targetGroups, targetGroupTags } from '../balancers.ts';
import { platform } from '../containers.ts';
import { listenerRules, listeners, listenerTags } from '../listeners.ts';
import { arnOf, hex, home, iamArn, type Tags, uuid } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

type Json = Readonly<Record<string, unknown>>;

function balancerAnswers(): readonly ServiceAnswer[] {
  const LoadBalancers = loadBalancers();
  return [
    { api: 'elasticloadbalancing:DescribeTargetGroups', output: { TargetGroups: targetGroups() } },
    { api: 'elasticloadbalancing:DescribeLoadBalancers', output: { LoadBalancers } },
    ...LoadBalancers.map(({ LoadBalancerArn, LoadBalancerName }) => ({
      api: 'elasticloadbalancing:DescribeListeners',
      input: { LoadBalancerArn },
      output: { Listeners: listeners(String(LoadBalancerName)) },
    })),
    ...listenerRules().map(({ listener, rules }) => ({
      api: 'elasticloadbalancing:DescribeRules',
      input: { ListenerArn: listener },
      output: { Rules: rules },
    })),
    {
      api: 'elasticloadbalancing:DescribeTags',
      input: { ResourceArns: listenerTags().map(({ ResourceArn }) => ResourceArn) },
      output: { TagDescriptions: listenerTags() },
    },
  ];
}

function scales(service: string): Json {
  return {
    ServiceNamespace: 'ecs',
    ResourceId: `service/${platform}/${service}`,
    ScalableDimension: 'ecs:service:DesiredCount',
  };
}

function scalingAnswers(): readonly ServiceAnswer[] {
  const target = (service: string, MinCapacity: number, MaxCapacity: number) => ({
    ...scales(service),
    MinCapacity,
    MaxCapacity,
    RoleARN: iamArn(
      'role/aws-service-role/ecs.application-autoscaling.amazonaws.com/AWSServiceRoleForApplicationAutoScaling_ECSService',
    ),
    SuspendedState: {
      DynamicScalingInSuspended: false,
      DynamicScalingOutSuspended: false,
      ScheduledScalingSuspended: false,
    },
    ScalableTargetARN: arnOf('application-autoscaling', `scalable-target/${hex(`target ${service}`, 36)}`),
  });
  const policy = (service: string) => ({
    PolicyARN: arnOf(
      'autoscaling',
      `scalingPolicy:${uuid(service)}:resource/ecs/service/${platform}/${service}:policyName/${service}-cpu`,
    ),
    PolicyName: `${service}-cpu`,
    ...scales(service),
    PolicyType: 'TargetTrackingScaling',
    TargetTrackingScalingPolicyConfiguration: {
      TargetValue: 60,
      PredefinedMetricSpecification: { PredefinedMetricType: 'ECSServiceAverageCPUUtilization' },
    },
    Alarms: [],
  });
  const answers = (ServiceNamespace: string, targets: readonly Json[], policies: readonly Json[]) => [
    {
      api: 'application-autoscaling:DescribeScalableTargets',
      input: { ServiceNamespace },
      output: { ScalableTargets: targets },
    },
    {
      api: 'application-autoscaling:DescribeScalingPolicies',
      input: { ServiceNamespace },
      output: { ScalingPolicies: policies },
    },
  ];
  // The payments may scale, and nothing says when.
  return [
    ...answers('ecs', [target(api, 3, 12), target('caja-prod-payments', 2, 6)], [policy(api)]),
    ...answers('dynamodb', [], []),
  ];
}

/** What services of this area answer in a region, or for the account (`global`). */
export function containersAnswers(region: string): readonly ServiceAnswer[] {
  return region === home ? [...balancerAnswers(), ...scalingAnswers()] : [];
}

/** Tags that the services do not tell themselves, by ARN. */
export function containersTags(region: string): readonly (readonly [arn: string, tags: Tags])[] {
  return region === home ? targetGroupTags() : [];
}
