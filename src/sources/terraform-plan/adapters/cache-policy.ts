import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_cloudfront_cache_policy`. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CachePolicyConfig.html */
export function adaptCachePolicy(at: Scope): FactsOf<Kinds['cache-policy']> {
  return {
    policyName: readString(at, 'name'),
    minimumTtlSeconds: readInt(at, 'min_ttl', { always: 0 }),
    defaultTtlSeconds: readInt(at, 'default_ttl', { always: 86_400 }),
    maximumTtlSeconds: readInt(at, 'max_ttl', { always: 31_536_000 }),
  };
}
