import type { ConfigKind } from '../config-kind.ts';
import { adaptLambdaFunction } from '../lambda-function.ts';
import { adaptSecret } from '../secret.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const secrets: Readonly<Record<string, ConfigKind>> = {
  'AWS::Lambda::Function': {
    kind: 'lambda-function',
    adapt: adaptLambdaFunction,
    identities: ['configuration.functionName', 'configuration.functionArn'],
    name: 'configuration.functionName',
    needs: ['configuration'],
  },
  'AWS::SecretsManager::Secret': {
    kind: 'secret',
    adapt: adaptSecret,
    identities: ['configuration.ARN', 'configuration.Name'],
    name: 'configuration.Name',
    needs: ['configuration'],
  },
};
