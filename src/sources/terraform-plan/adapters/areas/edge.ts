import { adaptAcmCertificate, aliasesOfCertificate, validation } from '../acm-certificate.ts';
import { adaptCachePolicy } from '../cache-policy.ts';
import { type Area, claim } from '../claim.ts';
import {
  adaptCloudfrontDistribution,
  aliasesOfDistribution,
  monitoring,
} from '../cloudfront-distribution.ts';
import { adaptDnsRecord } from '../dns-record.ts';
import { adaptOriginAccessControl, adaptOriginAccessIdentity, aliasesOfIdentity } from '../origin-access.ts';
import { aclLogging, adaptWebAcl } from '../web-acl.ts';

/** What is claimed of CloudFront, Route 53, ACM and WAF. */
export const edge: Area = {
  claims: [
    ['aws_acm_certificate', claim('acm-certificate', adaptAcmCertificate, { aliases: aliasesOfCertificate })],
    ['aws_cloudfront_cache_policy', claim('cache-policy', adaptCachePolicy)],
    [
      'aws_cloudfront_distribution',
      claim('cloudfront-distribution', adaptCloudfrontDistribution, { aliases: aliasesOfDistribution }),
    ],
    ['aws_cloudfront_origin_access_control', claim('origin-access', adaptOriginAccessControl)],
    [
      'aws_cloudfront_origin_access_identity',
      claim('origin-access', adaptOriginAccessIdentity, { aliases: aliasesOfIdentity }),
    ],
    ['aws_route53_record', claim('dns-record', adaptDnsRecord)],
    ['aws_wafv2_web_acl', claim('web-acl', adaptWebAcl)],
  ],
  satellites: [validation.type, monitoring.type, aclLogging.type],
};
