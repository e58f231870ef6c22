import { bool, defineKind, int, list, many, one, string, struct } from '../kind.ts';
import { policyDocument } from './iam-document.ts';
import { publicAccessBlock } from './public-access-block.ts';

const encryption = struct(
  'BucketEncryption',
  {
    algorithm: string('AES256, aws:kms or aws:kms:dsse'),
    kmsKeyId: string('KMS key, by ARN or id', { optional: true }),
    bucketKey: bool('An S3 bucket key cuts calls to KMS'),
  },
  'Default encryption',
);

const lifecycleRule = struct(
  'LifecycleRule',
  {
    enabled: bool('The rule is in force'),
    wholeBucket: bool('It is for every object; those below 128 KiB may be left out'),
    transitions: bool('It moves objects or their old versions to another storage class'),
    expires: bool('It removes objects or their old versions'),
    abortIncompleteUploadsDays: int('Days after which unfinished uploads are removed', {
      unit: 'days',
      optional: true,
    }),
  },
  'One lifecycle rule',
);

export const s3Bucket = defineKind({
  name: 's3-bucket',
  title: 'S3 bucket',
  service: 's3',
  meaning: 'A general-purpose S3 bucket with everything that is configured on it',
  attributes: {
    bucketName: string('Name of the bucket', { optional: true }),
    nameGiven: bool('Somebody chose its name or the beginning of it; else Terraform makes up the whole'),
    region: string('Region that it lies in'),
    publicAccessBlock: publicAccessBlock("The bucket's own public access block"),
    encryption,
    versioning: string('Enabled, Suspended or Disabled'),
    mfaDelete: bool('Deleting a version needs MFA'),
    logTargetBucket: string('Bucket that takes the access log', { optional: true }),
    objectOwnership: string('BucketOwnerEnforced (ACLs are off), BucketOwnerPreferred or ObjectWriter', {
      onlyIn: ['terraform-plan'],
    }),
    policy: policyDocument('The bucket policy', { optional: true }),
    lifecycleRules: list(lifecycleRule, 'Lifecycle rules'),
    replicates: bool('At least one replication rule is in force'),
    replicationTargets: list(string('bucket'), 'Buckets that it is replicated to as a whole'),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'encryption.kmsKeyId' }, 'The key of its default encryption'),
    logTarget: one('s3-bucket', { mine: 'logTargetBucket' }, 'The bucket that takes its access log'),
    replicas: many('s3-bucket', { mine: 'replicationTargets' }, 'Buckets that it is replicated to'),
    backupPlans: many('backup-plan', { theirs: 'selected' }, 'Backup plans that name it'),
    distributions: many(
      'cloudfront-distribution',
      { theirs: 'originBuckets' },
      'Distributions that take from it',
    ),
  },
});
