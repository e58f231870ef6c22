import { isObject } from './json.ts';
import type { Json, ResourceName } from './plan.ts';

/**
 * Whether the instances of one block serve one purpose. Subnets of all tiers may be made by a single block, told apart by their
 * tags and switches, and `[for s in aws_subnet.all : s.id if s.tags.Tier == "private"]` means only some of them, without a trace
 * in the plan.
 */
export function areAlike(members: readonly ResourceName[]): boolean {
  const [first, ...others] = members.map(purposeOf);
  return first === undefined || others.every((other) => other === first);
}

function purposeOf(resource: ResourceName): string {
  const values = 'after' in resource ? (resource.after as Json) : undefined;
  if (!isObject(values)) return '';
  const switches = Object.entries(values).filter(([, value]) => typeof value === 'boolean');
  const tags = isObject(values.tags) ? Object.entries(values.tags).filter(tellsPurpose) : [];
  return JSON.stringify([switches.sort(byKey), tags.sort(byKey)]);
}

/** What only names or places an instance says nothing of its purpose. */
function tellsPurpose([key, value]: readonly [string, Json]): boolean {
  if (typeof value !== 'string' || /name|zone|index|^az$/i.test(key)) return false;
  return !/^\d+$|^[a-z]{2}(-[a-z]+)+-\d[a-z]$/.test(value);
}

function byKey([one]: readonly [string, Json], [other]: readonly [string, Json]): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
