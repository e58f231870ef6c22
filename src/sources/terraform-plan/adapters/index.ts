import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { KindName, Kinds } from '../../../model/kinds/index.ts';
import type { Resource } from '../../../model/resource.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { accountTypes } from './account.ts';
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
import { adaptS3Bucket } from './s3-bucket.ts';
import { bucketParts } from './s3-part.ts';
import { adaptSecurityGroup, nameOfGroup, ruleLinks } from './security-group.ts';
import { adaptVpc, vpcRanges } from './vpc.ts';

/** How resources of one Terraform type become a kind. */
export interface Claim {
  readonly kind: KindName;
  readonly adapt: (at: Scope, view: PhaseView) => Resource['fields'];
  /** Other strings by which links may mean it, beside its own id, ARN and names. */
  readonly aliases?: (at: Scope, view: PhaseView) => readonly string[];
  /** The service's name of it, where no attribute of its own simply holds that. */
  readonly name?: (at: Scope, view: PhaseView) => Fact<string>;
}

function claim<K extends KindName>(
  kind: K,
  adapt: (at: Scope, view: PhaseView) => FactsOf<Kinds[K]>,
  more: Pick<Claim, 'aliases' | 'name'> = {},
): Claim {
  return { kind, adapt: adapt as Claim['adapt'], ...more };
}

const key = { aliases: aliasesOfKey, name: nameOfKey };

/** The Terraform types that are looked into, and as what. */
export const claims: ReadonlyMap<string, Claim> = new Map([
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
  ['aws_s3_bucket', claim('s3-bucket', adaptS3Bucket)],
  ['aws_security_group', claim('security-group', adaptSecurityGroup)],
  ['aws_vpc', claim('vpc', adaptVpc)],
]);

/** Types that are part of another resource, and none of their own. */
export const satelliteTypes: ReadonlySet<string> = new Set([
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
