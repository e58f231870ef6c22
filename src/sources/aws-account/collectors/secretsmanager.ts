import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'secretsmanager:ListSecrets',
    scope: 'region',
    gives: 'secrets',
    kinds: ['secret'],
    fields: ['SecretList'],
    lists: { SecretList: 'AWS::SecretsManager::Secret' },
    token: 'NextToken',
    input: { MaxResults: 100 },
  },
  {
    api: 'secretsmanager:GetResourcePolicy',
    scope: 'region',
    gives: 'the policy of a secret',
    kinds: [],
    describes: ['secret'],
    fields: ['ARN'],
    each: {
      of: 'secretsmanager:ListSecrets',
      list: 'SecretList',
      input: ({ ARN }) => ({ SecretId: ARN }),
    },
  },
];

/** Names and settings of secrets and who else may use them, never their values; AWS Config knows less of them. */
export const secretsManager: Collector = { actions };
