import { api, balancerHost } from '../balancers.ts';
import { accessControl, aclLogs, distributions, openAccessControl, sitePolicy } from '../web.ts';
import { edge, upperId } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

type Json = Readonly<Record<string, unknown>>;

/** Cache policies come with neither marker nor end. */
const bare = (Items: readonly unknown[]) => ({
  MaxItems: 100,
  Quantity: Items.length,
  ...(Items.length === 0 ? {} : { Items }),
});

const page = (Items: readonly unknown[]) => ({ Marker: '', IsTruncated: false, ...bare(Items) });

const since = '2025-03-04T08:20:00.000Z';

function cachePolicy(Type: string, Id: string, Name: string, times: readonly [number, number, number]): Json {
  const [MinTTL, DefaultTTL, MaxTTL] = times;
  return {
    Type,
    CachePolicy: {
      Id,
      LastModifiedTime: since,
      CachePolicyConfig: { Comment: '', Name, MinTTL, DefaultTTL, MaxTTL },
    },
  };
}

function accessControlOf(Id: string, Name: string, SigningBehavior: string): Json {
  return {
    Id,
    Name,
    Description: '',
    SigningProtocol: 'sigv4',
    SigningBehavior,
    OriginAccessControlOriginType: 's3',
  };
}

/** AWS Config writes the SDK's fields with a small letter, and some abbreviations as words. */
function inPascalCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPascalCase);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [sdkName(key), inPascalCase(inner)]));
}

function sdkName(key: string): string {
  return key
    .replace(/^(https?(?=Port)|(acm|iam)(?=Certificate)|ssl(?=Support))/, (word) => word.toUpperCase())
    .replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

function cloudfrontAnswers(): readonly ServiceAnswer[] {
  const CachePolicyList = bare([
    cachePolicy(
      'managed',
      '658327ea-f89d-4fab-a63d-7e88639e58f6',
      'Managed-CachingOptimized',
      [1, 86_400, 31_536_000],
    ),
    cachePolicy('managed', '4135ea2d-6df8-44a3-9df3-4b5a84be39ad', 'Managed-CachingDisabled', [0, 0, 0]),
    cachePolicy('custom', sitePolicy, 'caja-prod-web-site', [60, 3_600, 86_400]),
  ]);
  const OriginAccessControlList = page([
    accessControlOf(accessControl, 'caja-prod-web-site', 'always'),
    accessControlOf(openAccessControl, 'reports', 'never'),
  ]);
  const DistributionList = page(
    distributions.map(({ id, arn, host, config }) => {
      // The list leaves these two out.
      const { defaultRootObject: _root, logging: _logging, ...listed } = config;
      return {
        Id: id,
        ARN: arn,
        Status: 'Deployed',
        DomainName: host,
        Staging: false,
        Comment: '',
        ...(inPascalCase(listed) as Json),
      };
    }),
  );
  const identities = page([]);
  return [
    { api: 'cloudfront:ListCachePolicies', output: { CachePolicyList } },
    { api: 'cloudfront:ListOriginAccessControls', output: { OriginAccessControlList } },
    {
      api: 'cloudfront:ListCloudFrontOriginAccessIdentities',
      output: { CloudFrontOriginAccessIdentityList: identities },
    },
    { api: 'cloudfront:ListDistributions', output: { DistributionList } },
    ...distributions.map(({ id, metrics }) => ({
      api: 'cloudfront:GetMonitoringSubscription',
      input: { DistributionId: id },
      // Where nobody ever turned them on there is no subscription.
      output: metrics
        ? {
            MonitoringSubscription: {
              RealtimeMetricsSubscriptionConfig: { RealtimeMetricsSubscriptionStatus: 'Enabled' },
            },
          }
        : {},
    })),
  ];
}

const zone = `/hostedzone/${upperId('Z', 'caja.example.com')}`;
const service = `/hostedzone/${upperId('Z', 'caja.internal')}`;

function alias(Name: string, Type: string, DNSName: string, HostedZoneId: string): Json {
  return { Name, Type, AliasTarget: { HostedZoneId, DNSName: `${DNSName}.`, EvaluateTargetHealth: false } };
}

function dnsAnswers(): readonly ServiceAnswer[] {
  const [site] = distributions;
  const host = site?.host ?? '';
  const records = [
    // https://docs.aws.amazon.com/general/latest/gr/cf_region.html and …/elb.html tell the zones of aliases.
    alias('caja.example.com.', 'A', host, 'Z2FDTNDATAQYW2'),
    alias('caja.example.com.', 'AAAA', host, 'Z2FDTNDATAQYW2'),
    {
      Name: 'caja.example.com.',
      Type: 'NS',
      TTL: 172_800,
      ResourceRecords: [{ Value: 'ns-1.awsdns-01.example.' }, { Value: 'ns-2.awsdns-02.example.' }],
    },
    {
      Name: 'caja.example.com.',
      Type: 'SOA',
      TTL: 900,
      ResourceRecords: [
        { Value: 'ns-1.awsdns-01.example. awsdns-hostmaster.example. 1 7200 900 1209600 86400' },
      ],
    },
    alias('api.caja.example.com.', 'A', `dualstack.${balancerHost(api)}`, 'Z32O12XQLNTSW2'),
    {
      Name: 'www.caja.example.com.',
      Type: 'CNAME',
      TTL: 300,
      ResourceRecords: [{ Value: 'caja.example.com.' }],
    },
  ];
  const HostedZones = [
    hostedZone(zone, 'caja.example.com.', false, records.length),
    hostedZone(service, 'caja.internal.', true, 4),
  ];
  return [
    {
      api: 'route53:ListHostedZones',
      output: { HostedZones, Marker: '', IsTruncated: false, MaxItems: 100 },
    },
    {
      api: 'route53:ListResourceRecordSets',
      input: { HostedZoneId: zone },
      output: { ResourceRecordSets: records, IsTruncated: false, MaxItems: 300 },
    },
  ];
}

function hostedZone(Id: string, Name: string, PrivateZone: boolean, ResourceRecordSetCount: number): Json {
  return { Id, Name, CallerReference: Name, Config: { PrivateZone }, ResourceRecordSetCount };
}

/** What services of this area answer in a region, or for the account (`global`). */
export function edgeAnswers(region: string): readonly ServiceAnswer[] {
  if (region === 'global') return [...cloudfrontAnswers(), ...dnsAnswers()];
  const scopes = region === edge ? ['REGIONAL', 'CLOUDFRONT'] : ['REGIONAL'];
  return scopes.map((Scope) => ({
    api: 'wafv2:ListLoggingConfigurations',
    input: { Scope },
    output: { LoggingConfigurations: region === edge || Scope === 'REGIONAL' ? aclLogs(Scope) : [] },
  }));
}
