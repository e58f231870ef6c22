import { bool, defineKind, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const backupVault = defineKind({
  name: 'backup-vault',
  title: 'Backup vault',
  service: 'backup',
  meaning: 'Where AWS Backup keeps backups',
  attributes: {
    vaultName: string('Name of the vault', { optional: true }),
    kmsKeyId: string("KMS key, by ARN; without one it is the account's aws/backup key", { optional: true }),
    locked: bool('Nobody can shorten or delete what is in it'),
    policy: policyDocument('The vault policy', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
