import { listedSecrets, policyAnswer, secretArn, secrets } from '../secrets.ts';
import { arnOf, cajaTags, home, iamArn, type Tags } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

interface Parameter {
  readonly name: string;
  readonly type: 'String' | 'SecureString';
  readonly tags: Tags;
}

const parameters: readonly Parameter[] = [
  {
    name: '/caja/prod/api/sentry-dsn',
    type: 'SecureString',
    tags: cajaTags('api', 'caja-prod-api-sentry-dsn'),
  },
  { name: '/caja/prod/api/features', type: 'String', tags: cajaTags('api', 'caja-prod-api-features') },
  // Of the same hand as the open bucket.
  { name: '/exports/api-key', type: 'String', tags: { Environment: 'staging' } },
];

function parameterArn(name: string): string {
  return arnOf('ssm', `parameter${name}`);
}

/** What services of this area answer in a region, or for the account (`global`). */
export function secretsAnswers(region: string): readonly ServiceAnswer[] {
  if (region === 'global') return [];
  const isHome = region === home;
  const described = parameters.map(({ name, type }) => ({
    Name: name,
    ARN: parameterArn(name),
    Type: type,
    ...(type === 'SecureString' ? { KeyId: 'alias/aws/ssm' } : {}),
    LastModifiedDate: '2026-02-11T10:20:00.000Z',
    LastModifiedUser: iamArn('role/caja-prod-deploy'),
    Version: 1,
    Tier: 'Standard',
    Policies: [],
    DataType: 'text',
  }));
  return [
    { api: 'secretsmanager:ListSecrets', output: { SecretList: isHome ? listedSecrets() : [] } },
    ...(isHome ? secrets : []).map((secret) => ({
      api: 'secretsmanager:GetResourcePolicy',
      input: { SecretId: secretArn(secret) },
      output: policyAnswer(secret),
    })),
    { api: 'ssm:DescribeParameters', output: { Parameters: isHome ? described : [] } },
  ];
}

/** Tags that these services do not list themselves. */
export function secretsTags(region: string): readonly (readonly [arn: string, tags: Tags])[] {
  return region === home ? parameters.map(({ name, tags }) => [parameterArn(name), tags]) : [];
}
