import { readTags } from '../../normalise-tags.ts';
import type { RegionAnswers } from '../evidence.ts';
import { adaptListener } from '../listener.ts';
import { type Listing, textAt } from '../listing.ts';
import { adaptScalingPolicy, adaptScalingTarget, targetIdOf } from '../scaling.ts';
import { tagsTold } from '../tags-told.ts';
import { adaptListedTargetGroup, aliasOfGroup } from '../target-group.ts';

/** Lists of this area that services answer for themselves. */
export const containers: readonly Listing[] = [
  {
    api: 'elasticloadbalancing:DescribeListeners',
    list: 'Listeners',
    type: 'AWS::ElasticLoadBalancingV2::Listener',
    kind: 'listener',
    // A listener has no name, and its ARN is long: `app/BALANCER/…/…` tells where it is.
    id: (element) => textAt(element, 'ListenerArn')?.split(':listener/')[1],
    arn: (element) => textAt(element, 'ListenerArn'),
    tags: (element, { answers }) => tagsOf(textAt(element, 'ListenerArn'), answers),
    taggable: () => true,
    adapt: (answers) => (item) => adaptListener(item, answers),
  },
  {
    api: 'elasticloadbalancing:DescribeTargetGroups',
    list: 'TargetGroups',
    type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
    kind: 'target-group',
    id: (element) => aliasOfGroup(element.TargetGroupArn)[0],
    arn: (element) => textAt(element, 'TargetGroupArn'),
    name: 'TargetGroupName',
    tags: (element, { answers }) => tagsTold(answers, textAt(element, 'TargetGroupArn')),
    taggable: () => true,
    adapt: () => adaptListedTargetGroup,
  },
  {
    api: 'application-autoscaling:DescribeScalableTargets',
    list: 'ScalableTargets',
    type: 'AWS::ApplicationAutoScaling::ScalableTarget',
    kind: 'scaling-target',
    id: targetIdOf,
    arn: (element) => textAt(element, 'ScalableTargetARN'),
    // It carries tags, which only a call for each one of them would tell.
    tags: () => undefined,
    taggable: () => true,
    adapt: () => adaptScalingTarget,
  },
  {
    api: 'application-autoscaling:DescribeScalingPolicies',
    list: 'ScalingPolicies',
    type: 'AWS::ApplicationAutoScaling::ScalingPolicy',
    kind: 'scaling-policy',
    id: (element) => textAt(element, 'PolicyARN'),
    arn: (element) => textAt(element, 'PolicyARN'),
    name: 'PolicyName',
    adapt: () => adaptScalingPolicy,
  },
];

/** Listeners are listed without their tags, which are told twenty at a time. */
function tagsOf(
  arn: string | undefined,
  answers: RegionAnswers,
): Readonly<Record<string, string>> | undefined {
  if (arn === undefined) return undefined;
  const told = answers.element('elasticloadbalancing:DescribeTags', 'TagDescriptions', 'ResourceArn', arn);
  return told === undefined ? undefined : readTags(told.element.Tags ?? []);
}
