import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';
import { lifecycleRule } from './lifecycle-rule.ts';
import { policyFact } from './policy-fact.ts';
import { publicAccessBlock } from './public-access-block.ts';

type Bucket = FactsOf<Kinds['s3-bucket']>;

const part = (name: string) => `supplementaryConfiguration.${name}`;

/** `AWS::S3::Bucket` of AWS Config, which leaves out what is not configured on the bucket. */
export function adaptS3Bucket(item: ItemReader): Bucket {
  return {
    bucketName: item.string('configuration.name', 'absent'),
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
    replicates: replicates(item),
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

/** The rules are a map by rule id, not a list. */
function replicates(item: ItemReader): Fact<boolean> {
  const path = part('BucketReplicationConfiguration.rules');
  const rules = item.json(path);
  if (rules === undefined) return item.bool(path, { default: false });
  if (!isObject(rules))
    return item.unknown(path, 'unreadable', 'the replication rules are not a map by rule id');
  return item.known(
    path,
    Object.values(rules).some((rule) => isObject(rule) && rule.status === 'Enabled'),
  );
}
