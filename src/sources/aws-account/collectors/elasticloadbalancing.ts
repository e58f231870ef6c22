import type { Action } from '../action.ts';
import { mayHaveRules } from '../adapters/listener.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'elasticloadbalancing:DescribeTargetGroups',
    scope: 'region',
    gives: 'target groups',
    kinds: ['target-group'],
    fields: ['TargetGroups'],
    lists: { TargetGroups: 'AWS::ElasticLoadBalancingV2::TargetGroup' },
    token: 'Marker',
    input: { PageSize: 400 },
  },
  {
    api: 'elasticloadbalancing:DescribeLoadBalancers',
    scope: 'region',
    gives: 'load balancers, to ask for their listeners',
    kinds: ['listener'],
    fields: ['LoadBalancers'],
    lists: { LoadBalancers: 'AWS::ElasticLoadBalancingV2::LoadBalancer' },
    token: 'Marker',
    input: { PageSize: 400 },
  },
  {
    api: 'elasticloadbalancing:DescribeListeners',
    scope: 'region',
    gives: 'listeners',
    kinds: ['listener'],
    fields: ['Listeners'],
    lists: { Listeners: 'AWS::ElasticLoadBalancingV2::Listener' },
    token: 'Marker',
    input: { PageSize: 400 },
    each: {
      of: 'elasticloadbalancing:DescribeLoadBalancers',
      list: 'LoadBalancers',
      input: ({ LoadBalancerArn }) => ({ LoadBalancerArn }),
    },
  },
  {
    api: 'elasticloadbalancing:DescribeRules',
    scope: 'region',
    gives: 'the rules of listeners',
    kinds: [],
    describes: ['listener'],
    fields: ['Rules'],
    lists: { Rules: 'AWS::ElasticLoadBalancingV2::ListenerRule' },
    token: 'Marker',
    input: { PageSize: 400 },
    each: {
      of: 'elasticloadbalancing:DescribeListeners',
      list: 'Listeners',
      // Listeners of network and gateway load balancers have none.
      input: ({ ListenerArn, Protocol }) => (mayHaveRules(Protocol) ? { ListenerArn } : undefined),
    },
  },
  {
    api: 'elasticloadbalancing:DescribeTags',
    scope: 'region',
    gives: 'the tags of listeners',
    kinds: [],
    describes: ['listener'],
    fields: ['TagDescriptions'],
    each: {
      of: 'elasticloadbalancing:DescribeListeners',
      list: 'Listeners',
      // https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeTags.html: at most 20 at a time.
      together: 20,
      input: ({ ListenerArn }) => ({ ResourceArns: [ListenerArn] }),
    },
  },
];

/** Listeners with their rules, and target groups: AWS Config records no rules, and its queries serve neither of the others. */
export const elasticLoadBalancing: Collector = { actions };
