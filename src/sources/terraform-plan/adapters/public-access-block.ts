import { known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBool } from '../reader.ts';
import type { Scope } from '../scope.ts';

/** The four switches, for a bucket or for the whole account; the provider's own default is off. */
export function readPublicAccessBlock(at: Scope): FactsOf<Kinds['account']>['publicAccessBlock'] {
  const off = { default: false };
  const fields = {
    blockPublicAcls: readBool(at, 'block_public_acls', off),
    ignorePublicAcls: readBool(at, 'ignore_public_acls', off),
    blockPublicPolicy: readBool(at, 'block_public_policy', off),
    restrictPublicBuckets: readBool(at, 'restrict_public_buckets', off),
  };
  return known({ fields }, at.place, 'block_public_acls');
}
