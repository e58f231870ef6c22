import { absent, type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { awsDefault, isScope, readBlock, readBool, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { readPublicAccessBlock } from './public-access-block.ts';
import { readLifecycleRules } from './s3-lifecycle.ts';
import { findPart, type Part } from './s3-part.ts';
import { readReplication } from './s3-replication.ts';
import { readMfaDelete, readVersioning } from './s3-versioning.ts';

type Bucket = FactsOf<Kinds['s3-bucket']>;

/**
 * `aws_s3_bucket` with the resources that hold its parts. On a create the bucket's own blocks are open and mean nothing unless
 * written; on an existing bucket they are what AWS answered.
 */
export function adaptS3Bucket(at: Scope, view: PhaseView): Bucket {
  const versioned = findPart(at, 'versioning', view);
  return {
    bucketName: readString(at, 'bucket'),
    nameGiven: nameGiven(at),
    region: region(at, view),
    publicAccessBlock: publicAccessBlock(at, findPart(at, 'publicAccessBlock', view)),
    encryption: encryption(at, findPart(at, 'encryption', view)),
    versioning: readVersioning(at, versioned),
    mfaDelete: readMfaDelete(at, versioned),
    logTargetBucket: logTarget(at, findPart(at, 'logging', view)),
    objectOwnership: ownership(at, findPart(at, 'ownership', view)),
    policy: policy(at, findPart(at, 'policy', view), view),
    lifecycleRules: readLifecycleRules(at, findPart(at, 'lifecycle', view)),
    ...readReplication(at, findPart(at, 'replication', view)),
  };
}

/** Since April 2023 every new bucket blocks public access, however it is made: https://docs.aws.amazon.com/AmazonS3/latest/userguide/create-bucket-faq.html */
function publicAccessBlock(at: Scope, part: Part): Bucket['publicAccessBlock'] {
  const path = 'aws_s3_bucket_public_access_block';
  if (part.by === 'open') return part.cause;
  if (part.by === 'resource') return readPublicAccessBlock(part.at);
  if (part.by === 'bucket' && !at.fresh) return notInPlan(at, path);
  const block = awsDefault(at, path, part.by === 'bucket');
  return awsDefault(at, path, {
    fields: {
      blockPublicAcls: block,
      ignorePublicAcls: block,
      blockPublicPolicy: block,
      restrictPublicBuckets: block,
    },
  });
}

/** Every bucket encrypts with SSE-S3 at least: https://docs.aws.amazon.com/AmazonS3/latest/userguide/default-encryption-faq.html */
function encryption(at: Scope, part: Part): Bucket['encryption'] {
  if (part.by === 'open') return part.cause;
  const configuration =
    part.by === 'resource'
      ? part.at
      : part.by === 'bucket'
        ? readBlock(at, 'server_side_encryption_configuration', 'nothing')
        : undefined;
  const rule = isScope(configuration) ? readBlock(configuration, 'rule') : configuration;
  const chosen = isScope(rule) ? readBlock(rule, 'apply_server_side_encryption_by_default') : rule;
  const path = 'server_side_encryption_configuration';
  if (chosen !== undefined && !isScope(chosen)) return chosen;
  const fields = {
    algorithm:
      chosen === undefined
        ? awsDefault(at, path, 'AES256')
        : readString(chosen, 'sse_algorithm', { always: 'AES256' }),
    kmsKeyId:
      chosen === undefined ? absent(at.place, path) : readString(chosen, 'kms_master_key_id', 'absent'),
    bucketKey: isScope(rule)
      ? readBool(rule, 'bucket_key_enabled', { always: false })
      : awsDefault(at, path, false),
  };
  return chosen === undefined ? awsDefault(at, path, { fields }) : known({ fields }, chosen.place, 'rule');
}

function logTarget(at: Scope, part: Part): Fact<string> {
  if (part.by === 'open') return part.cause;
  if (part.by === 'resource') return readString(part.at, 'target_bucket');
  const block = part.by === 'bucket' ? readBlock(at, 'logging', 'nothing') : undefined;
  if (block === undefined) return absent(at.place, 'logging');
  return isScope(block) ? readString(block, 'target_bucket', 'absent') : block;
}

/** New buckets belong to their owner wholly, with ACLs off: https://docs.aws.amazon.com/AmazonS3/latest/userguide/about-object-ownership.html */
function ownership(at: Scope, part: Part): Fact<string> {
  const path = 'aws_s3_bucket_ownership_controls';
  if (part.by === 'open') return part.cause;
  if (part.by === 'resource') {
    const rule = readBlock(part.at, 'rule');
    if (isScope(rule)) return readString(rule, 'object_ownership');
    return rule ?? notInPlan(part.at, 'rule');
  }
  if (part.by === 'bucket' && at.fresh) return awsDefault(at, path, 'BucketOwnerEnforced');
  return notInPlan(at, path);
}

function policy(at: Scope, part: Part, view: PhaseView): Bucket['policy'] {
  if (part.by === 'open') return part.cause;
  if (part.by === 'resource') return readPolicy(part.at, 'policy', view);
  return part.by === 'bucket' ? readPolicy(at, 'policy', view, 'absent') : absent(at.place, 'policy');
}

/** "If omitted, Terraform will assign a random, unique name", aws_s3_bucket: one that nobody's pattern is for. */
function nameGiven(at: Scope): Fact<boolean> {
  const name = readString(at, 'bucket', 'absent');
  const prefix = readString(at, 'bucket_prefix', 'absent');
  const isMadeUp = at.fresh && name.state === 'absent' && prefix.state === 'absent';
  return known(!isMadeUp, at.place, 'bucket');
}

/** The region that a bucket is made in, by its provider. */
function region(at: Scope, view: PhaseView): Fact<string> {
  const written = view.at(at.resource.address)?.region;
  if (written !== undefined) return known(written, at.place, 'region');
  const detail = "the plan does not tell its provider's region";
  return unknown('not-in-plan', detail, { place: at.place, path: 'region', set: true });
}

/** ARN and host names follow from the name, which is mostly known when they are not. */
export function aliasesOfBucket(at: Scope, view: PhaseView): readonly string[] {
  const name = readString(at, 'bucket', 'absent');
  if (name.state !== 'known') return [];
  const region = view.at(at.resource.address)?.region;
  const hosts = [`${name.value}.s3.amazonaws.com`];
  if (region !== undefined) hosts.push(`${name.value}.s3.${region}.amazonaws.com`);
  return [...partitions.map((partition) => `arn:${partition}:s3:::${name.value}`), ...hosts];
}

const partitions = ['aws', 'aws-cn', 'aws-us-gov'] as const;

function notInPlan(at: Scope, path: string): Fact<never> {
  const detail = 'the bucket exists already, and neither the plan nor its prior state holds it';
  return unknown('not-in-plan', detail, { place: at.place, path });
}
