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
];

/** When secrets were changed and read last, which AWS Config does not record. */
export const secretsManager: Collector = { actions };
