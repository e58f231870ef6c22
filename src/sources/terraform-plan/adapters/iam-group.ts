import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { attachedPolicies, inlinePolicies, type PolicyLinks } from './iam-policies.ts';

const group = (type: string, by = 'group'): Link => ({ type, by, owner: ['name', 'id'] });

export const groupLinks: PolicyLinks = {
  attachment: group('aws_iam_group_policy_attachment'),
  shared: group('aws_iam_policy_attachment', 'groups'),
  exclusive: group('aws_iam_group_policy_attachments_exclusive', 'group_name'),
  inline: group('aws_iam_group_policy'),
};

/** `aws_iam_group`. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateGroup.html */
export function adaptIamGroup(at: Scope, view: PhaseView): FactsOf<Kinds['iam-group']> {
  return {
    groupName: readString(at, 'name'),
    path: readString(at, 'path', { default: '/' }),
    ...attachedPolicies(at, groupLinks, {}, view),
    inlinePolicies: inlinePolicies(at, groupLinks, {}, view),
  };
}
