import { accountTypes } from './account.ts';
import { access } from './areas/access.ts';
import { containers } from './areas/containers.ts';
import { databases } from './areas/databases.ts';
import { edge } from './areas/edge.ts';
import { monitoring } from './areas/monitoring.ts';
import { network } from './areas/network.ts';
import { secrets } from './areas/secrets.ts';
import { stores } from './areas/stores.ts';
import { type Claim, claim } from './claim.ts';
import { adaptCloudtrailTrail } from './cloudtrail-trail.ts';
import { adaptEbsVolume } from './ebs-volume.ts';
import { adaptFlowLog } from './flow-log.ts';
import { adaptIamPolicy } from './iam-policy.ts';
import { adaptIamRole, roleLinks } from './iam-role.ts';
import { adaptIamUser, userLinks, userParts } from './iam-user.ts';
import {
  adaptKmsExternalKey,
  adaptKmsKey,
  adaptKmsReplicaKey,
  aliasesOfKey,
  keyPolicy,
  nameOfKey,
} from './kms-key.ts';
import { adaptRdsCluster } from './rds-cluster.ts';
import { adaptRdsClusterInstance } from './rds-cluster-instance.ts';
import { adaptRdsInstance } from './rds-instance.ts';
import { adaptS3Bucket, aliasesOfBucket } from './s3-bucket.ts';
import { bucketParts } from './s3-part.ts';
import { adaptSecurityGroup, nameOfGroup, ruleLinks } from './security-group.ts';
import { adaptVpc, vpcRanges } from './vpc.ts';

const areas = [access, containers, databases, edge, monitoring, network, secrets, stores] as const;

const key = { aliases: aliasesOfKey, name: nameOfKey };

/** The Terraform types that are looked into, and as what. */
export const claims: ReadonlyMap<string, Claim> = new Map<string, Claim>([
  ...areas.flatMap((area) => area.claims),
  ['aws_cloudtrail', claim('cloudtrail-trail', adaptCloudtrailTrail)],
  ['aws_db_instance', claim('rds-instance', adaptRdsInstance)],
  ['aws_default_security_group', claim('security-group', adaptSecurityGroup, { name: nameOfGroup })],
  ['aws_default_vpc', claim('vpc', adaptVpc)],
  ['aws_ebs_volume', claim('ebs-volume', adaptEbsVolume)],
  ['aws_flow_log', claim('flow-log', adaptFlowLog)],
  ['aws_iam_policy', claim('iam-policy', adaptIamPolicy)],
  ['aws_iam_role', claim('iam-role', adaptIamRole)],
  ['aws_iam_user', claim('iam-user', adaptIamUser)],
  ['aws_kms_external_key', claim('kms-key', adaptKmsExternalKey, key)],
  ['aws_kms_key', claim('kms-key', adaptKmsKey, key)],
  ['aws_kms_replica_external_key', claim('kms-key', adaptKmsExternalKey, key)],
  ['aws_kms_replica_key', claim('kms-key', adaptKmsReplicaKey, key)],
  ['aws_rds_cluster', claim('rds-cluster', adaptRdsCluster)],
  ['aws_rds_cluster_instance', claim('rds-instance', adaptRdsClusterInstance)],
  ['aws_s3_bucket', claim('s3-bucket', adaptS3Bucket, { aliases: aliasesOfBucket })],
  ['aws_security_group', claim('security-group', adaptSecurityGroup)],
  ['aws_vpc', claim('vpc', adaptVpc)],
]);

/** Types that are part of another resource, and none of their own. */
export const satelliteTypes: ReadonlySet<string> = new Set([
  ...areas.flatMap((area) => area.satellites),
  ...Object.values(accountTypes),
  ...[
    ...Object.values(bucketParts),
    ...Object.values(roleLinks),
    ...Object.values(userLinks),
    ...Object.values(userParts),
    ...ruleLinks,
    keyPolicy,
    vpcRanges,
  ].map((link) => link.type),
]);
