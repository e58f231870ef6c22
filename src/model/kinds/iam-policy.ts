import { bool, defineKind, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const iamPolicy = defineKind({
  name: 'iam-policy',
  title: 'IAM policy',
  service: 'iam',
  meaning: 'A managed IAM policy',
  attributes: {
    policyName: string('Name of the policy', { optional: true }),
    path: string('Path of the policy'),
    awsManaged: bool('AWS wrote it'),
    document: policyDocument('Its default version'),
  },
  relations: {},
});
