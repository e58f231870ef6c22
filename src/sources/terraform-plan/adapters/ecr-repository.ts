import { absent, type Fact, known, type Unknown, unknown } from '../../../model/fact.ts';
import { globMatcher } from '../../../model/glob.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { isObject } from '../json.ts';
import type { Json } from '../plan.ts';
import { awsDefault, isScope, readBlock, readBlocks, readBool, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type Repository = FactsOf<Kinds['ecr-repository']>;

const owned = { by: 'repository', owner: ['name', 'id'] };

/** The resources that hold parts of a repository. */
export const repositoryParts = {
  lifecycle: { type: 'aws_ecr_lifecycle_policy', ...owned },
  policy: { type: 'aws_ecr_repository_policy', ...owned },
} as const satisfies Record<string, Link>;

const registryScanning = 'aws_ecr_registry_scanning_configuration';

/** `aws_ecr_repository`. https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export function adaptEcrRepository(at: Scope, view: PhaseView): Repository {
  return {
    repositoryName: readString(at, 'name', 'absent'),
    scansOnPush: scans(at, view),
    immutableTags: immutable(at),
    ...encryption(at),
    expiresUntagged: expires(at, view),
    policy: policy(at, view),
  };
}

/** The registry's filters decide too. https://docs.aws.amazon.com/AmazonECR/latest/userguide/image-scanning-filters.html */
function scans(at: Scope, view: PhaseView): Fact<boolean> {
  const block = readBlock(at, 'image_scanning_configuration');
  const own = isScope(block)
    ? readBool(block, 'scan_on_push')
    : (block ?? awsDefault(at, 'image_scanning_configuration', false));
  if (own.state === 'known' && own.value) return own;
  let open: Unknown | undefined;
  for (const registry of view.ofType(registryScanning).map((resource) => view.scope(resource))) {
    const found = scannedBy(registry, readString(at, 'name', 'absent'));
    if (found.state === 'known' && found.value) return found;
    if (found.state === 'unknown') open ??= found;
  }
  return open ?? own;
}

function scannedBy(registry: Scope, name: Fact<string>): Fact<boolean> {
  const { items, open } = readBlocks(registry, 'rule');
  let cause: Unknown | undefined = open;
  for (const rule of items) {
    const frequency = readString(rule, 'scan_frequency');
    const isManual = frequency.state === 'known' && frequency.value === 'MANUAL';
    if (isManual) continue;
    const filters = readBlocks(rule, 'repository_filter');
    cause ??= filters.open;
    for (const block of filters.items) {
      const filter = readString(block, 'filter');
      if (frequency.state === 'unknown' || filter.state === 'unknown') cause ??= asUnknown(frequency, filter);
      else if (filter.state === 'known' && name.state === 'known' && fits(filter.value, name.value))
        return known(true, rule.place, `${block.prefix}filter`);
      else if (name.state === 'unknown') cause ??= name;
    }
  }
  return cause ?? known(false, registry.place, 'rule');
}

function asUnknown(...facts: readonly Fact<string>[]): Unknown | undefined {
  return facts.find((fact) => fact.state === 'unknown');
}

/** A filter without a wildcard fits every name that holds it. */
function fits(filter: string, name: string): boolean {
  return filter.includes('*') ? globMatcher([filter])(name) : name.includes(filter);
}

function immutable(at: Scope): Fact<boolean> {
  const mutability = readString(at, 'image_tag_mutability', { always: 'MUTABLE' });
  return mutability.state === 'known'
    ? { ...mutability, value: mutability.value === 'IMMUTABLE' }
    : mutability;
}

/** Every repository is encrypted, by S3's own keys at least. https://docs.aws.amazon.com/AmazonECR/latest/userguide/encryption-at-rest.html */
function encryption(at: Scope): Pick<Repository, 'encryption' | 'kmsKeyId'> {
  const path = 'encryption_configuration';
  const block = readBlock(at, path);
  if (block === undefined)
    return { encryption: awsDefault(at, path, 'AES256'), kmsKeyId: absent(at.place, path) };
  if (!isScope(block)) return { encryption: block, kmsKeyId: block };
  const type = readString(block, 'encryption_type', { always: 'AES256' });
  const isKms = type.state === 'known' && type.value !== 'AES256';
  const chosen = 'known only after apply: ECR takes its default key, because nobody wrote one';
  return {
    encryption: type,
    kmsKeyId: readString(block, 'kms_key', isKms ? { unknown: chosen, set: true } : 'absent'),
  };
}

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/lifecycle_policy_parameters.html */
function expires(at: Scope, view: PhaseView): Fact<boolean> {
  const { items, open } = attachedTo(at, repositoryParts.lifecycle, view);
  const [own] = items;
  if (own === undefined) return open ?? withoutPart(at, repositoryParts.lifecycle, view);
  const text = readString(own, 'policy');
  if (text.state !== 'known') return text.state === 'unknown' ? text : known(false, own.place, 'policy');
  const rules = rulesIn(text.value);
  if (rules === undefined) {
    const detail = 'the lifecycle policy is not JSON that anybody understands';
    return unknown('unreadable', detail, { place: own.place, path: 'policy', set: true });
  }
  return known(rules.some(expiresUntagged), own.place, 'policy');
}

function withoutPart(at: Scope, link: Link, view: PhaseView): Fact<boolean> {
  const removed = view.previous !== undefined && attachedTo(at, link, view.previous).items.length > 0;
  if (at.fresh || removed) return awsDefault(at, link.type, false);
  const detail = 'the repository exists already, and neither the plan nor its prior state holds it';
  return unknown('not-in-plan', detail, { place: at.place, path: link.type });
}

function rulesIn(text: string): readonly Json[] | undefined {
  try {
    const policy = JSON.parse(text) as Json;
    const rules = isObject(policy) ? policy.rules : undefined;
    return Array.isArray(rules) ? rules : undefined;
  } catch {
    return undefined;
  }
}

function expiresUntagged(rule: Json): boolean {
  if (!isObject(rule) || !isObject(rule.selection) || !isObject(rule.action)) return false;
  const { tagStatus } = rule.selection;
  return rule.action.type === 'expire' && (tagStatus === 'untagged' || tagStatus === 'any');
}

function policy(at: Scope, view: PhaseView): Repository['policy'] {
  const { items, open } = attachedTo(at, repositoryParts.policy, view);
  const [own] = items;
  if (own !== undefined) return readPolicy(own, 'policy', view);
  if (open !== undefined) return open;
  const missing = withoutPart(at, repositoryParts.policy, view);
  return missing.state === 'unknown' ? missing : absent(at.place, repositoryParts.policy.type);
}
