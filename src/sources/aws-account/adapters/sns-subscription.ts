import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { JsonObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';

/** https://docs.aws.amazon.com/sns/latest/api/API_Subscription.html */
export function adaptSnsSubscription(item: ItemReader): FactsOf<Kinds['sns-subscription']> {
  return {
    topicArn: item.string('TopicArn'),
    protocol: item.string('Protocol'),
    endpointHost: endpointHost(item),
  };
}

/**
 * One that nobody has confirmed yet, or that was just deleted, has a word where its ARN would stand: nothing is sent to it.
 * https://docs.aws.amazon.com/sns/latest/dg/sns-create-subscribe-endpoint-to-topic.html
 */
export function isUnconfirmed(element: JsonObject): boolean {
  return textAt(element, 'SubscriptionArn')?.startsWith('arn:') === false;
}

/** The path of a web hook often is its key, so nothing but the host is taken. */
function endpointHost(item: ItemReader): Fact<string> {
  const path = 'Endpoint';
  const endpoint = item.string(path, 'absent');
  if (endpoint.state !== 'known') return endpoint;
  const isAddress = /^https?:\/\//i.test(endpoint.value) && URL.canParse(endpoint.value);
  return isAddress ? item.known(path, new URL(endpoint.value).hostname) : item.absent(path);
}
