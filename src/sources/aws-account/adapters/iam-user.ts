import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { CredentialReader, VirtualDevices } from './iam-credentials.ts';
import type { GroupReader } from './iam-groups.ts';
import { attachedPolicies, inlinePolicies } from './iam-principal.ts';
import type { ItemReader } from './item-reader.ts';

/** A user by `UserDetailList`, the credential report and the list of virtual MFA devices. */
export function adaptIamUser(
  user: ItemReader,
  credentials: CredentialReader,
  devices: VirtualDevices,
  administersByGroup: GroupReader,
): FactsOf<Kinds['iam-user']> {
  return {
    userName: user.string('UserName'),
    path: user.string('Path'),
    consoleAccess: credentials.bool('password_enabled'),
    mfaActive: credentials.bool('mfa_active'),
    mfaHardware: credentials.mfaHardware(devices),
    passwordUnusedDays: credentials.passwordUnusedDays(),
    accessKeys: credentials.accessKeys(),
    groups: user.strings('GroupList', 'empty'),
    administersByGroup: administersByGroup(user),
    ...attachedPolicies(user),
    inlinePolicies: inlinePolicies(user, 'UserPolicyList'),
    permissionsBoundary: user.string('PermissionsBoundary.PermissionsBoundaryArn', 'absent'),
  };
}
