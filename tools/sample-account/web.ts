import { balancerHost, oldApi, oldTags } from './balancers.ts';
import { boughtCertificate, certificateArn } from './certificates.ts';
import { type Row, row } from './rows.ts';
import { account, arnOf, cajaTags, edge, hex, home, type Tags, upperId, uuid } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export const accessControl = upperId('E', 'caja-prod-web-site');
export const openAccessControl = upperId('E', 'reports');
export const sitePolicy = uuid('cache policy caja-prod-web-site');
const cachesLong = '658327ea-f89d-4fab-a63d-7e88639e58f6';
const cachesNothing = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';

function list(...items: readonly unknown[]): Json {
  return items.length === 0 ? { quantity: 0 } : { quantity: items.length, items };
}

interface Site {
  readonly name: string;
  readonly id: string;
  readonly tags: Tags;
  readonly metrics: boolean;
  readonly config: Json;
}

function bucketOrigin(id: string, bucket: string, control = ''): Json {
  return {
    id,
    domainName: `${bucket}.s3.${home}.amazonaws.com`,
    s3OriginConfig: { originAccessIdentity: '' },
    originAccessControlId: control,
    customHeaders: list(),
  };
}

function hostOrigin(
  id: string,
  domainName: string,
  policy: string,
  versions: readonly string[],
  headers = list(),
) {
  return {
    id,
    domainName,
    customOriginConfig: {
      httpPort: 80,
      httpsPort: 443,
      originProtocolPolicy: policy,
      originSslProtocols: list(...versions),
    },
    originAccessControlId: '',
    customHeaders: headers,
  };
}

const certified = (arn: string, minimumProtocolVersion: string) => ({
  acmCertificateArn: arn,
  certificate: arn,
  certificateSource: 'acm',
  cloudFrontDefaultCertificate: false,
  minimumProtocolVersion,
  sslSupportMethod: 'sni-only',
});

const webAcl = arnOf('wafv2', `global/webacl/caja-prod-web/${uuid('waf')}`, edge);

const sites: readonly Site[] = [
  {
    name: 'caja-prod-web',
    id: upperId('E', 'caja'),
    tags: cajaTags('web', 'caja-prod-web'),
    metrics: true,
    config: {
      enabled: true,
      isIPV6Enabled: true,
      defaultRootObject: 'index.html',
      webACLId: webAcl,
      aliases: list('caja.example.com'),
      viewerCertificate: certified(certificateArn(edge), 'TLSv1.2_2021'),
      logging: {
        enabled: true,
        bucket: 'caja-prod-web-cdn-logs.s3.amazonaws.com',
        includeCookies: false,
        prefix: '',
      },
      origins: list(
        bucketOrigin('site', 'caja-prod-web-site', accessControl),
        // The load balancer asks for it; a recording does not keep the value.
        hostOrigin(
          'api',
          'api.caja.example.com',
          'https-only',
          ['TLSv1.2'],
          list({ headerName: 'X-Caja-Origin', headerValue: '[redacted]' }),
        ),
      ),
      originGroups: list(),
      cacheBehaviors: list({
        pathPattern: '/api/*',
        targetOriginId: 'api',
        viewerProtocolPolicy: 'https-only',
        compress: true,
        cachePolicyId: cachesNothing,
      }),
      defaultCacheBehavior: {
        targetOriginId: 'site',
        viewerProtocolPolicy: 'redirect-to-https',
        compress: true,
        cachePolicyId: sitePolicy,
      },
    },
  },
  // Of a supplier's project, which is long over: its bucket is everybody's, and anybody may ask it in plain text.
  {
    name: 'reports',
    id: upperId('E', 'reports distribution'),
    tags: oldTags,
    metrics: false,
    config: {
      enabled: true,
      isIPV6Enabled: false,
      defaultRootObject: '',
      webACLId: '',
      aliases: list('reports.example.net'),
      viewerCertificate: certified(boughtCertificate, 'TLSv1_2016'),
      logging: { enabled: false, bucket: '', includeCookies: false, prefix: '' },
      origins: list(
        bucketOrigin('exports', 'caja-exports-public'),
        hostOrigin('reports', balancerHost(oldApi), 'http-only', ['TLSv1', 'TLSv1.1']),
        hostOrigin('partner', 'partner.example.net', 'https-only', ['TLSv1', 'TLSv1.2']),
      ),
      originGroups: list(),
      cacheBehaviors: list(
        {
          pathPattern: '/api/*',
          targetOriginId: 'reports',
          viewerProtocolPolicy: 'allow-all',
          compress: false,
          cachePolicyId: cachesLong,
        },
        {
          pathPattern: '/partner/*',
          targetOriginId: 'partner',
          viewerProtocolPolicy: 'redirect-to-https',
          compress: false,
          forwardedValues: { queryString: false, cookies: { forward: 'none' } },
          minTTL: 0,
          defaultTTL: 86400,
          maxTTL: 31536000,
        },
      ),
      defaultCacheBehavior: {
        targetOriginId: 'exports',
        viewerProtocolPolicy: 'allow-all',
        compress: false,
        cachePolicyId: cachesLong,
      },
    },
  },
];

export function distributionHost(id: string): string {
  return `d${hex(`distribution ${id}`, 13)}.cloudfront.net`;
}

export function distributionArn(name: string): string {
  const site = sites.find((one) => one.name === name);
  return `arn:aws:cloudfront::${account}:distribution/${site?.id}`;
}

/** Ids and host names of the distributions, and whether their additional metrics are on. */
export const distributions = sites.map(({ id, name, metrics, config }) => ({
  id,
  name,
  metrics,
  config,
  arn: `arn:aws:cloudfront::${account}:distribution/${id}`,
  host: distributionHost(id),
}));

function distributionRow({ id, tags, config }: Site): Row {
  const arn = `arn:aws:cloudfront::${account}:distribution/${id}`;
  return row('AWS::CloudFront::Distribution', {
    id,
    arn,
    region: 'global',
    tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      id,
      arn,
      status: 'Deployed',
      domainName: distributionHost(id),
      distributionConfig: { staging: false, ...config },
    },
  });
}

interface Acl {
  readonly name: string;
  readonly scope: string;
  readonly arn: string;
  readonly region: string;
  readonly tags: Tags;
  readonly rules: readonly Json[];
  readonly log?: string;
}

const group = (name: string, overrideAction: Json, priority: number) => ({
  name,
  priority,
  overrideAction,
  statement: { managedRuleGroupStatement: { vendorName: 'AWS', name } },
});

const acls: readonly Acl[] = [
  {
    name: 'caja-prod-web',
    scope: 'CLOUDFRONT',
    arn: webAcl,
    region: edge,
    tags: cajaTags('web', 'caja-prod-web'),
    rules: [
      group('AWSManagedRulesCommonRuleSet', { none: {} }, 0),
      group('AWSManagedRulesKnownBadInputsRuleSet', { none: {} }, 1),
    ],
    log: 'aws-waf-logs-caja-prod-web',
  },
  // Tried out once, and left so that it only counts.
  {
    name: 'reports-trial',
    scope: 'REGIONAL',
    arn: arnOf('wafv2', `regional/webacl/reports-trial/${uuid('waf reports')}`),
    region: home,
    tags: oldTags,
    rules: [group('AWSManagedRulesCommonRuleSet', { count: {} }, 0)],
  },
];

function aclRow({ name, scope, arn, region, tags, rules }: Acl): Row {
  return row('AWS::WAFv2::WebACL', {
    id: arn.split('/').at(-1) ?? name,
    name,
    arn,
    region,
    tags,
    configuration: { name, scope, resourceARN: arn, defaultAction: { allow: {} }, rules },
  });
}

/** Where web ACLs of a scope log. */
export function aclLogs(scope: string): readonly Json[] {
  return acls
    .filter((acl) => acl.scope === scope && acl.log !== undefined)
    .map(({ arn, region, log }) => ({
      ResourceArn: arn,
      LogDestinationConfigs: [arnOf('logs', `log-group:${log}`, region)],
      ManagedByFirewallManager: false,
      LogType: 'WAF_LOGS',
      LogScope: 'CUSTOMER',
    }));
}

/** Distributions and what stands before them. */
export function webRows(): readonly Row[] {
  return [...sites.map(distributionRow), ...acls.map(aclRow)];
}
