import { known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { attachedPolicies, inlinePolicies, type PolicyLinks } from './iam-policies.ts';

const named = ['name', 'id'];

export const roleLinks: PolicyLinks = {
  attachment: { type: 'aws_iam_role_policy_attachment', by: 'role', owner: named },
  shared: { type: 'aws_iam_policy_attachment', by: 'roles', owner: named },
  exclusive: { type: 'aws_iam_role_policy_attachments_exclusive', by: 'role_name', owner: named },
  inline: { type: 'aws_iam_role_policy', by: 'role', owner: named },
};

/** `aws_iam_role`. https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreateRole.html */
export function adaptIamRole(at: Scope, view: PhaseView): FactsOf<Kinds['iam-role']> {
  const own = { arns: 'managed_policy_arns', inline: 'inline_policy' };
  const path = readString(at, 'path', { default: '/' });
  return {
    roleName: readString(at, 'name'),
    path,
    // Such roles can be imported, and have this path alone:
    // https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html
    serviceLinked: known(
      path.state === 'known' && path.value.startsWith('/aws-service-role/'),
      at.place,
      'path',
    ),
    trustPolicy: readPolicy(at, 'assume_role_policy', view),
    ...attachedPolicies(at, roleLinks, own, view),
    inlinePolicies: inlinePolicies(at, roleLinks, own, view),
    permissionsBoundary: readString(at, 'permissions_boundary', 'absent'),
    // What nobody writes is one hour: the same page.
    maximumSessionSeconds: readInt(at, 'max_session_duration', { default: 3600 }),
  };
}
