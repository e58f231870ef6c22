import { operators, type User, users } from './iam-users.ts';
import { type Row, row } from './rows.ts';
import {
  account,
  cajaTags,
  encodedPolicy,
  iamArn,
  type Statement,
  type Tags,
  tagList,
  upperId,
} from './words.ts';

type Json = Readonly<Record<string, unknown>>;

const operatorsPolicy = iamArn('policy/caja-prod-access-operators');

function userAnswer(user: User): Json {
  const attached = (user.attached ?? []).map((arn) => ({
    PolicyArn: arn,
    PolicyName: arn.split('/').at(-1),
  }));
  const inline = Object.entries(user.inline ?? {}).map(([PolicyName, statement]) => ({
    PolicyName,
    PolicyDocument: encodedPolicy(statement),
  }));
  return {
    Arn: iamArn(`user/${user.name}`),
    AttachedManagedPolicies: attached,
    CreateDate: '2025-03-04T09:00:00.000Z',
    GroupList: user.groups ?? [],
    Path: '/',
    ...(Object.keys(user.tags).length === 0 ? {} : { Tags: tagList(user.tags) }),
    UserId: upperId('AIDA', user.name),
    UserName: user.name,
    ...(inline.length === 0 ? {} : { UserPolicyList: inline }),
  };
}

const trustWithMfa: Statement = {
  Sid: 'PeopleOfTheAccountWithMfa',
  Effect: 'Allow',
  Principal: { AWS: iamArn('root') },
  Action: 'sts:AssumeRole',
  Condition: {
    Bool: { 'aws:MultiFactorAuthPresent': 'true' },
    NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' },
  },
};

const trustService = (service: string): Statement => ({
  Effect: 'Allow',
  Principal: { Service: `${service}.amazonaws.com` },
  Action: 'sts:AssumeRole',
});

interface Role {
  readonly name: string;
  readonly path?: string;
  readonly tags: Tags;
  readonly trust: Statement;
  readonly attached?: readonly string[];
  readonly inline?: Readonly<Record<string, Statement>>;
}

const roles: readonly Role[] = [
  {
    name: 'caja-prod-access-administrator',
    tags: cajaTags('access', 'caja-prod-access-administrator'),
    trust: trustWithMfa,
    attached: ['arn:aws:iam::aws:policy/PowerUserAccess'],
  },
  {
    name: 'caja-prod-access-deploy',
    tags: cajaTags('access', 'caja-prod-access-deploy'),
    trust: trustWithMfa,
    inline: {
      'deploy-the-api': {
        Sid: 'UpdateTheApi',
        Effect: 'Allow',
        Action: ['ecs:DescribeServices', 'ecs:UpdateService'],
        Resource: `arn:aws:ecs:eu-west-1:${account}:service/caja-prod-platform/*`,
      },
    },
  },
  {
    name: 'caja-prod-api-task',
    tags: cajaTags('api', 'caja-prod-api-task'),
    trust: trustService('ecs-tasks'),
    attached: [iamArn('policy/caja-prod-api-task')],
  },
  {
    name: 'caja-prod-network-flow-logs',
    tags: cajaTags('network', 'caja-prod-network-flow-logs'),
    trust: trustService('vpc-flow-logs'),
  },
  // Anybody in the partner's account may assume it, without a second factor or an external id, and do everything.
  {
    name: 'partner-integration',
    tags: { Owner: 'data-team@caja.example.com' },
    trust: {
      Effect: 'Allow',
      Principal: { AWS: 'arn:aws:iam::999988887777:root' },
      Action: 'sts:AssumeRole',
    },
    inline: { everything: { Effect: 'Allow', Action: '*', Resource: '*' } },
  },
  {
    name: 'AWSServiceRoleForECS',
    path: '/aws-service-role/ecs.amazonaws.com/',
    tags: {},
    trust: trustService('ecs'),
    attached: ['arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy'],
  },
];

function roleAnswer(role: Role): Json {
  const path = role.path ?? '/';
  const attached = (role.attached ?? []).map((arn) => ({
    PolicyArn: arn,
    PolicyName: arn.split('/').at(-1),
  }));
  return {
    Arn: iamArn(`role${path}${role.name}`),
    AssumeRolePolicyDocument: encodedPolicy(role.trust),
    AttachedManagedPolicies: attached,
    CreateDate: '2025-03-04T09:00:00.000Z',
    InstanceProfileList: [],
    Path: path,
    RoleId: upperId('AROA', role.name),
    RoleName: role.name,
    RolePolicyList: Object.entries(role.inline ?? {}).map(([PolicyName, statement]) => ({
      PolicyName,
      PolicyDocument: encodedPolicy(statement),
    })),
    ...(Object.keys(role.tags).length === 0 ? {} : { Tags: tagList(role.tags) }),
  };
}

function policyAnswer(arn: string, ...statements: readonly Statement[]): Json {
  const [, path = '', name = ''] = /policy(\/(?:.*\/)?)(.*)$/.exec(arn) ?? [];
  return {
    Arn: arn,
    AttachmentCount: 1,
    CreateDate: '2025-03-04T09:00:00.000Z',
    DefaultVersionId: 'v2',
    IsAttachable: true,
    Path: path,
    PolicyId: upperId('ANPA', arn),
    PolicyName: name,
    PolicyVersionList: [
      {
        CreateDate: '2025-06-01T09:00:00.000Z',
        Document: encodedPolicy(...statements),
        IsDefaultVersion: true,
        VersionId: 'v2',
      },
      {
        CreateDate: '2025-03-04T09:00:00.000Z',
        Document: encodedPolicy({ Effect: 'Allow', Action: '*', Resource: '*' }),
        IsDefaultVersion: false,
        VersionId: 'v1',
      },
    ],
  };
}

const ownMfa = [
  'iam:CreateVirtualMFADevice',
  'iam:EnableMFADevice',
  'iam:ListMFADevices',
  'iam:ResyncMFADevice',
];
const logs: Statement = {
  Effect: 'Allow',
  Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
  Resource: '*',
};

const policies: readonly Json[] = [
  policyAnswer(
    operatorsPolicy,
    {
      Sid: 'AssumeTheRoles',
      Effect: 'Allow',
      Action: 'sts:AssumeRole',
      Resource: iamArn('role/caja-prod-access-*'),
    },
    {
      Sid: 'NothingElseWithoutMfa',
      Effect: 'Deny',
      NotAction: [...ownMfa, 'sts:GetSessionToken'],
      Resource: '*',
      Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } },
    },
  ),
  policyAnswer(iamArn('policy/caja-prod-api-task'), logs),
  // Written for a night of trouble and never taken back.
  policyAnswer(iamArn('policy/break-glass'), { Effect: 'Allow', Action: '*', Resource: '*' }),
  policyAnswer('arn:aws:iam::aws:policy/AdministratorAccess', {
    Effect: 'Allow',
    Action: '*',
    Resource: '*',
  }),
  policyAnswer('arn:aws:iam::aws:policy/PowerUserAccess', {
    Effect: 'Allow',
    NotAction: ['iam:*', 'organizations:*', 'account:*'],
    Resource: '*',
  }),
  policyAnswer('arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy', logs),
];

export function authorizationDetails(): Json {
  return {
    GroupDetailList: [
      {
        Arn: iamArn(`group/${operators}`),
        AttachedManagedPolicies: [{ PolicyArn: operatorsPolicy, PolicyName: operators }],
        CreateDate: '2025-03-04T09:00:00.000Z',
        GroupId: upperId('AGPA', operators),
        GroupName: operators,
        GroupPolicyList: [],
        Path: '/',
      },
    ],
    IsTruncated: false,
    Policies: policies,
    RoleDetailList: roles.map(roleAnswer),
    UserDetailList: users.map(userAnswer),
  };
}

/** AWS Config delivers IAM's items in every region that records them. */
export function iamRows(): readonly Row[] {
  const named = (type: string, prefix: string, part: string, name: string, tags: Tags) =>
    row(type, {
      id: upperId(prefix, name),
      name,
      arn: iamArn(`${part}/${name}`),
      region: 'global',
      tags,
      tagsIn: 'configuration.tags',
      configuration: { arn: iamArn(`${part}/${name}`), path: '/' },
    });
  return [
    ...users.map((user) => named('AWS::IAM::User', 'AIDA', 'user', user.name, user.tags)),
    named('AWS::IAM::Group', 'AGPA', 'group', operators, {}),
    named('AWS::IAM::Policy', 'ANPA', 'policy', operators, cajaTags('access', operators)),
    named('AWS::IAM::Policy', 'ANPA', 'policy', 'caja-prod-api-task', cajaTags('api', 'caja-prod-api-task')),
    named('AWS::IAM::Policy', 'ANPA', 'policy', 'break-glass', {}),
  ];
}
