import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

/** `AWS::SQS::Queue` of AWS Config. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_GetQueueAttributes.html */
export function adaptSqsQueue(item: ItemReader): FactsOf<Kinds['sqs-queue']> {
  const kmsKeyId = item.string('configuration.KmsMasterKeyId', 'absent');
  return {
    queueName: item.string('configuration.QueueName', 'absent'),
    encrypted: encrypted(item, kmsKeyId),
    kmsKeyId,
    // Not among AWS Config's published properties, so that its absence proves nothing.
    policy:
      item.json('configuration.Policy') === undefined
        ? item.unknown(
            'configuration.Policy',
            'not-recorded',
            "AWS Config's item holds no policy, which does not prove that there is none",
          )
        : policyFact(item, 'configuration.Policy', 'absent'),
  };
}

function encrypted(item: ItemReader, kmsKeyId: Fact<string>): Fact<boolean> {
  if (kmsKeyId.state === 'known') return item.known('configuration.KmsMasterKeyId', true);
  const bySqs = item.bool('configuration.SqsManagedSseEnabled');
  const isOn = bySqs.state === 'known' && bySqs.value;
  return kmsKeyId.state === 'unknown' && !isOn ? kmsKeyId : bySqs;
}
