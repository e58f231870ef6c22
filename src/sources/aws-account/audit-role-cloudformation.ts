import {
  type AuditPolicy,
  type AuditTrust,
  auditRoleName,
  policyNames,
  roleDescription,
  trustPolicy,
} from './audit-role.ts';

const trustedAccount = {
  TrustedAccount: {
    Type: 'String',
    Description: 'Account that may assume the role, by its id, or a role or user in it by its ARN',
  },
};

/** The role and its policies as a CloudFormation template, for one stack or a StackSet. */
export function cloudFormationTemplate(policies: readonly AuditPolicy[], trust: AuditTrust): string {
  const names = policyNames(policies);
  const logical = (index: number) => `AuditPolicy${policies.length === 1 ? '' : index + 1}`;
  const template = {
    AWSTemplateFormatVersion: '2010-09-09',
    Description: 'The role by which caja-policy reads the account',
    ...(trust.principal === undefined ? { Parameters: trustedAccount } : {}),
    Resources: {
      AuditRole: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: auditRoleName,
          Description: roleDescription,
          AssumeRolePolicyDocument: trustPolicy(
            trust.principal ?? { Ref: 'TrustedAccount' },
            trust.externalId,
          ),
          ManagedPolicyArns: policies.map((_, index) => ({ Ref: logical(index) })),
        },
      },
      ...Object.fromEntries(
        policies.map((document, index) => [
          logical(index),
          {
            Type: 'AWS::IAM::ManagedPolicy',
            Properties: { ManagedPolicyName: names[index], PolicyDocument: document },
          },
        ]),
      ),
    },
    Outputs: { RoleArn: { Value: { 'Fn::GetAtt': ['AuditRole', 'Arn'] } } },
  };
  return `${JSON.stringify(template, null, 2)}\n`;
}
