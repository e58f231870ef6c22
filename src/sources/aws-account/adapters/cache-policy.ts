import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { managedCachePolicies } from '../../../model/managed-cache-policies.ts';
import { elementsOf, type RegionAnswers, type Why } from './evidence.ts';
import { answerReader, type ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';

type CachePolicy = FactsOf<Kinds['cache-policy']>;
export type Times = Pick<CachePolicy, 'minimumTtlSeconds' | 'defaultTtlSeconds' | 'maximumTtlSeconds'>;

const api = 'cloudfront:ListCachePolicies';
const config = 'CachePolicy.CachePolicyConfig';

/** An element of `cloudfront:ListCachePolicies`. */
export function adaptCachePolicy(item: ItemReader): CachePolicy {
  return { policyName: item.string(`${config}.Name`), ...timesIn(item) };
}

/** https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html tells the two defaults. */
function timesIn(item: ItemReader): Times {
  return {
    minimumTtlSeconds: item.int(`${config}.MinTTL`),
    defaultTtlSeconds: item.int(`${config}.DefaultTTL`, { always: 86_400 }),
    maximumTtlSeconds: item.int(`${config}.MaxTTL`, { always: 31_536_000 }),
  };
}

/** The times of a policy by its id: CloudFront's own by its documentation, others by what it answers; else why nobody knows. */
export function timesOfPolicy(at: ItemReader, path: string, id: string, answers: RegionAnswers): Times | Why {
  const managed = Object.hasOwn(managedCachePolicies, id) ? managedCachePolicies[id] : undefined;
  if (managed !== undefined) {
    const [minimum, usual, maximum] = managed;
    return {
      minimumTtlSeconds: at.byDefault(path, minimum),
      defaultTtlSeconds: at.byDefault(path, usual),
      maximumTtlSeconds: at.byDefault(path, maximum),
    };
  }
  const evidence = answers.of(api);
  const found = elementsOf(evidence, 'CachePolicyList.Items').find(
    (one) => textAt(one, 'CachePolicy.Id') === id,
  );
  if (found === undefined)
    return evidence.missing ?? { reason: 'not-read', detail: `${api} does not list the cache policy ${id}` };
  return timesIn(answerReader(evidence.readBy, id, found));
}
