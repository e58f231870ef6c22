import { bool, defineKind, int, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const kmsKey = defineKind({
  name: 'kms-key',
  title: 'KMS key',
  service: 'kms',
  meaning: 'A KMS key',
  attributes: {
    customerManaged: bool('The customer owns it, not an AWS service'),
    state: string('Enabled, Disabled, PendingDeletion, PendingImport …'),
    symmetric: bool('A symmetric encryption key with material from KMS: the sort that can rotate by itself'),
    rotates: bool('Its material is rotated automatically'),
    deletionWindowDays: int('Days between asking for deletion and losing the key', {
      unit: 'days',
      onlyIn: ['terraform-plan'],
    }),
    policy: policyDocument('The key policy'),
  },
  relations: {},
});
