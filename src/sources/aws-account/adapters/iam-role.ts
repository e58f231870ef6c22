import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { RegionAnswers, Why } from './evidence.ts';
import { attachedPolicies, inlinePolicies } from './iam-principal.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_RoleDetail.html */
export function adaptIamRole(
  role: ItemReader,
  sessions: (role: ItemReader) => Fact<number>,
): FactsOf<Kinds['iam-role']> {
  return {
    roleName: role.string('RoleName', 'absent'),
    path: role.string('Path'),
    serviceLinked: serviceLinked(role),
    trustPolicy: policyFact(role, 'AssumeRolePolicyDocument', undefined),
    ...attachedPolicies(role),
    inlinePolicies: inlinePolicies(role, 'RolePolicyList'),
    permissionsBoundary: role.string('PermissionsBoundary.PermissionsBoundaryArn', 'absent'),
    maximumSessionSeconds: sessions(role),
  };
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html: the path is reserved for services. */
function serviceLinked(role: ItemReader): Fact<boolean> {
  const path = role.string('Path');
  if (path.state === 'known') return role.known('Path', path.value.startsWith('/aws-service-role/'));
  return role.unknown('Path', 'not-recorded', 'the answer does not hold the path of the role');
}

/**
 * The answer that holds the policies of roles does not hold how long sessions may last; the list of roles does.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRoles.html
 */
export function sessionReader(answers: RegionAnswers): (role: ItemReader) => Fact<number> {
  const api = 'iam:ListRoles';
  const { readBy, missing } = answers.of(api);
  return (role) => {
    const arn = String(role.json('Arn'));
    const listed = answers.element(api, 'Roles', 'Arn', arn);
    const told = answerReader(readBy, arn, listed?.element);
    if (listed !== undefined) return told.int('MaxSessionDuration');
    const { reason, detail }: Why = missing ?? {
      reason: 'not-read',
      detail: `${api} does not name the role: it was made while the account was read`,
    };
    return told.unknown('MaxSessionDuration', reason, detail);
  };
}
