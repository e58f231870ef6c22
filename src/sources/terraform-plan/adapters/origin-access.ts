import { byDefault, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** `aws_cloudfront_origin_access_control`. https://docs.aws.amazon.com/cloudfront/latest/APIReference/API_OriginAccessControlConfig.html */
export function adaptOriginAccessControl(at: Scope): FactsOf<Kinds['origin-access']> {
  return {
    sort: known('control', at.place, 'type'),
    originType: readString(at, 'origin_access_control_origin_type'),
    signing: readString(at, 'signing_behavior'),
  };
}

/** `aws_cloudfront_origin_access_identity`: the older way, for buckets only, which always signs. */
export function adaptOriginAccessIdentity(at: Scope): FactsOf<Kinds['origin-access']> {
  return {
    sort: known('identity', at.place, 'type'),
    originType: byDefault('s3', at.place, 'type'),
    signing: byDefault('always', at.place, 'type'),
  };
}

/** Distributions name an identity by its path. */
export function aliasesOfIdentity(at: Scope): readonly string[] {
  const path = at.values.cloudfront_access_identity_path;
  return typeof path === 'string' && path !== '' ? [path] : [];
}
