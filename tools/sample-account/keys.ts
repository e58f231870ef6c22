import { type Row, row } from './rows.ts';
import { account, arnOf, cajaTags, edge, home, policy, type Statement, type Tags, uuid } from './words.ts';

const root = `arn:aws:iam::${account}:root`;

interface Key {
  readonly alias: string;
  readonly tags: Tags;
  readonly region?: string;
  readonly rotates?: boolean;
  readonly state?: string;
  readonly statements?: readonly Statement[];
}

const administers: Statement = {
  Sid: 'AccountAdministersTheKey',
  Effect: 'Allow',
  Principal: { AWS: root },
  Action: 'kms:*',
  Resource: '*',
};

const keys: readonly Key[] = [
  { alias: 'caja-prod-database', tags: cajaTags('database', 'caja-prod-database') },
  {
    alias: 'caja-prod-account-trail',
    tags: cajaTags('account', 'caja-prod-account-trail'),
    statements: [
      administers,
      {
        Sid: 'CloudTrailEncrypts',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: ['kms:GenerateDataKey*', 'kms:DescribeKey'],
        Resource: '*',
        Condition: {
          StringEquals: { 'aws:SourceArn': arnOf('cloudtrail', 'trail/caja-prod-account-trail') },
        },
      },
    ],
  },
  { alias: 'caja-prod-state', tags: cajaTags('state', 'caja-prod-state') },
  {
    alias: 'caja-prod-monitoring-alerts',
    tags: cajaTags('monitoring', 'caja-prod-monitoring-alerts'),
    statements: [
      administers,
      {
        Sid: 'AlarmsEncrypt',
        Effect: 'Allow',
        Principal: { Service: 'cloudwatch.amazonaws.com' },
        Action: ['kms:Decrypt', 'kms:GenerateDataKey*'],
        Resource: '*',
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  },
  { alias: 'caja-prod-monitoring-logs', tags: cajaTags('monitoring', 'caja-prod-monitoring-logs') },
  { alias: 'caja-prod-api-secrets', tags: cajaTags('api', 'caja-prod-api-secrets') },
  { alias: 'caja-prod-web-waf', tags: cajaTags('web', 'caja-prod-web-waf'), region: edge },
  // Made by hand for a proof of concept: it does not rotate, carries half the tags, and shares with another account.
  {
    alias: 'analytics-poc',
    tags: { Owner: 'data-team@caja.example.com', Environment: 'prod' },
    rotates: false,
    statements: [
      administers,
      {
        Sid: 'PartnerDecrypts',
        Effect: 'Allow',
        Principal: { AWS: 'arn:aws:iam::999988887777:root' },
        Action: ['kms:Decrypt', 'kms:DescribeKey'],
        Resource: '*',
      },
    ],
  },
  {
    alias: 'caja-prod-exports-2024',
    tags: cajaTags('exports', 'caja-prod-exports-2024'),
    rotates: false,
    state: 'PendingDeletion',
  },
];

export function keyArn(alias: string, region = home): string {
  return arnOf('kms', `key/${uuid(alias)}`, region);
}

function rowsOfKey({
  alias,
  tags,
  region = home,
  rotates = true,
  state = 'Enabled',
  statements = [administers],
}: Key): readonly Row[] {
  const id = uuid(alias);
  const arn = keyArn(alias, region);
  const key = keyConfiguration(id, arn, {
    description: `Encrypts ${alias}`,
    keyManager: 'CUSTOMER',
    keyState: state,
  });
  return [
    row('AWS::KMS::Key', {
      id,
      arn,
      region,
      tags,
      tagsIn: 'supplementary.Tags',
      configuration: state === 'PendingDeletion' ? { ...key, deletionDate: '2026-12-12T09:00:00.000Z' } : key,
      supplementary: { Policy: policy(...statements), KeyRotationStatus: rotates },
    }),
    aliasRow(`alias/${alias}`, id, region),
  ];
}

function keyConfiguration(keyId: string, arn: string, more: Readonly<Record<string, unknown>>) {
  return {
    awsaccountId: account,
    keyId,
    arn,
    creationDate: '2025-03-04T08:15:30.120Z',
    enabled: more.keyState === 'Enabled',
    keyUsage: 'ENCRYPT_DECRYPT',
    origin: 'AWS_KMS',
    customerMasterKeySpec: 'SYMMETRIC_DEFAULT',
    keySpec: 'SYMMETRIC_DEFAULT',
    encryptionAlgorithms: ['SYMMETRIC_DEFAULT'],
    signingAlgorithms: [],
    multiRegion: false,
    ...more,
  };
}

function aliasRow(name: string, target: string, region: string): Row {
  return row('AWS::KMS::Alias', {
    id: name,
    name,
    arn: arnOf('kms', name, region),
    region,
    configuration: { AliasName: name, TargetKeyId: target },
    status: 'ResourceDiscovered',
  });
}

/** A key that AWS made and keeps: without tags and without a rotation status. */
function awsKeyRows(service: string): readonly Row[] {
  const id = uuid(`aws/${service}`);
  const arn = arnOf('kms', `key/${id}`);
  const description = `Default key that protects my ${service} data when no other key is defined`;
  return [
    row('AWS::KMS::Key', {
      id,
      arn,
      configuration: keyConfiguration(id, arn, { description, keyManager: 'AWS', keyState: 'Enabled' }),
      supplementary: {
        Policy: policy({
          Sid: 'Allow access for all principals in the account that are authorized',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: ['kms:Encrypt', 'kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
          Resource: '*',
          Condition: {
            StringEquals: {
              'kms:CallerAccount': account,
              'kms:ViaService': `${service}.${home}.amazonaws.com`,
            },
          },
        }),
      },
      status: 'ResourceDiscovered',
    }),
    aliasRow(`alias/aws/${service}`, id, home),
  ];
}

/** Keys and their aliases. */
export function keyRows(): readonly Row[] {
  return [...keys.flatMap(rowsOfKey), ...awsKeyRows('backup'), ...awsKeyRows('ebs'), ...awsKeyRows('rds')];
}
