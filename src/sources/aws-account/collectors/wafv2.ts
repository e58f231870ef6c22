import type { Action } from '../action.ts';
import { regionOfDistributions } from '../answer.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'wafv2:ListLoggingConfigurations',
    scope: 'region',
    gives: 'where web ACLs log',
    kinds: [],
    describes: ['web-acl'],
    fields: ['LoggingConfigurations'],
    lists: { LoggingConfigurations: 'AWS::WAFv2::LoggingConfiguration' },
    token: 'NextMarker',
    input: { Limit: 100 },
    // Web ACLs of CloudFront are told by one region alone.
    inputs: ({ region }) =>
      region === regionOfDistributions
        ? [{ Scope: 'REGIONAL' }, { Scope: 'CLOUDFRONT' }]
        : [{ Scope: 'REGIONAL' }],
  },
];

/** Where web ACLs log, which AWS Config does not record. */
export const wafv2: Collector = { actions };
