import type { Attribute, Kind } from '../kind.ts';
import { account } from './account.ts';
import { cloudtrailTrail } from './cloudtrail-trail.ts';
import { commonAttributes } from './common.ts';
import { ebsVolume } from './ebs-volume.ts';
import { flowLog } from './flow-log.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { iamUser } from './iam-user.ts';
import { kmsKey } from './kms-key.ts';
import { rdsCluster } from './rds-cluster.ts';
import { rdsInstance } from './rds-instance.ts';
import { s3Bucket } from './s3-bucket.ts';
import { securityGroup } from './security-group.ts';
import { vpc } from './vpc.ts';

/** Every kind by its name. A new kind is one file beside this one and one line here. */
export const kinds = {
  account,
  'cloudtrail-trail': cloudtrailTrail,
  'ebs-volume': ebsVolume,
  'flow-log': flowLog,
  'iam-policy': iamPolicy,
  'iam-role': iamRole,
  'iam-user': iamUser,
  'kms-key': kmsKey,
  'rds-cluster': rdsCluster,
  'rds-instance': rdsInstance,
  's3-bucket': s3Bucket,
  'security-group': securityGroup,
  vpc,
} as const satisfies Record<string, Kind>;

export type Kinds = typeof kinds;
export type KindName = keyof Kinds;

/** `applies-to` of rules that judge every resource by what all of them have. */
export const anyKind = 'any';

export function findKind(name: string): Kind | undefined {
  return Object.hasOwn(kinds, name) ? kinds[name as KindName] : undefined;
}

/** The kind's own attributes and the common ones. */
export function attributesOf(kind: Kind): Readonly<Record<string, Attribute>> {
  return { ...commonAttributes, ...kind.attributes };
}
