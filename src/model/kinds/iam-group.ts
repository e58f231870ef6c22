import { defineKind, list, many, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const iamGroup = defineKind({
  name: 'iam-group',
  title: 'IAM group',
  service: 'iam',
  meaning: 'A group of IAM users',
  attributes: {
    groupName: string('Name of the group'),
    path: string('Path of the group'),
    awsManagedPolicies: list(
      string('name'),
      'Names of the policies attached to it that AWS wrote: AdministratorAccess',
    ),
    customerPolicyArns: list(string('ARN'), 'Managed policies attached to it that AWS did not write'),
    inlinePolicies: list(policyDocument('document'), 'Policies written into the group itself'),
  },
  relations: {
    members: many('iam-user', { theirs: 'groups' }, 'The users in it'),
    customerPolicies: many(
      'iam-policy',
      { mine: 'customerPolicyArns' },
      'Managed policies attached to it that AWS did not write',
    ),
  },
});
