import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { attachedPolicies, inlinePolicies } from './iam-principal.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html */
export function adaptIamRole(role: ItemReader): FactsOf<Kinds['iam-role']> {
  return {
    roleName: role.string('RoleName', 'absent'),
    path: role.string('Path'),
    serviceLinked: serviceLinked(role),
    trustPolicy: policyFact(role, 'AssumeRolePolicyDocument', undefined),
    ...attachedPolicies(role),
    inlinePolicies: inlinePolicies(role, 'RolePolicyList'),
    permissionsBoundary: role.string('PermissionsBoundary.PermissionsBoundaryArn', 'absent'),
    maximumSessionSeconds: role.unknown(
      'MaxSessionDuration',
      'not-recorded',
      'iam:GetAccountAuthorizationDetails does not tell how long a session may last',
    ),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: the path is reserved for services. */
function serviceLinked(role: ItemReader): Fact<boolean> {
  const path = role.string('Path');
  if (path.state === 'known') return role.known('Path', path.value.startsWith('/aws-service-role/'));
  return role.unknown('Path', 'not-recorded', 'the answer does not hold the path of the role');
}
