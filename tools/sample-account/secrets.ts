import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import {
  arnOf,
  cajaTags,
  hex,
  home,
  iamArn,
  policy,
  readAt,
  type Statement,
  type Tags,
  uuid,
} from './words.ts';

const api = 'caja-prod-api';

export interface Secret {
  readonly name: string;
  readonly tags: Tags;
  /** Alias of its key; the account's aws/secretsmanager without one. */
  readonly key?: string;
  readonly rotation?: { readonly days: number; readonly lastDaysAgo?: number };
  readonly changedDaysAgo: number;
  readonly readDaysAgo?: number;
  readonly owner?: string;
  /** Who else may use it. */
  readonly statements?: readonly Statement[];
}

/** What Caja keeps in Secrets Manager: one as it should be, a partner's key, and what was forgotten. */
export const secrets: readonly Secret[] = [
  {
    name: `${api}-django-secret-key`,
    tags: cajaTags('api', `${api}-django-secret-key`),
    key: 'caja-prod-api-secrets',
    rotation: { days: 30, lastDaysAgo: 12 },
    changedDaysAgo: 12,
    statements: [
      {
        Sid: 'ApiReads',
        Effect: 'Allow',
        Principal: { AWS: iamArn('role/caja-prod-api-task') },
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
      },
    ],
    readDaysAgo: 1,
  },
  {
    name: `${api}-stripe-api-key`,
    tags: cajaTags('api', `${api}-stripe-api-key`),
    key: 'caja-prod-api-secrets',
    changedDaysAgo: 511,
    readDaysAgo: 1,
  },
  // Its function lost its way to the database in April, and nobody saw it.
  {
    name: 'caja-prod-reporting-password',
    tags: { Environment: 'prod', Service: 'reporting' },
    rotation: { days: 30, lastDaysAgo: 214 },
    changedDaysAgo: 214,
    statements: [
      {
        Sid: 'Anybody',
        Effect: 'Allow',
        Principal: '*',
        Action: 'secretsmanager:GetSecretValue',
        Resource: '*',
      },
    ],
  },
  // RDS made it for the cluster's master password, under a name of its own.
  {
    name: `rds!cluster-${uuid('caja-prod-analytics')}`,
    tags: cajaTags('analytics'),
    key: 'caja-prod-database',
    rotation: { days: 7, lastDaysAgo: 3 },
    changedDaysAgo: 3,
    readDaysAgo: 2,
    owner: 'rds',
  },
];

export function secretArn({ name, owner }: Secret): string {
  return arnOf('secretsmanager', `secret:${name}-${owner === undefined ? hex(name, 6) : 'a1b2c3'}`);
}

function daysAgo(days: number): string {
  return new Date(Date.parse(readAt) - days * 86_400_000 - 3_600_000).toISOString();
}

function rotationOf({ rotation, owner, name }: Secret) {
  if (rotation === undefined) return {};
  return {
    RotationEnabled: true,
    RotationRules: { AutomaticallyAfterDays: rotation.days },
    // What AWS rotates itself needs no function.
    ...(owner === undefined ? { RotationLambdaARN: arnOf('lambda', `function:${name}-rotation`) } : {}),
  };
}

/** As AWS Config keeps them: without any of their dates. */
export function secretRows(): readonly Row[] {
  return secrets.map((secret) => {
    const arn = secretArn(secret);
    return row('AWS::SecretsManager::Secret', {
      id: arn,
      name: secret.name,
      arn,
      tags: secret.tags,
      tagsIn: 'configuration.Tags',
      configuration: {
        Name: secret.name,
        ...(secret.key === undefined ? {} : { KmsKeyId: keyArn(secret.key) }),
        ...rotationOf(secret),
      },
    });
  });
}

/** As Secrets Manager lists them. */
export function listedSecrets(): readonly Readonly<Record<string, unknown>>[] {
  return secrets.map((secret) => ({
    ARN: secretArn(secret),
    Name: secret.name,
    ...(secret.key === undefined ? {} : { KmsKeyId: keyArn(secret.key) }),
    ...rotationOf(secret),
    ...(secret.rotation?.lastDaysAgo === undefined
      ? {}
      : { LastRotatedDate: daysAgo(secret.rotation.lastDaysAgo) }),
    LastChangedDate: daysAgo(secret.changedDaysAgo),
    ...(secret.readDaysAgo === undefined
      ? {}
      : { LastAccessedDate: `${daysAgo(secret.readDaysAgo).slice(0, 10)}T00:00:00.000Z` }),
    Tags: Object.entries(secret.tags).map(([Key, Value]) => ({ Key, Value })),
    ...(secret.owner === undefined ? {} : { OwningService: secret.owner }),
    CreatedDate: '2025-03-04T08:20:00.000Z',
    PrimaryRegion: home,
  }));
}

/** The policy of one, as Secrets Manager tells it. */
export function policyAnswer(secret: Secret): Readonly<Record<string, unknown>> {
  const { name, statements } = secret;
  const text = statements === undefined ? {} : { ResourcePolicy: policy(...statements) };
  return { ARN: secretArn(secret), Name: name, ...text };
}
