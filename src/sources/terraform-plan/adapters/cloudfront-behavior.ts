import { byDefault, type Fact, known, unknown } from '../../../model/fact.ts';
import type { FactsOfFields } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { managedCachePolicies } from '../../../model/managed-cache-policies.ts';
import { readBool, readInt, readString } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { adaptCachePolicy } from './cache-policy.ts';

type Behavior = FactsOfFields<
  Kinds['cloudfront-distribution']['attributes']['behaviors']['type']['of']['fields']
>;
type Times = Pick<Behavior, 'minimumTtlSeconds' | 'defaultTtlSeconds' | 'maximumTtlSeconds'>;

/** One cache behaviour. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html */
export function readBehavior(at: Scope, view: PhaseView): Behavior {
  const policy = readString(at, 'cache_policy_id', 'absent');
  return {
    path: at.path.includes('default_cache_behavior')
      ? known('*', at.place, at.prefix.slice(0, -1))
      : readString(at, 'path_pattern'),
    originId: readString(at, 'target_origin_id'),
    viewerProtocolPolicy: readString(at, 'viewer_protocol_policy'),
    compresses: readBool(at, 'compress', { always: false }),
    cachePolicyId: policy,
    explicitTtls: areTimesWritten(at),
    ...timesOf(at, policy, view),
  };
}

const written = ['min_ttl', 'default_ttl', 'max_ttl'];

/** What nobody writes becomes 0, which nobody can tell from a written 0 but by the configuration. */
function areTimesWritten(at: Scope): Fact<boolean> {
  const path = `${at.prefix}default_ttl`;
  const times = written.map((key) => readInt(at, key, { default: 0 }));
  if (times.some((time) => time.state === 'known' && time.value > 0)) return known(true, at.place, path);
  const ways = written.map((key) => at.resolver.written(at.resource, [...at.path, key]));
  if (ways.some(({ how }) => how !== 'unset' && how !== 'unclear')) return known(true, at.place, path);
  if (ways.every(({ how }) => how === 'unset')) return known(false, at.place, path);
  return unknown('not-in-plan', 'the plan holds no configuration that tells whether anybody wrote it', {
    place: at.place,
    path,
  });
}

/** The policy's times where there is one, else the behaviour's own. */
function timesOf(at: Scope, policy: Fact<string>, view: PhaseView): Times {
  if (policy.state === 'absent') {
    // The provider sends 0 for what nobody writes.
    const own = (key: string) => readInt(at, key, { default: 0 });
    return {
      minimumTtlSeconds: own('min_ttl'),
      defaultTtlSeconds: own('default_ttl'),
      maximumTtlSeconds: own('max_ttl'),
    };
  }
  const found = linkedTo(at, 'cache_policy_id', { type: 'aws_cloudfront_cache_policy', names: ['id'] }, view);
  if (found !== undefined) {
    const { minimumTtlSeconds, defaultTtlSeconds, maximumTtlSeconds } = adaptCachePolicy(found);
    return { minimumTtlSeconds, defaultTtlSeconds, maximumTtlSeconds };
  }
  const times = policy.state === 'known' ? managedCachePolicies[policy.value] : undefined;
  const { path } = policy;
  if (times !== undefined) {
    const [minimum, usual, maximum] = times;
    return {
      minimumTtlSeconds: byDefault(minimum, at.place, path),
      defaultTtlSeconds: byDefault(usual, at.place, path),
      maximumTtlSeconds: byDefault(maximum, at.place, path),
    };
  }
  const cause =
    policy.state === 'unknown'
      ? policy
      : unknown('not-in-plan', 'the cache policy is not in this plan', { place: at.place, path, set: true });
  return { minimumTtlSeconds: cause, defaultTtlSeconds: cause, maximumTtlSeconds: cause };
}
