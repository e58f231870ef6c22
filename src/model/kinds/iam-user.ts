import { bool, defineKind, int, list, many, one, string, struct } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

const accessKey = struct(
  'AccessKey',
  {
    active: bool('It can be used'),
    ageDays: int('Days since it was made or rotated', { unit: 'days', onlyIn: ['aws-account'] }),
    unusedDays: int('Days since its last use, or since it was made when never used', {
      unit: 'days',
      onlyIn: ['aws-account'],
    }),
  },
  'An access key of a user',
);

export const iamUser = defineKind({
  name: 'iam-user',
  title: 'IAM user',
  service: 'iam',
  meaning: 'An IAM user; the root user is part of `account`',
  attributes: {
    userName: string('Name of the user'),
    path: string('Path of the user'),
    consoleAccess: bool('It has a password for the console'),
    mfaActive: bool('It has an MFA device', { onlyIn: ['aws-account'] }),
    mfaHardware: bool(
      'All its MFA devices are hardware: tokens and certified FIDO keys, no virtual device and no passkey of a password manager',
      { onlyIn: ['aws-account'] },
    ),
    passwordAgeDays: int('Days since its password was set', {
      unit: 'days',
      optional: true,
      onlyIn: ['aws-account'],
    }),
    passwordUnusedDays: int('Days since the password was used, or since it was set when never used', {
      unit: 'days',
      optional: true,
      onlyIn: ['aws-account'],
    }),
    accessKeys: list(accessKey, 'Its access keys'),
    groups: list(string('group'), 'Names of its groups'),
    awsManagedPolicies: list(
      string('name'),
      'Names of the policies attached to it that AWS wrote: AdministratorAccess',
    ),
    customerPolicyArns: list(string('ARN'), 'Managed policies attached to it that AWS did not write'),
    inlinePolicies: list(policyDocument('document'), 'Policies written into the user itself'),
    permissionsBoundary: string('Permissions boundary, by ARN', { optional: true }),
  },
  relations: {
    memberships: many('iam-group', { mine: 'groups' }, 'Its groups, with their policies'),
    boundary: one(
      'iam-policy',
      { mine: 'permissionsBoundary' },
      'The managed policy beyond which its rights cannot go',
    ),
    customerPolicies: many(
      'iam-policy',
      { mine: 'customerPolicyArns' },
      'Managed policies attached to it that AWS did not write',
    ),
  },
});
