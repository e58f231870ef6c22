import type { Fact, ListValue, Unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { field, isObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';
import { lifecycleRule, narrowsNothing } from './lifecycle-rule.ts';
import { policyFact } from './policy-fact.ts';
import { publicAccessBlock } from './public-access-block.ts';

type Bucket = FactsOf<Kinds['s3-bucket']>;

const part = (name: string) => `supplementaryConfiguration.${name}`;

/** `AWS::S3::Bucket` of AWS Config, which leaves out what is not configured on the bucket. */
export function adaptS3Bucket(item: ItemReader): Bucket {
  return {
    bucketName: item.string('configuration.name', 'absent'),
    nameGiven: item.known('configuration.name', true),
    region: region(item),
    publicAccessBlock: publicAccessBlock(item, part('PublicAccessBlockConfiguration')),
    encryption: encryption(item),
    versioning: versioning(item),
    // "If the bucket has never been so configured, this element is not returned."
    // https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetBucketVersioning.html
    mfaDelete: item.bool(part('BucketVersioningConfiguration.isMfaDeleteEnabled'), { always: false }),
    logTargetBucket: item.string(part('BucketLoggingConfiguration.destinationBucketName'), 'absent'),
    objectOwnership: objectOwnership(item),
    policy: policyFact(item, part('BucketPolicy.policyText'), 'absent'),
    lifecycleRules: item.list(part('BucketLifecycleConfiguration.rules'), lifecycleRule, 'empty'),
    ...replication(item),
  };
}

/**
 * A bucket without a rule of its own still encrypts with SSE-S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html
 */
function encryption(item: ItemReader): Bucket['encryption'] {
  const path = part('ServerSideEncryptionConfiguration.rules');
  const rules = item.list(path, (rule) => ({
    fields: {
      algorithm: rule.string('applyServerSideEncryptionByDefault.sseAlgorithm', { always: 'AES256' }),
      kmsKeyId: rule.string('applyServerSideEncryptionByDefault.kmsMasterKeyID', 'absent'),
      bucketKey: rule.bool('bucketKeyEnabled', { always: false }),
    },
  }));
  if (rules.state === 'known' && rules.value.items[0] !== undefined) return rules.value.items[0];
  if (rules.state === 'unknown' && rules.reason === 'unreadable') return rules;
  return item.byDefault(path, {
    fields: {
      algorithm: item.byDefault(path, 'AES256'),
      kmsKeyId: item.absent(path),
      bucketKey: item.byDefault(path, false),
    },
  });
}

function versioning(item: ItemReader): Fact<string> {
  const path = part('BucketVersioningConfiguration.status');
  const status = item.string(path, { default: 'Disabled' });
  return status.state === 'known' && status.value === 'Off' ? item.known(path, 'Disabled') : status;
}

/** Not among AWS Config's published properties, so that its absence proves nothing. */
function objectOwnership(item: ItemReader): Fact<string> {
  const path = part('OwnershipControls.rules');
  const rules: Fact<ListValue<Fact<string>>> = item.list(path, (rule) => rule.string('objectOwnership'));
  const first = rules.state === 'known' ? rules.value.items[0] : undefined;
  if (first?.state === 'known') return first.value;
  return item.unknown(path, 'not-recorded', 'AWS Config does not record who owns new objects of the bucket');
}

function region(item: ItemReader): Fact<string> {
  const { place } = item;
  return place.source === 'aws-account'
    ? item.known('awsRegion', place.region)
    : item.unknown('awsRegion', 'not-recorded', 'the answer does not tell the region');
}

/** The rules are a map by rule id, not a list. */
function replication(item: ItemReader): Pick<Bucket, 'replicates' | 'replicationTargets'> {
  const path = part('BucketReplicationConfiguration.rules');
  const rules = item.json(path);
  if (rules === undefined) {
    const replicates = item.bool(path, { default: false });
    const none = item.byDefault(path, { items: [] });
    return { replicates, replicationTargets: replicates.state === 'known' ? none : (replicates as Unknown) };
  }
  if (!isObject(rules)) {
    const cause = item.unknown(path, 'unreadable', 'the replication rules are not a map by rule id');
    return { replicates: cause, replicationTargets: cause };
  }
  const inForce = Object.values(rules).filter(
    (rule) => isObject(rule) && field(rule, 'status') === 'Enabled',
  );
  const items = inForce.filter(isForWholeBucket).map((rule) => targetOf(item, path, rule));
  return {
    replicates: item.known(path, inForce.length > 0),
    replicationTargets: item.known(path, { items }),
  };
}

/** A prefix, or a filter of whatever sort, leaves something out. */
function isForWholeBucket(rule: unknown): boolean {
  const prefix = isObject(rule) ? field(rule, 'prefix') : undefined;
  if (!isObject(rule) || (typeof prefix === 'string' && prefix !== '')) return false;
  const filter = field(rule, 'filter');
  const predicate = isObject(filter) ? field(filter, 'predicate') : undefined;
  return predicate === undefined || narrowsNothing(predicate);
}

function targetOf(item: ItemReader, path: string, rule: unknown): Fact<string> {
  const destination = isObject(rule) ? field(rule, 'destinationConfig') : undefined;
  const target = isObject(destination) ? field(destination, 'bucketARN') : '';
  if (typeof target === 'string' && target !== '') return item.known(path, target);
  return item.unknown(path, 'unreadable', 'a replication rule names no bucket');
}
