import { operatorsPolicy } from './iam-groups.ts';
import { account, encodedPolicy, iamArn, type Statement, upperId } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

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

/** Managed policies as `Policies` holds them. */
export const policies: readonly Json[] = [
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
  policyAnswer(iamArn('policy/caja-prod-api-task'), logs, {
    Sid: 'SendTraces',
    Effect: 'Allow',
    Action: ['xray:PutTraceSegments', 'xray:PutTelemetryRecords'],
    Resource: '*',
  }),
  // Written for a night of trouble and never taken back.
  policyAnswer(iamArn('policy/break-glass'), { Effect: 'Allow', Action: '*', Resource: '*' }),
  policyAnswer(iamArn('policy/caja-prod-access-plan'), {
    Sid: 'ReadTheState',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:ListBucket'],
    Resource: [`arn:aws:s3:::caja-prod-state-${account}`, `arn:aws:s3:::caja-prod-state-${account}/*`],
  }),
  // From the time before the pipeline: it passes any role to functions; the next one reads and writes every secret.
  policyAnswer(iamArn('policy/legacy-deploy'), {
    Effect: 'Allow',
    Action: ['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction'],
    Resource: '*',
  }),
  policyAnswer(iamArn('policy/legacy-secrets'), {
    Effect: 'Allow',
    Action: 'secretsmanager:*',
    Resource: '*',
  }),
  policyAnswer('arn:aws:iam::aws:policy/ReadOnlyAccess', {
    Effect: 'Allow',
    Action: ['ec2:Describe*', 's3:Get*', 's3:List*'],
    Resource: '*',
  }),
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
