import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

/**
 * A public access block, of a bucket or of the account. Without one nothing is blocked at that level.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html
 */
export function publicAccessBlock(
  item: ItemReader,
  path: string,
): FactsOf<Kinds['s3-bucket']>['publicAccessBlock'] {
  const setting = (name: string) => item.bool(`${path}.${name}`, { default: false });
  const fields = {
    blockPublicAcls: setting('blockPublicAcls'),
    ignorePublicAcls: setting('ignorePublicAcls'),
    blockPublicPolicy: setting('blockPublicPolicy'),
    restrictPublicBuckets: setting('restrictPublicBuckets'),
  };
  return item.within(path) === undefined ? item.byDefault(path, { fields }) : item.known(path, { fields });
}
