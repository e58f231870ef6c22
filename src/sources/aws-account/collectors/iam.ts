import type { Action } from '../action.ts';
import { globalRegion } from '../answer.ts';
import type { Collector, Session } from '../collector.ts';
import { accountKind } from '../config-types.ts';
import { isRecord, textOf } from '../plain.ts';
import { collectDevices, deviceActions } from './iam-devices.ts';

const actions: readonly Action[] = [
  {
    api: 'iam:GetAccountAuthorizationDetails',
    scope: 'account',
    gives: 'IAM users, groups, roles and policies',
    kinds: ['iam-group', 'iam-policy', 'iam-role', 'iam-user'],
    fields: ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
    lists: {
      UserDetailList: 'AWS::IAM::User',
      GroupDetailList: 'AWS::IAM::Group',
      RoleDetailList: 'AWS::IAM::Role',
      Policies: 'AWS::IAM::ManagedPolicy',
    },
    token: 'Marker',
    input: { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'], MaxItems: 300 },
  },
  {
    api: 'iam:ListVirtualMFADevices',
    scope: 'account',
    gives: 'virtual MFA devices',
    kinds: [],
    describes: [accountKind, 'iam-user'],
    fields: ['VirtualMFADevices'],
    lists: { VirtualMFADevices: 'AWS::IAM::VirtualMFADevice' },
    token: 'Marker',
    input: { AssignmentStatus: 'Assigned', MaxItems: 300 },
  },
  {
    api: 'iam:GetAccountSummary',
    scope: 'account',
    gives: "the root user's MFA and access keys",
    kinds: [],
    describes: [accountKind],
    fields: ['SummaryMap'],
  },
  {
    api: 'iam:GetAccountPasswordPolicy',
    scope: 'account',
    gives: 'the password policy',
    // An account without one answers with an error.
    noneIs: ['NoSuchEntity', 'NoSuchEntityException'],
    kinds: [],
    describes: [accountKind],
    fields: ['PasswordPolicy'],
  },
  {
    // The one list that tells how long sessions may last.
    api: 'iam:ListRoles',
    scope: 'account',
    gives: 'the longest sessions of IAM roles',
    kinds: [],
    describes: ['iam-role'],
    fields: ['Roles'],
    token: 'Marker',
    input: { MaxItems: 1000 },
  },
  {
    api: 'iam:GenerateCredentialReport',
    scope: 'account',
    gives: 'a fresh credential report',
    // Without it the last report is still there to read, or its reading fails for itself.
    kinds: [],
    fields: ['State'],
  },
  {
    api: 'iam:GetCredentialReport',
    scope: 'account',
    gives: 'the credential report: passwords, MFA and access keys of users',
    kinds: [],
    describes: [accountKind, 'iam-user'],
    fields: ['Content'],
  },
  ...deviceActions,
];

async function collectIam(session: Session): Promise<void> {
  await session.pages('iam:GetAccountAuthorizationDetails', globalRegion);
  await session.pages('iam:ListVirtualMFADevices', globalRegion);
  await session.one('iam:GetAccountSummary', globalRegion);
  await session.one('iam:GetAccountPasswordPolicy', globalRegion);
  await session.pages('iam:ListRoles', globalRegion);
  await collectCredentialReport(session);
  await collectDevices(session);
}

/**
 * AWS makes the report on demand, at most every four hours, and it takes a while:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html
 */
async function collectCredentialReport(session: Session): Promise<void> {
  const { reportLooks, reportWait } = session.limits;
  for (let look = 1; ; look++) {
    const made = await session.peek('iam:GenerateCredentialReport', globalRegion);
    const state = isRecord(made.output) ? textOf(made.output, 'State') : undefined;
    const waiting = made.error === undefined && state !== 'COMPLETE';
    if (waiting && look < reportLooks) {
      await session.pause(reportWait);
      continue;
    }
    await session.keep(made);
    break;
  }
  // Whoever may not have a new report made may still read the last one.
  await session.one('iam:GetCredentialReport', globalRegion);
}

/** IAM, which is one for all regions. */
export const iam: Collector = { actions, collect: collectIam };
