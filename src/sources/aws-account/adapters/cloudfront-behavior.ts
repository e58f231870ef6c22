import type { Fact } from '../../../model/fact.ts';
import type { FactsOfFields } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { type Times, timesOfPolicy } from './cache-policy.ts';
import type { RegionAnswers } from './evidence.ts';
import type { ItemReader } from './item-reader.ts';

type Behavior = FactsOfFields<
  Kinds['cloudfront-distribution']['attributes']['behaviors']['type']['of']['fields']
>;

/** One cache behaviour. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_CacheBehavior.html */
export function readBehavior(at: ItemReader, isDefault: boolean, answers: RegionAnswers): Behavior {
  const policy = cachePolicy(at);
  return {
    path: isDefault ? at.known('', '*') : at.string('pathPattern'),
    originId: at.string('targetOriginId'),
    viewerProtocolPolicy: at.string('viewerProtocolPolicy'),
    compresses: at.bool('compress'),
    cachePolicyId: policy,
    explicitTtls: areTimesWritten(at, policy),
    ...timesOf(at, policy, answers),
  };
}

/** A behaviour has a cache policy, or else says itself what it forwards. */
function cachePolicy(at: ItemReader): Fact<string> {
  const path = 'cachePolicyId';
  const saysItself = at.within('forwardedValues') !== undefined;
  return at.string(path, saysItself ? 'absent' : undefined);
}

/** What CloudFront chooses by itself, and what Terraform sends where nobody writes anything. */
const unwritten = ['0 86400 31536000', '0 0 0'];

/** Where the times are those that stand there unasked, nobody can tell whether somebody wrote them. */
function areTimesWritten(at: ItemReader, policy: Fact<string>): Fact<boolean> {
  const path = 'defaultTTL';
  if (policy.state === 'unknown') return policy;
  if (policy.state === 'known') return at.known('cachePolicyId', false);
  const times: string[] = [];
  for (const key of ['minTTL', path, 'maxTTL']) {
    const time = at.int(key);
    if (time.state !== 'known') return time as Fact<never>;
    times.push(String(time.value));
  }
  if (!unwritten.includes(times.join(' '))) return at.known(path, true);
  const detail = 'AWS Config does not tell times that somebody wrote from those that stand there unasked';
  return at.unknown(path, 'not-recorded', detail);
}

/** The policy's times where there is one, else the behaviour's own. */
function timesOf(at: ItemReader, policy: Fact<string>, answers: RegionAnswers): Times {
  if (policy.state === 'absent')
    return {
      minimumTtlSeconds: at.int('minTTL'),
      defaultTtlSeconds: at.int('defaultTTL'),
      maximumTtlSeconds: at.int('maxTTL'),
    };
  const path = 'cachePolicyId';
  const times = policy.state === 'known' ? timesOfPolicy(at, path, policy.value, answers) : policy;
  if ('minimumTtlSeconds' in times) return times;
  const cause = at.unknown(path, times.reason, times.detail);
  return { minimumTtlSeconds: cause, defaultTtlSeconds: cause, maximumTtlSeconds: cause };
}
