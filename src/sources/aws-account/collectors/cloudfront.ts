import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'cloudfront:ListCachePolicies',
    scope: 'account',
    gives: 'cache policies',
    kinds: ['cache-policy'],
    fields: ['CachePolicyList'],
    lists: { 'CachePolicyList.Items': 'AWS::CloudFront::CachePolicy' },
    token: 'Marker',
    input: { MaxItems: 100 },
  },
  {
    api: 'cloudfront:ListOriginAccessControls',
    scope: 'account',
    gives: 'origin access controls',
    kinds: ['origin-access'],
    fields: ['OriginAccessControlList'],
    lists: { 'OriginAccessControlList.Items': 'AWS::CloudFront::OriginAccessControl' },
    token: 'Marker',
    input: { MaxItems: 100 },
  },
  {
    api: 'cloudfront:ListCloudFrontOriginAccessIdentities',
    scope: 'account',
    gives: 'origin access identities',
    kinds: ['origin-access'],
    fields: ['CloudFrontOriginAccessIdentityList'],
    lists: { 'CloudFrontOriginAccessIdentityList.Items': 'AWS::CloudFront::CloudFrontOriginAccessIdentity' },
    token: 'Marker',
    input: { MaxItems: 100 },
  },
  {
    api: 'cloudfront:ListDistributions',
    scope: 'account',
    gives: 'distributions, to ask for their additional metrics',
    kinds: ['cloudfront-distribution'],
    fields: ['DistributionList'],
    lists: { 'DistributionList.Items': 'AWS::CloudFront::Distribution' },
    token: 'Marker',
    input: { MaxItems: 100 },
  },
  {
    api: 'cloudfront:GetMonitoringSubscription',
    scope: 'account',
    gives: 'whether a distribution has additional metrics',
    kinds: [],
    describes: ['cloudfront-distribution'],
    fields: ['MonitoringSubscription'],
    noneIs: ['NoSuchMonitoringSubscription'],
    each: {
      of: 'cloudfront:ListDistributions',
      list: 'DistributionList.Items',
      input: ({ Id }) => ({ DistributionId: Id }),
    },
  },
];

/** What AWS Config does not record of CloudFront: policies, origin access and additional metrics. */
export const cloudfront: Collector = { actions };
