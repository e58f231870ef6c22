import { containers } from './areas/containers.ts';
import { databases } from './areas/databases.ts';
import { edge } from './areas/edge.ts';
import { monitoring } from './areas/monitoring.ts';
import { network } from './areas/network.ts';
import { secrets } from './areas/secrets.ts';
import { stores } from './areas/stores.ts';
import { adaptCloudtrailTrail } from './cloudtrail-trail.ts';
import type { ConfigKind } from './config-kind.ts';
import { adaptKmsKey } from './kms-key.ts';
import { adaptRdsCluster } from './rds-cluster.ts';
import { adaptRdsInstance } from './rds-instance.ts';
import { adaptS3Bucket } from './s3-bucket.ts';

/** The kinds that AWS Config is the source of, by its types. */
export const configKinds: Readonly<Record<string, ConfigKind>> = {
  ...containers,
  ...databases,
  ...edge,
  ...monitoring,
  ...network,
  ...secrets,
  ...stores,
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
