import { createCandidates } from './candidates.ts';
import { type End, isUnknownAt, loosened } from './ends.ts';
import { expressionAt } from './expression.ts';
import { createFollower } from './follow.ts';
import { indexInstances } from './instances.ts';
import type { ResourceName, TerraformPlan } from './plan.ts';
import type { AttributePath, FollowedReference, Resolver, Written } from './resolver.ts';
import { holdsSeveral, isComputedLink, linkTypes } from './schema.ts';
import { viewpointOf } from './viewpoint.ts';

/** Makes the resolver of a plan: everything is indexed once, so that an answer costs what its expression is long. */
export function createResolver(plan: TerraformPlan): Resolver {
  const instances = indexInstances(plan);
  const followAll = createFollower(instances);
  const candidates = createCandidates(instances);

  const endsOf = (resource: ResourceName, path: AttributePath, depth = 0): readonly End[] => {
    const written = expressionAt(resource, path);
    if (written.how !== 'references') return [];
    const followed = followAll(written.references, viewpointOf(resource, instances));
    const ends = written.within ? loosened(followed) : followed;
    const types = typesOf(resource, path);
    if (types === undefined) return ends;
    // Where the provider fills the link in by itself, a local may as well be null.
    const mayBeNull = isComputedLink(resource.type, attributeOf(path) ?? '');
    return ends.flatMap((end) => {
      if (end.localOf !== undefined && !mayBeNull) return local(end, end.localOf, types);
      return depth < deepestLink && end.type !== undefined && !types.includes(end.type)
        ? through(end, depth)
        : [end];
    });
  };
  const local = (end: End, moduleAddress: string, types: readonly string[]): readonly End[] => {
    const all = candidates(moduleAddress);
    const fitting = all.some(carriesAnything) ? [] : all.filter(({ type }) => types.includes(type));
    return fitting.length === 0 ? [end] : fitting.map((candidate) => candidateEnd(candidate, end));
  };
  /** `aws_subnet.a.vpc_id` is the VPC that the subnet's own `vpc_id` leads to. */
  const through = (end: End, depth: number): readonly End[] => {
    const link = linkWithin(end);
    const [address, ...others] = end.targets;
    const target = address === undefined || others.length > 0 ? undefined : instances.byAddress(address);
    if (link === undefined || target === undefined) return [end];
    const ends = endsOf(target, [link], depth + 1);
    return ends.length === 0 ? [end] : ends;
  };
  return {
    written(resource, path): Written {
      const written = expressionAt(resource, path);
      if (written.how !== 'references') return written;
      const ends = endsOf(resource, path);
      // All that it was made of is known, and yet it is unknown: it was handed null, and the provider will fill it in.
      if (ends.every(({ known }) => known) && isUnknownAt(resource, path)) return { how: 'unset' };
      return {
        how: 'references',
        references: referencesOf(resource, path, ends),
        set: isCertainlySet(ends, typesOf(resource, path)),
      };
    },
    references: (resource, path) => referencesOf(resource, path, endsOf(resource, path)),
  };
}

/** What can hold any value, the name of a thing outside of this plan too: beside it, no candidate is certain. */
function carriesAnything({ mode, type }: ResourceName): boolean {
  return mode === 'data' ? type !== 'aws_iam_policy_document' : type === 'terraform_data';
}

function candidateEnd(candidate: ResourceName, local: End): End {
  return {
    to: candidate.mode === 'data' ? 'data' : 'resource',
    type: candidate.type,
    targets: [candidate.address],
    text: local.text,
    known: false,
    loose: true,
  };
}

const deepestLink = 8;

/** The link attribute of its own that an end names; the id of a bucket's satellite is the bucket's name. */
function linkWithin(end: End): string | undefined {
  if (end.attribute === 'id' && end.type?.startsWith('aws_s3_bucket_')) return 'bucket';
  return linkTypes(end.attribute) === undefined ? undefined : end.attribute;
}

/** Types that an attribute leads to, where its name tells. A bucket's own `bucket` is its name and leads nowhere. */
function typesOf(resource: ResourceName, path: AttributePath): readonly string[] | undefined {
  const types = resource.type.startsWith('aws_') ? linkTypes(attributeOf(path)) : undefined;
  return types?.includes(resource.type) ? undefined : types;
}

function attributeOf(path: AttributePath): string | undefined {
  return path.findLast((step) => typeof step === 'string');
}

/** Attributes that are never null once their resource exists. */
const certain = new Set([
  'id',
  'arn',
  'name',
  'bucket',
  'key_id',
  'json',
  'minified_json',
  'identifier',
  'cluster_identifier',
  'unique_id',
  'dns_name',
  'domain_name',
  'bucket_domain_name',
  'bucket_regional_domain_name',
  'invoke_arn',
  'execution_arn',
  'qualified_arn',
]);

/**
 * Whether an unknown value cannot turn out to be null: every unknown thing it is made of is certainly something. Terraform
 * leaves the attribute out of `aws_kms_key.main[each.key].arn`; in a link to keys, it can only be what names the key.
 */
function isCertainlySet(ends: readonly End[], types: readonly string[] | undefined): boolean {
  const unknown = ends.filter(({ known }) => !known);
  const isSet = ({ to, attribute, type, loose }: End) => {
    if (to === 'value') return false;
    if (attribute !== undefined) return certain.has(attribute);
    return loose === undefined && (types?.includes(type ?? '') ?? false);
  };
  return unknown.length > 0 && unknown.every(isSet);
}

/** The references that may be why the attribute is unknown, those that exclude one another with all their targets. */
function referencesOf(
  resource: ResourceName,
  path: AttributePath,
  ends: readonly End[],
): readonly FollowedReference[] {
  const attribute = attributeOf(path);
  const types = typesOf(resource, path);
  const relevant = ofExpectedType(relevantEnds(ends), types);
  const [only] = relevant;
  // Nearly always there is one, with nothing to put together.
  if (only !== undefined && relevant.length === 1 && only.targets.length < 2)
    return [followed(only, only.targets)];
  const several = attribute !== undefined && holdsSeveral(resource.type, attribute, path.length > 1);
  // One link leads to one thing, of whichever of its types: a group or the default group, never both.
  const rivals = (type = '') => (types?.includes(type) ? '' : type);
  const alternatives = new Map<string, Set<string>>();
  for (const { type, targets, loose } of relevant) {
    if (type === undefined || (several && loose === undefined)) continue;
    const together = alternatives.get(rivals(type)) ?? new Set<string>();
    for (const target of targets) together.add(target);
    alternatives.set(rivals(type), together);
  }
  const union = new Map([...alternatives].map(([rival, targets]) => [rival, [...targets]]));
  return relevant.map((end) => {
    const own = several && end.loose === undefined;
    const all = end.type === undefined ? undefined : union.get(rivals(end.type));
    return followed(end, own ? end.targets : (all ?? end.targets));
  });
}

function followed(end: End, targets: readonly string[]): FollowedReference {
  const { to, text, attribute } = end;
  const unsure = end.loose ?? end.beside;
  return {
    to,
    text,
    targets,
    ...(attribute === undefined ? {} : { attribute }),
    ...(unsure === undefined ? {} : { unsure }),
  };
}

/**
 * A single unknown end is the cause: what is known beside it only chose it or stands beside it in the text. With several, a
 * known one of the same type may be what is chosen in the end.
 */
function relevantEnds(ends: readonly End[]): readonly End[] {
  if (ends.length < 2) return ends;
  const distinct = [...new Map(ends.map((end) => [`${end.text} ${end.targets.join()}`, end])).values()];
  const unknown = distinct.filter(({ known }) => !known);
  if (unknown.length === 0) return distinct;
  if (unknown.length === 1) return unknown;
  const types = new Set(unknown.map(({ type }) => type));
  return distinct.filter(({ known, type }) => !known || (type !== undefined && types.has(type)));
}

/**
 * `policy_arn = "…${aws_vpc.a.id}…${aws_iam_policy.b.name}"` leads to the policy. Where nothing fits (`bucket =
 * "logs-${random_id.a.hex}"`), nobody knows where the link leads.
 */
function ofExpectedType(ends: readonly End[], types: readonly string[] | undefined): readonly End[] {
  if (types === undefined) return ends;
  const fitting = ends.filter(
    (end) => end.type === undefined || types.includes(end.type) || isBornWith(end, types),
  );
  if (fitting.some(({ type }) => type !== undefined)) return fitting;
  return ends.map(({ text, known }) => ({ to: 'value', text, targets: [], known }));
}

/** What a VPC is born with has no resource of its own until Terraform adopts it: `aws_vpc.main.default_security_group_id`. */
const bornWith: Readonly<Record<string, string>> = {
  default_security_group_id: 'aws_default_security_group',
  default_network_acl_id: 'aws_default_network_acl',
  default_route_table_id: 'aws_default_route_table',
  main_route_table_id: 'aws_default_route_table',
};

function isBornWith({ type, attribute }: End, types: readonly string[]): boolean {
  const born = type === 'aws_vpc' && attribute !== undefined ? bornWith[attribute] : undefined;
  return born !== undefined && types.includes(born);
}
