import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'sns:ListSubscriptions',
    scope: 'region',
    gives: 'subscriptions of topics',
    kinds: ['sns-subscription'],
    fields: ['Subscriptions'],
    lists: { Subscriptions: 'AWS::SNS::Subscription' },
    token: 'NextToken',
  },
];

/** Subscriptions of topics, which AWS Config does not record. */
export const sns: Collector = { actions };
