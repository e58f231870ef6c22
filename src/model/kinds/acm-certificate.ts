import { defineKind, int, list, many, string } from '../kind.ts';

export const acmCertificate = defineKind({
  name: 'acm-certificate',
  title: 'ACM certificate',
  service: 'acm',
  meaning: 'A certificate of AWS Certificate Manager',
  attributes: {
    domainNames: list(string('host name'), 'Host names that it holds for, * included'),
    validation: string('DNS, EMAIL or NONE, which is an imported one that ACM does not renew'),
    daysLeft: int('Days until it ends', { unit: 'days', onlyIn: ['aws-account'] }),
    region: string('Region it lies in', { optional: true }),
  },
  relations: {
    distributions: many(
      'cloudfront-distribution',
      { theirs: 'certificateArn' },
      'CloudFront distributions that use it',
    ),
    listeners: many('listener', { theirs: 'certificateArn' }, 'Listeners that use it'),
  },
});
