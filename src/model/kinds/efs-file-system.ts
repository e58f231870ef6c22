import { bool, defineKind, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const efsFileSystem = defineKind({
  name: 'efs-file-system',
  title: 'EFS file system',
  service: 'efs',
  meaning: 'An EFS file system',
  attributes: {
    encrypted: bool('Encrypted at rest'),
    kmsKeyId: string('KMS key, by ARN', { optional: true }),
    backups: bool('AWS Backup backs it up daily by its own policy'),
    policy: policyDocument('The file system policy', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
