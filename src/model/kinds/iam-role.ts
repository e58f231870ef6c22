import { bool, defineKind, int, list, many, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const iamRole = defineKind({
  name: 'iam-role',
  title: 'IAM role',
  service: 'iam',
  meaning: 'An IAM role',
  attributes: {
    roleName: string('Name of the role', { optional: true }),
    path: string('Path of the role'),
    serviceLinked: bool('An AWS service made it and owns it'),
    trustPolicy: policyDocument('Who may assume it'),
    awsManagedPolicies: list(
      string('name'),
      'Names of the policies attached to it that AWS wrote: AdministratorAccess',
    ),
    customerPolicyArns: list(string('ARN'), 'Managed policies attached to it that AWS did not write'),
    inlinePolicies: list(policyDocument('document'), 'Policies written into the role itself'),
    permissionsBoundary: string('Permissions boundary, by ARN', { optional: true }),
    maximumSessionSeconds: int('Longest session', { unit: 'seconds' }),
  },
  relations: {
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
    taskDefinitions: many(
      'ecs-task-definition',
      { theirs: 'taskRoleArn' },
      'Task definitions whose application runs as it',
    ),
    executedTaskDefinitions: many(
      'ecs-task-definition',
      { theirs: 'executionRoleArn' },
      'Task definitions that ECS starts as it',
    ),
  },
});
