import { bool, defineKind, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const sqsQueue = defineKind({
  name: 'sqs-queue',
  title: 'SQS queue',
  service: 'sqs',
  meaning: 'An SQS queue',
  attributes: {
    queueName: string('Name of the queue', { optional: true }),
    encrypted: bool('Messages are encrypted at rest, by SQS or by a KMS key'),
    kmsKeyId: string('KMS key, by id, ARN or alias', { optional: true }),
    policy: policyDocument('The queue policy', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
  },
});
