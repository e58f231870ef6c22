import { adaptAcmCertificate } from '../acm-certificate.ts';
import { adaptCloudfrontDistribution } from '../cloudfront-distribution.ts';
import type { ConfigKind } from '../config-kind.ts';
import { adaptWebAcl } from '../web-acl.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const edge: Readonly<Record<string, ConfigKind>> = {
  'AWS::ACM::Certificate': {
    kind: 'acm-certificate',
    adapt: adaptAcmCertificate,
    identities: ['configuration.certificateArn'],
    name: 'configuration.domainName',
    needs: ['configuration'],
  },
  'AWS::CloudFront::Distribution': {
    kind: 'cloudfront-distribution',
    adapt: adaptCloudfrontDistribution,
    // DNS records name it by its host name.
    identities: ['configuration.id', 'configuration.arn', 'configuration.domainName'],
    needs: ['configuration'],
  },
  'AWS::WAFv2::WebACL': {
    kind: 'web-acl',
    adapt: adaptWebAcl,
    identities: ['configuration.resourceARN', 'configuration.id'],
    name: 'configuration.name',
    needs: ['configuration'],
  },
};
