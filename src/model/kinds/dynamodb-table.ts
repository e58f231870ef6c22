import { bool, defineKind, list, many, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const dynamodbTable = defineKind({
  name: 'dynamodb-table',
  title: 'DynamoDB table',
  service: 'dynamodb',
  meaning: 'A DynamoDB table',
  attributes: {
    tableName: string('Name of the table', { optional: true }),
    pointInTimeRecovery: bool('It can be restored to any second of the last days'),
    kmsEncryption: bool('It is encrypted by a key in the account; otherwise by one that AWS owns'),
    kmsKeyId: string('KMS key, by ARN', { optional: true }),
    deletionProtection: bool('It cannot be deleted without lifting this first'),
    replicaRegions: list(string('region'), 'Regions that hold a replica'),
    policy: policyDocument('The resource policy', { optional: true, onlyIn: ['terraform-plan'] }),
  },
  relations: {
    backupPlans: many('backup-plan', { theirs: 'selected' }, 'Backup plans that name it'),
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
