import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { type Credentials, credentialReader } from './iam-credentials.ts';
import { type Devices, mfaActive, mfaHardware } from './iam-devices.ts';
import { attachedPolicies, inlinePolicies } from './iam-principal.ts';
import type { ItemReader } from './item-reader.ts';

/** What IAM told about passwords, keys and MFA devices. */
export interface IamCredentials {
  readonly report: Credentials;
  readonly devices: Devices;
}

/** A user by `UserDetailList`, the credential report and the lists of MFA devices. */
export function adaptIamUser(
  item: ItemReader,
  arn: string,
  { report, devices }: IamCredentials,
): FactsOf<Kinds['iam-user']> {
  const user = String(item.json('UserName'));
  const made = item.json('CreateDate');
  const credentials = credentialReader(report, {
    user,
    arn,
    madeAt: typeof made === 'string' ? made : undefined,
  });
  const owner = { user, arn, active: credentials.bool('mfa_active') };
  return {
    userName: item.string('UserName'),
    path: item.string('Path'),
    consoleAccess: credentials.bool('password_enabled'),
    mfaActive: mfaActive(devices, owner),
    mfaHardware: mfaHardware(devices, owner),
    passwordAgeDays: credentials.passwordAgeDays(),
    passwordUnusedDays: credentials.passwordUnusedDays(),
    accessKeys: credentials.accessKeys(),
    groups: item.strings('GroupList', 'empty'),
    ...attachedPolicies(item),
    inlinePolicies: inlinePolicies(item, 'UserPolicyList'),
    permissionsBoundary: item.string('PermissionsBoundary.PermissionsBoundaryArn', 'absent'),
  };
}
