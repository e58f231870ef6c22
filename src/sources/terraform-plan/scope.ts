import type { Place } from '../../model/fact.ts';
import type { DataResource, Json, JsonObject, PlannedResource, ResourceName } from './plan.ts';
import type { HoldsSecret } from './redaction.ts';
import type { AttributePath, Resolver } from './resolver.ts';

/** Before or after the change. */
export type Phase = 'before' | 'after';

/** Where attributes are read: a resource in one phase, or a block within it. */
export interface Scope {
  readonly resource: ResourceName;
  readonly place: Place;
  readonly resolver: Resolver;
  /** The plan makes the resource: what nobody wrote gets AWS's default. On one that exists already it proves nothing. */
  readonly fresh: boolean;
  readonly values: JsonObject;
  /** Mask of what is known only after apply. */
  readonly unknown: Json;
  readonly sensitive: Json;
  /** Whether a text holds a secret that is marked elsewhere in the plan. */
  readonly holdsSecret: HoldsSecret;
  /** Where `values` stands in the resource; empty for the resource itself. */
  readonly path: AttributePath;
  /** The same as text, with a dot at its end: `rule[0].`. */
  readonly prefix: string;
}

/** Reads a planned resource in one phase. The caller makes sure that it exists then. */
export function scopeOf(
  resource: PlannedResource,
  phase: Phase,
  resolver: Resolver,
  holdsSecret: HoldsSecret,
): Scope {
  const after = phase === 'after';
  return {
    resource,
    place: { source: 'terraform-plan', address: addressIn(resource, phase), phase },
    resolver,
    fresh: after && (resource.action === 'create' || resource.action === 'replace'),
    values: (after ? resource.after : resource.before) ?? {},
    unknown: after ? resource.afterUnknown : false,
    sensitive: after ? resource.afterSensitive : resource.beforeSensitive,
    holdsSecret,
    path: [],
    prefix: '',
  };
}

/** A moved resource had another address before. */
export function addressIn(resource: PlannedResource, phase: Phase): string {
  return phase === 'before' ? (resource.previousAddress ?? resource.address) : resource.address;
}

/** Reads a data source as the phase of its reader sees it. */
export function scopeOfData(data: DataResource, from: Scope): Scope {
  const phase = from.place.source === 'terraform-plan' ? from.place.phase : 'after';
  return {
    resource: data,
    place: { source: 'terraform-plan', address: data.address, phase },
    resolver: from.resolver,
    fresh: true,
    values: data.values,
    unknown: data.unknown,
    sensitive: data.sensitive,
    holdsSecret: from.holdsSecret,
    path: [],
    prefix: '',
  };
}
