import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { attachedPolicies, inlinePolicies } from './iam-principal.ts';
import type { ItemReader } from './item-reader.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_GroupDetail.html */
export function adaptIamGroup(group: ItemReader): FactsOf<Kinds['iam-group']> {
  return {
    groupName: group.string('GroupName'),
    path: group.string('Path'),
    ...attachedPolicies(group),
    inlinePolicies: inlinePolicies(group, 'GroupPolicyList'),
  };
}
