import { defineKind, int, string } from '../kind.ts';

export const cachePolicy = defineKind({
  name: 'cache-policy',
  title: 'Cache policy',
  service: 'cloudfront',
  meaning: 'How long CloudFront keeps answers, and what tells them apart',
  attributes: {
    policyName: string('Name of the policy', { optional: true }),
    minimumTtlSeconds: int('Shortest time in the cache', { unit: 'seconds' }),
    defaultTtlSeconds: int('Time in the cache where the origin says nothing', { unit: 'seconds' }),
    maximumTtlSeconds: int('Longest time in the cache; 0 caches nothing', { unit: 'seconds' }),
  },
  relations: {},
});
