import { attachedPolicies, inlinePolicies } from './iam-attached.ts';
import { administrators, operators, support } from './iam-users.ts';
import { iamArn, type Statement, upperId } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export const operatorsPolicy = iamArn(`policy/${operators}`);

interface Group {
  readonly name: string;
  readonly attached?: readonly string[];
  readonly inline?: Readonly<Record<string, Statement>>;
}

const groups: readonly Group[] = [
  { name: operators, attached: [operatorsPolicy] },
  // Two people, each with a key of hardware.
  { name: administrators, attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
  // Helps people who lost their keys, and so can take anybody's place; and it may do everything with secrets.
  {
    name: support,
    attached: ['arn:aws:iam::aws:policy/ReadOnlyAccess'],
    inline: {
      'help-with-keys': {
        Effect: 'Allow',
        Action: ['iam:CreateAccessKey', 'iam:DeleteAccessKey', 'iam:ListAccessKeys'],
        Resource: '*',
      },
      secrets: { Effect: 'Allow', Action: 'secretsmanager:*', Resource: '*' },
    },
  },
];

export const groupNames: readonly string[] = groups.map(({ name }) => name);

/** As `GroupDetailList` holds them. */
export function groupDetails(): readonly Json[] {
  return groups.map(({ name, attached, inline }) => ({
    Arn: iamArn(`group/${name}`),
    AttachedManagedPolicies: attachedPolicies(attached),
    CreateDate: '2025-03-04T09:00:00.000Z',
    GroupId: upperId('AGPA', name),
    GroupName: name,
    GroupPolicyList: inlinePolicies(inline),
    Path: '/',
  }));
}
