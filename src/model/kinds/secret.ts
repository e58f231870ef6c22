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
