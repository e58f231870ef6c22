import { defineKind, one, string } from '../kind.ts';

export const snsSubscription = defineKind({
  name: 'sns-subscription',
  title: 'SNS subscription',
  service: 'sns',
  meaning: 'One subscriber of an SNS topic',
  attributes: {
    topicArn: string('Topic it listens to', { optional: true }),
    protocol: string('https, email, sqs, lambda …'),
    endpointHost: string('Host name of an HTTP(S) endpoint; the rest of it may hold a key and is not read', {
      optional: true,
    }),
  },
  relations: {
    topic: one('sns-topic', { mine: 'topicArn' }, 'The topic it listens to'),
  },
});
