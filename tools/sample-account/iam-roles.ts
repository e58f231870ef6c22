import { attachedPolicies, inlinePolicies } from './iam-attached.ts';
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

const gitHub = 'token.actions.githubusercontent.com';

const trustGitHub = (claims: Readonly<Record<string, string>>): Statement => ({
  Effect: 'Allow',
  Principal: { Federated: iamArn(`oidc-provider/${gitHub}`) },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: claims },
});

interface Role {
  readonly name: string;
  readonly path?: string;
  readonly tags: Tags;
  readonly trust: Statement;
  readonly attached?: readonly string[];
  readonly inline?: Readonly<Record<string, Statement>>;
  /** Longest session in seconds; an hour where nobody wrote anything. */
  readonly session?: number;
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
  // It collects traces, and may not send them.
  {
    name: 'caja-prod-payments-task',
    tags: cajaTags('payments', 'caja-prod-payments-task'),
    trust: trustService('ecs-tasks'),
  },
  {
    name: 'caja-prod-api-execution',
    tags: cajaTags('api', 'caja-prod-api-execution'),
    trust: trustService('ecs-tasks'),
    attached: ['arn:aws:iam::aws:policy/service-role/AmazonECSTaskExecutionRolePolicy'],
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
    session: 43_200,
  },
  // For the day when nothing else works: it asks for MFA each hour.
  {
    name: 'caja-emergency-administrator',
    tags: cajaTags('access', 'caja-emergency-administrator'),
    trust: trustWithMfa,
    attached: ['arn:aws:iam::aws:policy/AdministratorAccess'],
  },
  {
    name: 'caja-prod-access-github',
    tags: cajaTags('access', 'caja-prod-access-github'),
    trust: trustGitHub({
      [`${gitHub}:aud`]: 'sts.amazonaws.com',
      [`${gitHub}:sub`]: 'repo:caja/platform:ref:refs/heads/main',
    }),
    attached: [iamArn('policy/caja-prod-access-plan')],
  },
  // Tried out before the platform's pipeline: any repository of GitHub gets in, and it starts functions as whatever role it likes.
  {
    name: 'github-trial',
    tags: { Owner: 'platform-team@caja.example.com' },
    trust: trustGitHub({ [`${gitHub}:aud`]: 'sts.amazonaws.com' }),
    attached: [iamArn('policy/legacy-deploy')],
    inline: { 'pass-roles': { Effect: 'Allow', Action: 'iam:PassRole', Resource: '*' } },
  },
  // A dashboard of an agency: whoever knows its ARN may assume it, and use all keys.
  {
    name: 'agency-dashboard',
    tags: {},
    trust: { Effect: 'Allow', Principal: { AWS: '*' }, Action: 'sts:AssumeRole' },
    inline: { keys: { Effect: 'Allow', Action: 'kms:*', Resource: '*' } },
  },
  {
    name: 'AWSServiceRoleForECS',
    path: '/aws-service-role/ecs.amazonaws.com/',
    tags: {},
    trust: trustService('ecs'),
    attached: ['arn:aws:iam::aws:policy/aws-service-role/AmazonECSServiceRolePolicy'],
  },
];

/** As `RoleDetailList` holds them. */
export function roleDetails(): readonly Json[] {
  return roles.map(roleAnswer);
}

function roleAnswer(role: Role): Json {
  const path = role.path ?? '/';
  return {
    Arn: iamArn(`role${path}${role.name}`),
    AssumeRolePolicyDocument: encodedPolicy(role.trust),
    AttachedManagedPolicies: attachedPolicies(role.attached),
    CreateDate: '2025-03-04T09:00:00.000Z',
    InstanceProfileList: [],
    Path: path,
    RoleId: upperId('AROA', role.name),
    RoleName: role.name,
    RolePolicyList: inlinePolicies(role.inline),
    ...(Object.keys(role.tags).length === 0 ? {} : { Tags: tagList(role.tags) }),
  };
}

/** As `iam:ListRoles` holds them: without policies, and with the longest session. */
export function roleList(): readonly Json[] {
  return roles.map((role) => {
    const { Arn, AssumeRolePolicyDocument, CreateDate, Path, RoleId, RoleName } = roleAnswer(role);
    const MaxSessionDuration = role.session ?? 3600;
    return { Arn, AssumeRolePolicyDocument, CreateDate, MaxSessionDuration, Path, RoleId, RoleName };
  });
}
