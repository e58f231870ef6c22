import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

type OriginAccess = FactsOf<Kinds['origin-access']>;

/** An element of `cloudfront:ListOriginAccessControls`. */
export function adaptOriginAccessControl(item: ItemReader): OriginAccess {
  return {
    sort: item.known('Id', 'control'),
    originType: item.string('OriginAccessControlOriginType'),
    signing: item.string('SigningBehavior'),
  };
}

/** An element of `cloudfront:ListCloudFrontOriginAccessIdentities`: the older way, for buckets only, which always signs. */
export function adaptOriginAccessIdentity(item: ItemReader): OriginAccess {
  return {
    sort: item.known('Id', 'identity'),
    originType: item.byDefault('Id', 's3'),
    signing: item.byDefault('Id', 'always'),
  };
}
