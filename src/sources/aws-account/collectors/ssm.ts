import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'ssm:DescribeParameters',
    scope: 'region',
    gives: 'parameters of Systems Manager',
    kinds: ['ssm-parameter'],
    fields: ['Parameters'],
    lists: { Parameters: 'AWS::SSM::Parameter' },
    token: 'NextToken',
    input: { MaxResults: 50 },
  },
];

/** Names and types of parameters, never their values; AWS Config does not record them. */
export const ssm: Collector = { actions };
