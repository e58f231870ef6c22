import { type AttachedPolicies, splitAttachedPolicies } from '../../../model/attached-policies.ts';
import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** The managed policies attached to a user or role itself. */
export function attachedPolicies(principal: ItemReader): AttachedPolicies {
  const path = 'AttachedManagedPolicies';
  const attached = principal.list(path, (policy) => policy.string('PolicyArn'), 'empty');
  if (attached.state !== 'known') return splitAttachedPolicies(attached, () => false);
  const items = attached.value.items.map((item) => (item.state === 'known' ? item.value : item));
  return splitAttachedPolicies(known({ items }, principal.place, principal.at(path)), () => false);
}

/** The policies written into a user (`UserPolicyList`) or role (`RolePolicyList`), by their names. */
export function inlinePolicies(principal: ItemReader, path: string): Fact<ListValue<PolicyDocument>> {
  const policies = principal.list(path, (policy) => policy, 'empty');
  if (policies.state !== 'known') return policies;
  const named = policies.value.items.map((item) => ({
    name: item.state === 'known' ? String(item.value.json('PolicyName')) : '',
    document: item.state === 'known' ? policyFact(item.value, 'PolicyDocument', undefined) : item,
  }));
  const items = named.sort((a, b) => (a.name < b.name ? -1 : 1)).map(({ document }) => document);
  return { ...policies, value: { items } };
}
