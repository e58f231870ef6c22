import type { Step } from '../../model/terraform-address.ts';
import { member } from './json.ts';
import type { Json, ResourceName } from './plan.ts';

/** Where one way from an attribute ends. */
export interface End {
  readonly to: 'resource' | 'data' | 'value';
  /** For people, with its module: `module.a.aws_kms_key.main.arn`. */
  readonly text: string;
  readonly targets: readonly string[];
  readonly type?: string;
  readonly attribute?: string;
  /** Its value is known while planning: it is not why an attribute is unknown. */
  readonly known: boolean;
  /** One of several things it may mean, not all of them. */
  readonly loose?: true;
  /** Something that is no such link stands in the same expression: what chooses between links, or more of them. */
  readonly beside?: true;
  /** The module instance whose local it is. */
  readonly localOf?: string;
}

/** `var.bucket.id` of a whole resource that was handed on: the attribute comes last. */
export function withAttribute(ends: readonly End[], attribute: string | undefined): readonly End[] {
  if (attribute === undefined || ends.every((end) => end.attribute !== undefined || end.type === undefined))
    return ends;
  return ends.map((end) =>
    end.attribute !== undefined || end.type === undefined
      ? end
      : { ...end, attribute, text: `${end.text}.${attribute}` },
  );
}

export function loosened(ends: readonly End[]): readonly End[] {
  return ends.length < 2 ? ends : ends.map((end) => ({ ...end, loose: true }));
}

export function unfollowed(text: string, from: { readonly moduleAddress: string }): End {
  const prefix = from.moduleAddress === '' ? '' : `${from.moduleAddress}.`;
  return { to: 'value', text: `${prefix}${text}`, targets: [], known: false };
}

/** Whether the plan knows the value of an attribute (or of all attributes) of a resource. */
export function isKnown(resource: ResourceName, steps: readonly Step[]): boolean {
  let mask: Json | undefined = maskOf(resource);
  for (const step of steps) {
    if (mask === true) return false;
    mask = member(mask, 'name' in step ? step.name : step.key);
  }
  return !marksAny(mask);
}

export function maskOf(resource: ResourceName): Json | undefined {
  if ('afterUnknown' in resource) return resource.afterUnknown as Json;
  return 'unknown' in resource ? (resource.unknown as Json) : undefined;
}

export function marksAny(mask: Json | undefined): boolean {
  if (mask === true) return true;
  if (typeof mask !== 'object' || mask === null) return false;
  return Object.values(mask).some(marksAny);
}

/** Whether the plan does not know an attribute, or the list or object around it. */
export function isUnknownAt(resource: ResourceName, path: readonly (string | number)[]): boolean {
  let mask: Json | undefined = maskOf(resource);
  for (const step of path) {
    if (mask === true) return true;
    mask = member(mask, step);
  }
  return mask === true;
}
