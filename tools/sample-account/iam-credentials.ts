import { isFidoDevice } from '../../src/sources/aws-account/mfa-serial.ts';
import { groupNames } from './iam-groups.ts';
import { policies } from './iam-policies.ts';
import { roleList } from './iam-roles.ts';
import { type User, users } from './iam-users.ts';
import { account, iamArn, upperId } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html */
const columns = [
  'user',
  'arn',
  'user_creation_time',
  'password_enabled',
  'password_last_used',
  'password_last_changed',
  'password_next_rotation',
  'mfa_active',
  'access_key_1_active',
  'access_key_1_last_rotated',
  'access_key_1_last_used_date',
  'access_key_1_last_used_region',
  'access_key_1_last_used_service',
  'access_key_2_active',
  'access_key_2_last_rotated',
  'access_key_2_last_used_date',
  'access_key_2_last_used_region',
  'access_key_2_last_used_service',
  'cert_1_active',
  'cert_1_last_rotated',
  'cert_2_active',
  'cert_2_last_rotated',
];

const flags = /^(?:password_enabled|mfa_active|access_key_\d_active|cert_\d_active)$/;

export function credentialReport(): string {
  const rootRow = {
    user: '<root_account>',
    arn: iamArn('root'),
    user_creation_time: '2025-03-03T16:00:00+00:00',
    password_enabled: 'not_supported',
    password_last_used: '2026-08-11T10:00:00+00:00',
    password_last_changed: 'not_supported',
    password_next_rotation: 'not_supported',
    mfa_active: 'true',
  };
  const userRows = users.map((user) => ({
    user: user.name,
    arn: iamArn(`user/${user.name}`),
    user_creation_time: '2025-03-04T09:00:00+00:00',
    ...user.report,
  }));
  const lines = [rootRow, ...userRows].map((values: Readonly<Record<string, string>>) =>
    columns.map((column) => values[column] ?? (flags.test(column) ? 'false' : 'N/A')).join(','),
  );
  return [columns.join(','), ...lines].join('\n');
}

export function virtualDevices(): Json {
  const device = (serial: string, arn: string, user: string) => ({
    EnableDate: '2025-03-04T10:00:00.000Z',
    SerialNumber: iamArn(`mfa/${serial}`),
    User: {
      Arn: arn,
      CreateDate: '2025-03-04T09:00:00.000Z',
      Path: '/',
      UserId: upperId('AIDA', user),
      UserName: user,
    },
  });
  const owners = users.filter((user) => user.virtualMfa === true);
  return {
    IsTruncated: false,
    VirtualMFADevices: [
      ...owners.map((user) => device(user.name, iamArn(`user/${user.name}`), user.name)),
      {
        EnableDate: '2025-03-03T16:10:00.000Z',
        SerialNumber: iamArn('mfa/root-account-mfa-device'),
        User: { Arn: iamArn('root'), CreateDate: '2025-03-03T16:00:00.000Z', UserId: account },
      },
    ],
  };
}

/** What IAM answers about the devices of users who have MFA, and no virtual device. */
export function ownDevices(): readonly {
  readonly api: string;
  readonly input: Json;
  readonly output: Json;
}[] {
  const withDevices = users.filter(
    (user): user is User & { devices: readonly string[] } => user.devices !== undefined,
  );
  return withDevices.flatMap(({ name: UserName, devices }) => [
    {
      api: 'iam:ListMFADevices',
      input: { UserName },
      output: {
        IsTruncated: false,
        MFADevices: devices.map((SerialNumber) => ({
          EnableDate: '2025-03-04T10:00:00.000Z',
          SerialNumber,
          UserName,
        })),
      },
    },
    ...devices.filter(isFidoDevice).map((SerialNumber) => ({
      api: 'iam:GetMFADevice',
      input: { SerialNumber, UserName },
      output: {
        Certifications: { FIDO: 'L1', 'FIPS-140-2': 'L2' },
        EnableDate: '2025-03-04T10:00:00.000Z',
        SerialNumber,
        UserName,
      },
    })),
  ]);
}

export function accountSummary(): Json {
  return {
    SummaryMap: {
      AccountAccessKeysPresent: 0,
      AccountMFAEnabled: 1,
      AccountPasswordPresent: 1,
      Groups: groupNames.length,
      MFADevices: 2,
      MFADevicesInUse: 1 + users.filter(({ report }) => report.mfa_active === 'true').length,
      Policies: policies.filter(({ Arn }) => String(Arn).startsWith(iamArn('policy/'))).length,
      Roles: roleList().length,
      Users: users.length,
    },
  };
}

export function passwordPolicy(): Json {
  return {
    PasswordPolicy: {
      AllowUsersToChangePassword: true,
      ExpirePasswords: true,
      MaxPasswordAge: 90,
      MinimumPasswordLength: 12,
      PasswordReusePrevention: 24,
      RequireLowercaseCharacters: true,
      RequireNumbers: true,
      RequireSymbols: true,
      RequireUppercaseCharacters: true,
    },
  };
}
