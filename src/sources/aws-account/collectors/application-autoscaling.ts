import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

/** The services whose scaling a rule asks about. */
const namespaces = ['ecs', 'dynamodb'];

const actions: readonly Action[] = [
  {
    api: 'application-autoscaling:DescribeScalableTargets',
    scope: 'region',
    gives: 'what scales by itself',
    kinds: ['scaling-target'],
    fields: ['ScalableTargets'],
    lists: { ScalableTargets: 'AWS::ApplicationAutoScaling::ScalableTarget' },
    token: 'NextToken',
    input: { MaxResults: 50 },
    inputs: () => namespaces.map((ServiceNamespace) => ({ ServiceNamespace })),
  },
  {
    api: 'application-autoscaling:DescribeScalingPolicies',
    scope: 'region',
    gives: 'scaling policies',
    kinds: ['scaling-policy'],
    fields: ['ScalingPolicies'],
    lists: { ScalingPolicies: 'AWS::ApplicationAutoScaling::ScalingPolicy' },
    token: 'NextToken',
    input: { MaxResults: 10 },
    inputs: () => namespaces.map((ServiceNamespace) => ({ ServiceNamespace })),
  },
];

/** What scales ECS services and DynamoDB tables; AWS Config does not record it. */
export const applicationAutoscaling: Collector = { actions };
