import { bool, defineKind, int, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const secret = defineKind({
  name: 'secret',
  title: 'Secret',
  service: 'secretsmanager',
  meaning: 'A secret of Secrets Manager',
  attributes: {
    secretName: string('Name of the secret', { optional: true }),
    kmsKeyId: string("KMS key, by id or ARN; without one it is the account's aws/secretsmanager key", {
      optional: true,
    }),
    rotates: bool('It is rotated automatically'),
    rotationDays: int('Days between two rotations', { unit: 'days', optional: true }),
    rotatedDaysAgo: int('Days since it was rotated last; absent where it never was', {
      unit: 'days',
      optional: true,
      onlyIn: ['aws-account'],
    }),
    changedDaysAgo: int('Days since anything about it was changed last', {
      unit: 'days',
      optional: true,
      onlyIn: ['aws-account'],
    }),
    readDaysAgo: int('Days since somebody read it last; absent where nobody ever did', {
      unit: 'days',
      optional: true,
      onlyIn: ['aws-account'],
    }),
    recoveryWindowDays: int('Days in which a deletion can be taken back', {
      unit: 'days',
      onlyIn: ['terraform-plan'],
    }),
    policy: policyDocument('The resource policy', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
