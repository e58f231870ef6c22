import type { Fact } from '../../../model/fact.ts';
import { isObject } from '../json.ts';
import type { Json } from '../plan.ts';
import { readBlocks, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import { type Scope, scopeOfData } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

export const listEntry: Link = {
  type: 'aws_ec2_managed_prefix_list_entry',
  by: 'prefix_list_id',
  owner: ['id'],
};
const type = 'aws_ec2_managed_prefix_list';

/**
 * The ranges of a customer's prefix list, as far as the plan holds them; a range that cannot be told stands for those that may
 * be more. The lists that AWS manages are left closed: they hold its own services' addresses.
 * https://docs.aws.amazon.com/vpc/latest/userguide/working-with-aws-managed-prefix-lists.html
 */
export function rangesOfList(
  at: Scope,
  key: string,
  list: Fact<string>,
  view: PhaseView,
): readonly Fact<string>[] {
  if (list.state === 'known') {
    const found = view.named(type, 'id').get(list.value);
    if (found !== undefined) return entriesOf(view.scope(found), view);
  }
  const references = at.resolver.references(at.resource, [...at.path, key]);
  const targets = new Set(references.flatMap((reference) => reference.targets));
  const [only] = targets;
  if (only === undefined || targets.size > 1) return [];
  const planned = view.at(only);
  if (planned?.type === type) return entriesOf(view.scope(planned), view);
  const data = view.data(only);
  return data?.type === type ? entriesRead(scopeOfData(data, at)) : [];
}

function entriesOf(list: Scope, view: PhaseView): readonly Fact<string>[] {
  const { items, open } = readBlocks(list, 'entry');
  const separate = attachedTo(list, listEntry, view);
  const ranges = [...items, ...separate.items].map((entry) => readString(entry, 'cidr'));
  const cause = separate.open ?? open;
  return cause === undefined ? ranges : [...ranges, cause];
}

/** A data source holds the entries of what it found. */
function entriesRead(list: Scope): readonly Fact<string>[] {
  const { name, owner_id: owner, entries } = list.values;
  const isOfAws = owner === 'AWS' || (typeof name === 'string' && name.startsWith('com.amazonaws.'));
  if (isOfAws) return [];
  if (!Array.isArray(entries)) {
    const unread = readString(list, 'entries');
    return [unread];
  }
  return entries.flatMap((entry: Json): readonly Fact<string>[] => {
    const cidr = isObject(entry) ? entry.cidr : undefined;
    return typeof cidr === 'string'
      ? [{ state: 'known', value: cidr, place: list.place, path: 'entries' }]
      : [];
  });
}
