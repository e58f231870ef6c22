import { bool, defineKind, int, list, many, one, string, struct } from '../kind.ts';

const origin = struct(
  'Origin',
  {
    originId: string('Id of the origin within the distribution'),
    domainName: string('Host name of the origin', { optional: true }),
    sort: string('s3, website (an endpoint of S3 website hosting), vpc or custom'),
    bucketName: string('Bucket of an S3 origin', { optional: true }),
    accessControlId: string('Origin access control', { optional: true }),
    accessIdentity: string('Origin access identity', { optional: true }),
    protocolPolicy: string('http-only, https-only or match-viewer; S3 origins have none', { optional: true }),
    tlsVersions: list(string('version'), 'TLS versions that are spoken with a custom origin'),
  },
  'An origin of a distribution',
);

const cacheBehavior = struct(
  'CacheBehavior',
  {
    path: string('Path pattern; * for the default behaviour'),
    originId: string('Origin that it takes from'),
    viewerProtocolPolicy: string('allow-all, redirect-to-https or https-only'),
    compresses: bool('Answers are compressed'),
    cachePolicyId: string('Cache policy', { optional: true }),
    explicitTtls: bool('Times to live are written in the behaviour itself'),
    minimumTtlSeconds: int('Shortest time in the cache, by its cache policy or its own words', {
      unit: 'seconds',
    }),
    defaultTtlSeconds: int(
      'Time in the cache where the origin names none, by its cache policy or its own words',
      {
        unit: 'seconds',
      },
    ),
    maximumTtlSeconds: int('Longest time in the cache, by its cache policy or its own words', {
      unit: 'seconds',
    }),
  },
  'A cache behaviour of a distribution',
);

export const cloudfrontDistribution = defineKind({
  name: 'cloudfront-distribution',
  title: 'CloudFront distribution',
  service: 'cloudfront',
  meaning: 'A CloudFront distribution',
  attributes: {
    enabled: bool('It answers requests'),
    ipv6: bool('It answers over IPv6'),
    defaultRootObject: string('Object that / stands for', { optional: true }),
    aliases: list(string('host name'), 'Host names of its own'),
    certificateArn: string('Certificate of ACM', { optional: true }),
    defaultCertificate: bool("It uses CloudFront's own certificate"),
    minimumTlsVersion: string('Oldest protocol that viewers may speak: TLSv1.2_2021'),
    webAclArn: string('Web ACL, by ARN; by id where it is one of WAF Classic', { optional: true }),
    classicWebAcl: bool('Its web ACL is one of WAF Classic'),
    accessLogs: bool('Standard logging is on, in its first version or its second'),
    additionalMetrics: bool('Additional metrics, cache hit rate among them, are on'),
    origins: list(origin, 'Its origins'),
    behaviors: list(cacheBehavior, 'Its cache behaviours, the default one last'),
    cachePolicyIds: list(string('policy'), 'Cache policies of its behaviours'),
    originBuckets: list(string('bucket'), 'Buckets of its S3 origins'),
    accessControlIds: list(string('control'), 'Origin access controls of its origins'),
  },
  relations: {
    certificate: one('acm-certificate', { mine: 'certificateArn' }, 'Its certificate'),
    webAcl: one('web-acl', { mine: 'webAclArn' }, 'The web ACL before it'),
    buckets: many('s3-bucket', { mine: 'originBuckets' }, 'Buckets of its S3 origins'),
    accessControls: many(
      'origin-access',
      { mine: 'accessControlIds' },
      'Origin access controls of its origins',
    ),
    cachePolicies: many('cache-policy', { mine: 'cachePolicyIds' }, 'Cache policies of its behaviours'),
    dnsRecords: many('dns-record', { theirs: 'targets' }, 'DNS records that point at it'),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
