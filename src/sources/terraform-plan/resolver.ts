import type { Reference } from '../../model/fact.ts';
import type { Json, ResourceName } from './plan.ts';

/** Path of an attribute: `['rule', 0, 'apply_server_side_encryption_by_default', 0, 'kms_master_key_id']`. */
export type AttributePath = readonly (string | number)[];

/** How an attribute was written. */
export type Written =
  /**
   * Nobody wrote it, or it was handed null through variables, and no dynamic block can hide it: the provider's or AWS's default
   * counts.
   */
  | { readonly how: 'unset' }
  | { readonly how: 'constant'; readonly value: Json }
  /** By references; `set` says that an unknown value is certainly not null. */
  | { readonly how: 'references'; readonly references: readonly FollowedReference[]; readonly set: boolean }
  /** By a function call without references: `jsonencode({ … })`. It is set; only `after` knows to what. */
  | { readonly how: 'call' }
  /** One or more blocks (or one object) with attributes of their own: ask for those. */
  | { readonly how: 'block'; readonly count: number }
  | { readonly how: 'unclear'; readonly why: Unclear };

export type Unclear =
  /** The plan has no configuration for this resource. */
  | 'no-configuration'
  /** It may stand in a `dynamic` block, which plans do not show. */
  | 'dynamic-block'
  /** Several blocks of a set: their order in the plan is not the order in which they were written. */
  | 'block-order';

/** A reference, followed to its end. */
export interface FollowedReference extends Reference {
  /** What it ends at. `value`: a variable, local or each.value that could not be followed any further. */
  readonly to: 'resource' | 'data' | 'value';
  /** Attribute of the target: `arn`; missing for a whole resource (`aws_x.y[*]`). */
  readonly attribute?: string;
  /** Not certainly meant, or not alone: one of several things, or something else stands in the same expression. */
  readonly unsure?: true;
}

/** Tells, for any attribute of a plan, how it was written and which resources it means. */
export interface Resolver {
  written(resource: ResourceName, path: AttributePath): Written;
  /**
   * References behind an attribute, followed through variables, module outputs, locals, each, count and data sources.
   * `targets` holds every instance it may mean: one when certain, several when not, none when it could not be followed.
   * Data sources are targets by their own address (`data.aws_x.y`).
   */
  references(resource: ResourceName, path: AttributePath): readonly FollowedReference[];
}
