import { bool, defineKind, many, one, string } from '../kind.ts';
import { policyDocument } from './iam-document.ts';

export const snsTopic = defineKind({
  name: 'sns-topic',
  title: 'SNS topic',
  service: 'sns',
  meaning: 'An SNS topic',
  attributes: {
    topicName: string('Name of the topic', { optional: true }),
    owner: string('Account that it belongs to', { onlyIn: ['aws-account'] }),
    kmsKeyId: string('KMS key, by id, ARN or alias', { optional: true }),
    keyOfAws: bool('Its key is the one that AWS keeps for SNS, alias/aws/sns'),
    policy: policyDocument('The topic policy', { optional: true }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
    subscriptions: many('sns-subscription', { theirs: 'topicArn' }, 'Who is told'),
    alarms: many('alarm', { theirs: 'topicArns' }, 'Alarms that tell it'),
  },
});
