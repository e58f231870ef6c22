import { type InstanceKey, type Step, stepsOf } from '../../model/terraform-address.ts';
import type { Instances } from './instances.ts';
import type { ConfiguredModule, Json, ResourceName } from './plan.ts';

/** From where a reference is followed: one module instance, and what `each` and `count` mean there. */
export interface Viewpoint {
  readonly moduleAddress: string;
  readonly module: ConfiguredModule | undefined;
  readonly key?: InstanceKey;
  /** How many instances have such a key. */
  readonly siblings: number;
  readonly forEach?: Json;
}

/** Whether `count.index` and `each` stand in the same expression. */
export type Marks = { readonly count: boolean; readonly each: boolean };

/** The viewpoint of a resource's own block. */
export function viewpointOf(resource: ResourceName, instances: Instances): Viewpoint {
  const forEach = resource.configuration?.forEachExpression;
  return {
    moduleAddress: resource.moduleAddress,
    module: resource.configuration?.module,
    ...(resource.index === undefined ? {} : { key: resource.index }),
    // Only a key is ever paired with the siblings' keys: without one nobody asks for them.
    siblings: resource.index === undefined ? 0 : instances.siblings(resource),
    ...(forEach === undefined ? {} : { forEach }),
  };
}

export function callViewpoint(
  parent: { address: string; key?: InstanceKey },
  caller: ConfiguredModule,
  siblings: number,
  forEach: Json | undefined,
): Viewpoint {
  return {
    moduleAddress: parent.address,
    module: caller,
    ...(parent.key === undefined ? {} : { key: parent.key }),
    siblings,
    ...(forEach === undefined ? {} : { forEach }),
  };
}

/** The references of one expression, taken apart. */
export interface Asked {
  readonly references: readonly { readonly text: string; readonly steps: readonly Step[] }[];
  readonly marks: Marks;
}

/** By the list of references: the instances of a block share it. */
const asked = new WeakMap<readonly string[], Asked>();

/** Takes the references of an expression apart, once for all instances of its block. */
export function askedBy(references: readonly string[]): Asked {
  let found = asked.get(references);
  if (found === undefined) {
    const apart = longest(references).map((text) => ({ text, steps: stepsOf(text) ?? [] }));
    found = { references: apart, marks: marksOf(references) };
    asked.set(references, found);
  }
  return found;
}

/** References without those that are only the beginning of a longer one. */
function longest(references: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const text of references) {
    const last = kept.at(-1);
    const isBeginning =
      last?.startsWith(text) && (last.length === text.length || '.['.includes(last[text.length] ?? ' '));
    if (!isBeginning) kept.push(text);
  }
  return [...new Set(kept)];
}

function marksOf(references: readonly string[]): Marks {
  const each = references.some((text) => text.startsWith('each.'));
  return { count: references.includes('count.index'), each };
}

/** The instance that is meant: by the key that is written, or by the same key as one's own; else all of them. */
export function pick<T>(
  all: ReadonlyMap<InstanceKey | undefined, T>,
  key: InstanceKey | undefined,
  marks: Marks,
  from: Viewpoint,
): T | 'all' | undefined {
  if (key !== undefined) return all.get(key);
  const paired = pairedKey(marks, from);
  const found = paired === undefined ? undefined : all.get(paired);
  // With more instances than one's own, the index may be calculated: aws_subnet.a[count.index + 1].
  return found !== undefined && (typeof paired === 'string' || all.size <= from.siblings) ? found : 'all';
}

export function pairedKey(marks: Marks, from: Viewpoint): InstanceKey | undefined {
  return (typeof from.key === 'number' ? marks.count : marks.each) ? from.key : undefined;
}
