import { byDefault, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemView } from './config-kind.ts';
import type { ItemReader } from './item-reader.ts';
import { policyFact } from './policy-fact.ts';

const key = 'configuration.KmsMasterKeyId';

/**
 * `AWS::SNS::Topic` of AWS Config. A topic that is not encrypted has no KmsMasterKeyId, and every topic has a policy:
 * https://docs.aws.amazon.com/sns/latest/api/API_GetTopicAttributes.html
 */
export function adaptSnsTopic(item: ItemReader, view: ItemView): FactsOf<Kinds['sns-topic']> {
  const kmsKeyId = item.string(key, 'absent');
  return {
    topicName: topicName(item),
    owner: item.string('configuration.Owner'),
    kmsKeyId,
    keyOfAws: isKeyOfAws(item, kmsKeyId, view),
    policy: policyFact(item, 'configuration.Policy', undefined),
  };
}

/** A topic's name stands in its ARN alone. */
function topicName(item: ItemReader): Fact<string> {
  const arn = item.string('configuration.TopicArn');
  return arn.state === 'known' ? { ...arn, value: arn.value.split(':').at(-1) ?? arn.value } : arn;
}

/**
 * Names of keys say whose they are: only AWS's begin with alias/aws/. An id or ARN does not, but the key itself does; those of
 * AWS serve their own account alone.
 */
function isKeyOfAws(item: ItemReader, kmsKeyId: Fact<string>, view: ItemView): Fact<boolean> {
  const { place, path } = kmsKeyId;
  if (kmsKeyId.state === 'absent') return byDefault(false, place, path);
  if (kmsKeyId.state === 'unknown') return kmsKeyId;
  const id = kmsKeyId.value;
  if (/(^|:)alias\//.test(id)) return known(id.endsWith('alias/aws/sns'), place, path);
  const manager = managerOf(id, view);
  if (manager !== undefined) return known(manager === 'AWS', place, path);
  const account = id.startsWith('arn:') ? id.split(':')[4] : undefined;
  if (account !== undefined && place.source === 'aws-account' && account !== place.account)
    return known(false, place, path);
  return item.unknown(
    key,
    'not-read',
    `whose key ${id} is cannot be told: it is not among the keys that were read`,
  );
}

function managerOf(id: string, view: ItemView): string | undefined {
  const paths = ['configuration.keyId', 'configuration.arn'];
  const [found] = paths.flatMap((path) => view.where('AWS::KMS::Key', path, id));
  const manager = found?.json('configuration.keyManager');
  return typeof manager === 'string' ? manager : undefined;
}
