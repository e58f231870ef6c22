import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isObject, type Json, type JsonObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

type Repository = FactsOf<Kinds['ecr-repository']>;

/**
 * `AWS::ECR::Repository` of AWS Config.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecr-repository.html
 */
export function adaptEcrRepository(item: ItemReader): Repository {
  return {
    repositoryName: item.string('configuration.RepositoryName'),
    scansOnPush: scansOnPush(item),
    immutableTags: immutableTags(item),
    ...encryption(item),
    expiresUntagged: expiresUntagged(item),
    policy: repositoryPolicy(item),
  };
}

/** The registry's filters decide too. https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html */
function scansOnPush(item: ItemReader): Fact<boolean> {
  const path = 'configuration.ImageScanningConfiguration.ScanOnPush';
  const own = item.bool(path);
  if (own.state !== 'known' || own.value) return own;
  return item.unknown(
    path,
    'not-recorded',
    'the repository itself does not scan, and AWS Config does not record what its registry scans',
  );
}

function immutableTags(item: ItemReader): Fact<boolean> {
  const mutability = item.string('configuration.ImageTagMutability');
  return mutability.state === 'known'
    ? { ...mutability, value: mutability.value === 'IMMUTABLE' }
    : mutability;
}

/** Older items lack it, whatever the encryption is. */
function encryption(item: ItemReader): Pick<Repository, 'encryption' | 'kmsKeyId'> {
  const key = 'configuration.EncryptionConfiguration.KmsKey';
  const type = item.string('configuration.EncryptionConfiguration.EncryptionType');
  if (type.state === 'known') {
    const isKms = type.value !== 'AES256';
    return { encryption: type, kmsKeyId: item.string(key, isKms ? undefined : 'absent') };
  }
  return { encryption: type, kmsKeyId: item.string(key) };
}

/** An empty part is none. https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function expiresUntagged(item: ItemReader): Fact<boolean> {
  const path = 'configuration.LifecyclePolicy';
  if (isEmpty(item.json(path))) return item.byDefault(path, false);
  const textPath = `${path}.LifecyclePolicyText`;
  const value = item.json(textPath);
  const text = isObject(value) ? undefined : item.string(textPath);
  if (text !== undefined && text.state !== 'known') return text;
  const rules = rulesIn(text === undefined ? value : parsed(text.value));
  if (rules === undefined)
    return item.unknown(textPath, 'unreadable', 'the lifecycle policy is not JSON that anybody understands');
  return item.known(textPath, rules.some(removesUntagged));
}

function isEmpty(value: Json | undefined): boolean {
  return value === '' || (isObject(value) && Object.keys(value).length === 0);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function rulesIn(policy: unknown): readonly unknown[] | undefined {
  const rules = isObject(policy) ? policy.rules : undefined;
  return Array.isArray(rules) ? rules : undefined;
}

function removesUntagged(rule: unknown): boolean {
  if (!isObject(rule) || !isObject(rule.selection) || !isObject(rule.action)) return false;
  const { tagStatus } = rule.selection as JsonObject;
  return rule.action.type === 'expire' && (tagStatus === 'untagged' || tagStatus === 'any');
}

function repositoryPolicy(item: ItemReader): Repository['policy'] {
  const path = 'configuration.RepositoryPolicyText';
  return isEmpty(item.json(path)) ? item.absent(path) : policyFact(item, path, undefined);
}
