import { attachedPolicies, inlinePolicies } from './iam-attached.ts';
import { groupDetails, groupNames } from './iam-groups.ts';
import { policies } from './iam-policies.ts';
import { roleDetails } from './iam-roles.ts';
import { madeAt, operators, type User, users } from './iam-users.ts';
import { type Row, row } from './rows.ts';
import { cajaTags, iamArn, type Tags, tagList, upperId } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

function userAnswer(user: User): Json {
  const inline = inlinePolicies(user.inline);
  return {
    Arn: iamArn(`user/${user.name}`),
    AttachedManagedPolicies: attachedPolicies(user.attached),
    CreateDate: madeAt,
    GroupList: user.groups ?? [],
    Path: '/',
    ...(Object.keys(user.tags).length === 0 ? {} : { Tags: tagList(user.tags) }),
    UserId: upperId('AIDA', user.name),
    UserName: user.name,
    ...(inline.length === 0 ? {} : { UserPolicyList: inline }),
  };
}

export function authorizationDetails(): Json {
  return {
    GroupDetailList: groupDetails(),
    IsTruncated: false,
    Policies: policies,
    RoleDetailList: roleDetails(),
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
    ...groupNames.map((name) => named('AWS::IAM::Group', 'AGPA', 'group', name, {})),
    named('AWS::IAM::Policy', 'ANPA', 'policy', operators, cajaTags('access', operators)),
    named('AWS::IAM::Policy', 'ANPA', 'policy', 'caja-prod-api-task', cajaTags('api', 'caja-prod-api-task')),
    named(
      'AWS::IAM::Policy',
      'ANPA',
      'policy',
      'caja-prod-access-plan',
      cajaTags('access', 'caja-prod-access-plan'),
    ),
    ...['break-glass', 'legacy-deploy', 'legacy-secrets'].map((name) =>
      named('AWS::IAM::Policy', 'ANPA', 'policy', name, {}),
    ),
  ];
}
