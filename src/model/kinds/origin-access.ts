import { defineKind, string } from '../kind.ts';

export const originAccess = defineKind({
  name: 'origin-access',
  title: 'Origin access',
  service: 'cloudfront',
  meaning: 'How CloudFront shows its origin who it is: an origin access control or identity',
  attributes: {
    sort: string('control or identity'),
    originType: string('s3, lambda, mediastore or mediapackagev2'),
    signing: string('always, never or no-override; identities always sign'),
  },
  relations: {},
});
