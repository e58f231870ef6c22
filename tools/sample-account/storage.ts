import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import { type Trail, trails } from './trails.ts';
import { distributionArn } from './web.ts';
import { account, arnOf, cajaTags, home, policy, type Statement, type Tags } from './words.ts';

interface Bucket {
  readonly name: string;
  readonly tags: Tags;
  /** Alias of its key; SSE-S3 without one. */
  readonly key?: string;
  readonly statements?: readonly Statement[];
  readonly versioning?: 'Enabled' | 'Suspended' | 'Off';
  readonly logsTo?: string;
  readonly open?: boolean;
  readonly lifecycle?: readonly Readonly<Record<string, unknown>>[];
  readonly supplementary?: Readonly<Record<string, unknown>>;
}

const accessLogs = 'caja-prod-monitoring-access-logs';

function tlsOnly(name: string): Statement {
  return {
    Sid: 'TlsOnly',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

const cheaper = {
  id: 'cheaper-and-tidy',
  status: 'Enabled',
  filter: {},
  expirationInDays: -1.0,
  expiredObjectDeleteMarker: false,
  noncurrentVersionExpirationInDays: 90.0,
  transitions: [{ days: 30.0, storageClass: 'STANDARD_IA' }],
  abortIncompleteMultipartUpload: { daysAfterInitiation: 7.0 },
};

const buckets: readonly Bucket[] = [
  {
    name: 'caja-prod-web-site',
    tags: cajaTags('web', 'caja-prod-web-site'),
    statements: [
      {
        Sid: 'CloudFrontReads',
        Effect: 'Allow',
        Principal: { Service: 'cloudfront.amazonaws.com' },
        Action: 's3:GetObject',
        Resource: 'arn:aws:s3:::caja-prod-web-site/*',
        Condition: { StringEquals: { 'aws:SourceArn': distributionArn('caja-prod-web') } },
      },
    ],
    logsTo: accessLogs,
    lifecycle: [cheaper],
  },
  {
    name: 'caja-prod-web-cdn-logs',
    tags: cajaTags('web', 'caja-prod-web-cdn-logs'),
    logsTo: accessLogs,
    lifecycle: [cheaper],
  },
  {
    name: accessLogs,
    tags: cajaTags('monitoring', accessLogs),
    lifecycle: [{ ...cheaper, expirationInDays: 400.0 }],
    statements: [
      {
        Sid: 'S3WritesItsLogs',
        Effect: 'Allow',
        Principal: { Service: 'logging.s3.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::${accessLogs}/s3/*`,
        Condition: { StringEquals: { 'aws:SourceAccount': account } },
      },
    ],
  },
  {
    name: `caja-prod-account-trail-${account}`,
    tags: { ...cajaTags('account', `caja-prod-account-trail-${account}`), Critical: 'true' },
    key: 'caja-prod-account-trail',
    logsTo: accessLogs,
    lifecycle: [cheaper],
    statements: [
      {
        Sid: 'CloudTrailWrites',
        Effect: 'Allow',
        Principal: { Service: 'cloudtrail.amazonaws.com' },
        Action: 's3:PutObject',
        Resource: `arn:aws:s3:::caja-prod-account-trail-${account}/AWSLogs/${account}/*`,
        Condition: {
          StringEquals: {
            'aws:SourceArn': arnOf('cloudtrail', 'trail/caja-prod-account-trail'),
            's3:x-amz-acl': 'bucket-owner-full-control',
          },
        },
      },
    ],
  },
  {
    name: `caja-prod-state-${account}`,
    tags: { ...cajaTags('state', `caja-prod-state-${account}`), Critical: 'true' },
    key: 'caja-prod-state',
    logsTo: accessLogs,
    lifecycle: [cheaper],
    supplementary: {
      BucketReplicationConfiguration: {
        roleARN: `arn:aws:iam::${account}:role/caja-prod-state-replication`,
        rules: {
          'to-frankfurt': {
            status: 'Enabled',
            priority: 1.0,
            destinationConfig: { bucketARN: `arn:aws:s3:::caja-prod-state-replica-${account}` },
          },
        },
      },
    },
  },
  // Where the state lay before 2025; whoever finds it has every password that was in it then.
  {
    name: 'caja-prod-state-2023',
    tags: cajaTags('state', 'caja-prod-state-2023'),
    versioning: 'Suspended',
    open: true,
  },
  // A bucket of 2022 that somebody opened by hand: anyone may read it, over plain HTTP, and nothing is kept.
  {
    name: 'caja-exports-public',
    tags: { Owner: 'data-team@caja.example.com' },
    versioning: 'Off',
    open: true,
    statements: [
      {
        Sid: 'PublicRead',
        Effect: 'Allow',
        Principal: '*',
        Action: ['s3:GetObject', 's3:ListBucket'],
        Resource: ['arn:aws:s3:::caja-exports-public', 'arn:aws:s3:::caja-exports-public/*'],
      },
    ],
  },
];

function bucketRow(bucket: Bucket): Row {
  const {
    name,
    tags,
    key,
    versioning = 'Enabled',
    logsTo,
    open = false,
    lifecycle,
    statements = [],
  } = bucket;
  const blocked = {
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
  };
  const byDefault =
    key === undefined ? { sseAlgorithm: 'AES256' } : { sseAlgorithm: 'aws:kms', kmsMasterKeyID: keyArn(key) };
  const own = open ? statements : [...statements, tlsOnly(name)];
  return row('AWS::S3::Bucket', {
    id: name,
    name,
    arn: `arn:aws:s3:::${name}`,
    zone: 'Regional',
    tags,
    configuration: {
      name,
      owner: { id: '9f86d081884c7d659a2feaa0c55ad015' },
      creationDate: '2025-03-04T08:20:00.000Z',
    },
    supplementary: {
      AccessControlList: JSON.stringify({
        grantList: [{ grantee: { id: '9f86d081884c7d659a2feaa0c55ad015' }, permission: 'FullControl' }],
      }),
      BucketAccelerateConfiguration: {},
      BucketLoggingConfiguration:
        logsTo === undefined ? {} : { destinationBucketName: logsTo, logFilePrefix: `s3/${name}/` },
      BucketNotificationConfiguration: { configurations: {} },
      BucketPolicy: { policyText: policy(...own) },
      BucketTaggingConfiguration: { tagSets: [{ tags }] },
      BucketVersioningConfiguration: { status: versioning },
      IsRequesterPaysEnabled: false,
      ServerSideEncryptionConfiguration: {
        rules: [{ applyServerSideEncryptionByDefault: byDefault, bucketKeyEnabled: key !== undefined }],
      },
      ...(open ? {} : { PublicAccessBlockConfiguration: blocked }),
      ...(lifecycle === undefined ? {} : { BucketLifecycleConfiguration: { rules: lifecycle } }),
      ...bucket.supplementary,
    },
  });
}

function trailRow(trail: Trail): Row {
  const { name, arn, settings } = trail;
  return row('AWS::CloudTrail::Trail', {
    id: name,
    name,
    arn,
    tags: trail.tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      name,
      trailARN: arn,
      homeRegion: home,
      s3BucketName: settings.S3BucketName,
      isMultiRegionTrail: settings.IsMultiRegionTrail,
      isOrganizationTrail: false,
      includeGlobalServiceEvents: settings.IncludeGlobalServiceEvents,
      logFileValidationEnabled: settings.LogFileValidationEnabled,
      kmsKeyId: settings.KmsKeyId,
      cloudWatchLogsLogGroupArn: settings.CloudWatchLogsLogGroupArn,
      hasCustomEventSelectors: settings.HasCustomEventSelectors,
      hasInsightSelectors: false,
    },
  });
}

/** Buckets, the account's own public access block, and the trail. */
export function storageRows(): readonly Row[] {
  return [
    ...buckets.map(bucketRow),
    row('AWS::S3::AccountPublicAccessBlock', {
      id: account,
      configuration: {
        blockPublicAcls: true,
        ignorePublicAcls: true,
        blockPublicPolicy: true,
        restrictPublicBuckets: false,
      },
      status: 'ResourceDiscovered',
    }),
    ...trails.map(trailRow),
  ];
}
