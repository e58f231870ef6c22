import { type Unknown, unknown } from '../../../model/fact.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

const part = (name: string): Link => ({
  type: `aws_s3_bucket_${name}`,
  by: 'bucket',
  owner: ['bucket', 'id'],
});

/** The resources that hold one part of a bucket each. */
export const bucketParts = {
  publicAccessBlock: part('public_access_block'),
  encryption: part('server_side_encryption_configuration'),
  versioning: part('versioning'),
  logging: part('logging'),
  ownership: part('ownership_controls'),
  policy: part('policy'),
  lifecycle: part('lifecycle_configuration'),
  replication: part('replication_configuration'),
  acl: part('acl'),
} as const satisfies Record<string, Link>;

/** How one part of a bucket is configured. */
export type Part =
  /** By a resource of its own. */
  | { readonly by: 'resource'; readonly at: Scope }
  /** By a resource of its own until now; this plan takes it away. */
  | { readonly by: 'removed'; readonly at: Scope }
  /** Perhaps by a resource of its own. */
  | { readonly by: 'open'; readonly cause: Unknown }
  /** By the bucket itself, or by nothing. */
  | { readonly by: 'bucket' };

/** Finds the resource that configures one part of a bucket. */
export function findPart(bucket: Scope, name: keyof typeof bucketParts, view: PhaseView): Part {
  const link = bucketParts[name];
  const { items, open } = attachedTo(bucket, link, view);
  const [only, ...others] = items;
  if (only !== undefined && others.length > 0) return { by: 'open', cause: several(bucket, link, items) };
  if (only !== undefined) return { by: 'resource', at: only };
  if (open !== undefined) return { by: 'open', cause: open };
  if (view.previous === undefined || bucket.fresh) return { by: 'bucket' };
  const [removed] = attachedTo(bucket, link, view.previous).items;
  return removed === undefined ? { by: 'bucket' } : { by: 'removed', at: removed };
}

function several(bucket: Scope, link: Link, items: readonly Scope[]): Unknown {
  const addresses = items.map((item) => item.resource.address).join(' and ');
  return unknown('ambiguous', `set by several resources at once: ${addresses}`, {
    place: bucket.place,
    path: link.type,
    set: true,
  });
}
