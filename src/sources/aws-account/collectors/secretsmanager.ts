import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'secretsmanager:ListSecrets',
    scope: 'region',
    gives: 'when secrets were changed and read last',
    kinds: [],
    describes: ['secret'],
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

/** When secrets were changed and read last, and who else may use them: AWS Config records policies in some regions only. */
export const secretsManager: Collector = { actions };
