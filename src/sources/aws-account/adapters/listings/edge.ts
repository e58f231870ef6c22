import { adaptCachePolicy } from '../cache-policy.ts';
import { adaptListedDistribution } from '../cloudfront-distribution.ts';
import { adaptDnsRecord, cleanHost, zoneOf } from '../dns-record.ts';
import { type Listing, textAt } from '../listing.ts';
import { adaptOriginAccessControl, adaptOriginAccessIdentity } from '../origin-access.ts';

/** Lists of this area that services answer for themselves. */
export const edge: readonly Listing[] = [
  {
    api: 'cloudfront:ListCachePolicies',
    list: 'CachePolicyList.Items',
    type: 'AWS::CloudFront::CachePolicy',
    kind: 'cache-policy',
    // CloudFront's own are in every account, and nobody's to judge.
    leavesOut: (element) => element.Type === 'managed',
    id: (element) => textAt(element, 'CachePolicy.Id'),
    name: 'CachePolicy.CachePolicyConfig.Name',
    adapt: () => adaptCachePolicy,
  },
  {
    api: 'route53:ListResourceRecordSets',
    list: 'ResourceRecordSets',
    type: 'AWS::Route53::RecordSet',
    kind: 'dns-record',
    // Several records may share name and type, told apart by an identifier of their own.
    id: (element, at) => {
      const [name, type, own] = ['Name', 'Type', 'SetIdentifier'].map((field) => textAt(element, field));
      if (name === undefined || type === undefined) return undefined;
      return [zoneOf(at), name, type, own].filter((part) => part !== undefined).join('/');
    },
    name: 'Name',
    nameOf: (element) => cleanHost(textAt(element, 'Name') ?? ''),
    adapt: () => adaptDnsRecord,
  },
  {
    api: 'cloudfront:ListOriginAccessControls',
    list: 'OriginAccessControlList.Items',
    type: 'AWS::CloudFront::OriginAccessControl',
    kind: 'origin-access',
    id: (element) => textAt(element, 'Id'),
    name: 'Name',
    adapt: () => adaptOriginAccessControl,
  },
  {
    api: 'cloudfront:ListCloudFrontOriginAccessIdentities',
    list: 'CloudFrontOriginAccessIdentityList.Items',
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    kind: 'origin-access',
    id: (element) => textAt(element, 'Id'),
    // Distributions name an identity by its path.
    identities: (element) => [`origin-access-identity/cloudfront/${textAt(element, 'Id')}`],
    adapt: () => adaptOriginAccessIdentity,
  },
  {
    api: 'cloudfront:ListDistributions',
    list: 'DistributionList.Items',
    type: 'AWS::CloudFront::Distribution',
    kind: 'cloudfront-distribution',
    id: (element) => textAt(element, 'Id'),
    arn: (element) => textAt(element, 'ARN'),
    identities: (element) => [textAt(element, 'DomainName') ?? ''],
    // The list tells neither tags, root object nor logging, and every account's region can be read without the one that records.
    besideConfig: true,
    tags: () => undefined,
    adapt: (answers) => (item) => adaptListedDistribution(item, { answers }),
  },
];
