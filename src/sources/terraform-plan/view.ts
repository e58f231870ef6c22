import type { DataResource, PlannedResource } from './plan.ts';
import type { Phase, Scope } from './scope.ts';

/** What exists in one phase of the plan, as adapters look things up beyond their own resource. */
export interface PhaseView {
  readonly phase: Phase;
  /** In `after`: the view of `before`, for what this plan takes away. */
  readonly previous?: PhaseView;
  /** Why resources may be missing from the plan, when they may. */
  readonly partial?: string;
  /** Everything that exists in this phase, in the plan's order. */
  readonly resources: readonly PlannedResource[];
  ofType(type: string): readonly PlannedResource[];
  at(address: string): PlannedResource | undefined;
  /** Resources of a type by one of their names, such as `cluster_identifier`. */
  named(type: string, attribute: string): ReadonlyMap<string, PlannedResource>;
  data(address: string): DataResource | undefined;
  /** One scope a resource, so that its facts share their place. */
  scope(resource: PlannedResource): Scope;
  links(link: Link): LinkIndex;
}

/** How resources of one type say to which other resource they belong. */
export interface Link {
  /** Type of the satellite: `aws_s3_bucket_versioning`. */
  readonly type: string;
  /** Its attribute that names the owner, one or a list of them. */
  readonly by: string;
  /** Attributes of the owner that the link may hold. */
  readonly owner: readonly string[];
}

/** Satellites of one type by what they are linked to; built once a phase. */
export interface LinkIndex {
  readonly byAddress: ReadonlyMap<string, readonly PlannedResource[]>;
  readonly byName: ReadonlyMap<string, readonly PlannedResource[]>;
  /** Satellites that may belong to several owners, by the address of each. */
  readonly perhaps: ReadonlyMap<string, PlannedResource>;
  /** A satellite whose owner nobody could follow: it may belong to any. */
  readonly anywhere?: PlannedResource;
}
