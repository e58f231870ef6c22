import type { Fact } from '../../../model/fact.ts';
import type { KindName } from '../../../model/kinds/index.ts';
import { adaptCloudtrailTrail } from './cloudtrail-trail.ts';
import type { ItemReader } from './item-reader.ts';
import { adaptKmsKey } from './kms-key.ts';
import { adaptRdsCluster } from './rds-cluster.ts';
import { adaptRdsInstance } from './rds-instance.ts';
import { adaptS3Bucket } from './s3-bucket.ts';

/** How resources of one AWS Config type become a kind. */
export interface ConfigKind {
  readonly kind: KindName;
  readonly adapt: (item: ItemReader) => Readonly<Record<string, Fact>>;
  /** Paths of further strings by which others link to it. */
  readonly identities: readonly string[];
  /** Where the service's own name stands when the item has no resource name; left out where the service knows none. */
  readonly name?: string;
  /** Parts of the item without which nothing about it is known. */
  readonly needs: readonly ('configuration' | 'supplementaryConfiguration')[];
  /** Said where the type alone does not tell. */
  readonly taggable?: (item: ItemReader) => boolean | undefined;
}

/** The kinds that AWS Config is the source of, by its types. */
export const configKinds: Readonly<Record<string, ConfigKind>> = {
  'AWS::CloudTrail::Trail': {
    kind: 'cloudtrail-trail',
    adapt: adaptCloudtrailTrail,
    identities: ['configuration.name'],
    name: 'configuration.name',
    needs: ['configuration'],
  },
  'AWS::KMS::Key': {
    kind: 'kms-key',
    adapt: adaptKmsKey,
    identities: ['configuration.keyId', 'configuration.arn'],
    needs: ['configuration', 'supplementaryConfiguration'],
    // https://docs.aws.amazon.com/kms/latest/developerguide/tagging-keys.html: AWS managed keys cannot be tagged.
    taggable: (item) => (item.json('configuration.keyManager') === 'AWS' ? false : undefined),
  },
  'AWS::RDS::DBCluster': {
    kind: 'rds-cluster',
    adapt: adaptRdsCluster,
    identities: ['configuration.dbclusterIdentifier', 'configuration.dbclusterArn'],
    name: 'configuration.dbclusterIdentifier',
    needs: ['configuration'],
  },
  'AWS::RDS::DBInstance': {
    kind: 'rds-instance',
    adapt: adaptRdsInstance,
    identities: ['configuration.dBInstanceIdentifier', 'configuration.dBInstanceArn'],
    name: 'configuration.dBInstanceIdentifier',
    needs: ['configuration'],
  },
  'AWS::S3::Bucket': {
    kind: 's3-bucket',
    adapt: adaptS3Bucket,
    identities: ['configuration.name'],
    name: 'configuration.name',
    needs: ['configuration', 'supplementaryConfiguration'],
  },
};
