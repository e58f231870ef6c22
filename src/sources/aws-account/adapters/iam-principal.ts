import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { PolicyDocument } from '../../../model/policy-document.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** ARNs of the managed policies attached to a user or role itself. */
export function attachedPolicyArns(principal: ItemReader): Fact<ListValue<string>> {
  const path = 'AttachedManagedPolicies';
  const attached = principal.list(path, (policy) => policy.string('PolicyArn'), 'empty');
  if (attached.state !== 'known') return attached;
  const items = attached.value.items.map((item) => (item.state === 'known' ? item.value : item));
  return known({ items }, principal.place, principal.at(path));
}

/** The policies written into a user (`UserPolicyList`) or role (`RolePolicyList`). */
export function inlinePolicies(principal: ItemReader, path: string): Fact<ListValue<PolicyDocument>> {
  const policies = principal.list(path, (policy) => policyFact(policy, 'PolicyDocument', undefined), 'empty');
  if (policies.state !== 'known') return policies;
  const items = policies.value.items.map((item) => (item.state === 'known' ? item.value : item));
  return known({ items }, principal.place, principal.at(path));
}
