import { type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readPolicy } from '../iam-document.ts';
import { readBool, readString } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';

type Queue = FactsOf<Kinds['sqs-queue']>;

export const queuePolicy: Link = { type: 'aws_sqs_queue_policy', by: 'queue_url', owner: ['id', 'url'] };

/** `aws_sqs_queue`. https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_CreateQueue.html */
export function adaptSqsQueue(at: Scope, view: PhaseView): Queue {
  const kmsKeyId = readString(at, 'kms_master_key_id', 'absent');
  return {
    queueName: readString(at, 'name'),
    encrypted: readEncrypted(at, kmsKeyId),
    kmsKeyId,
    policy: readQueuePolicy(at, view),
  };
}

/**
 * By a KMS key, or else by SQS's own keys, which new queues get unless somebody refuses them.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-configure-sqs-sse-queue.html
 */
function readEncrypted(at: Scope, kmsKeyId: Fact<string>): Fact<boolean> {
  const { place, path } = kmsKeyId;
  if (kmsKeyId.state === 'known' || (kmsKeyId.state === 'unknown' && kmsKeyId.set === true))
    return known(true, place, path);
  const bySqs = readBool(at, 'sqs_managed_sse_enabled', { default: true });
  const isOn = bySqs.state === 'known' && bySqs.value;
  return kmsKeyId.state === 'unknown' && !isOn ? kmsKeyId : bySqs;
}

function readQueuePolicy(at: Scope, view: PhaseView): Queue['policy'] {
  const { items, open } = attachedTo(at, queuePolicy, view);
  const [own] = items;
  if (own !== undefined) return readPolicy(own, 'policy', view);
  const inline = readPolicy(at, 'policy', view, 'absent');
  return open !== undefined && inline.state !== 'known' ? open : inline;
}
