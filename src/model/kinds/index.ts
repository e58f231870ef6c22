import type { Attribute, Kind } from '../kind.ts';
import { account } from './account.ts';
import { acmCertificate } from './acm-certificate.ts';
import { actionUse } from './action-use.ts';
import { alarm } from './alarm.ts';
import { attestation } from './attestation.ts';
import { backupPlan } from './backup-plan.ts';
import { backupVault } from './backup-vault.ts';
import { budget } from './budget.ts';
import { cachePolicy } from './cache-policy.ts';
import { change } from './change.ts';
import { cloudfrontDistribution } from './cloudfront-distribution.ts';
import { cloudtrailTrail } from './cloudtrail-trail.ts';
import { commonAttributes } from './common.ts';
import { dbParameterGroup } from './db-parameter-group.ts';
import { dbSubnetGroup } from './db-subnet-group.ts';
import { deploymentGroup } from './deployment-group.ts';
import { dnsRecord } from './dns-record.ts';
import { dynamodbTable } from './dynamodb-table.ts';
import { ebsSnapshot } from './ebs-snapshot.ts';
import { ebsVolume } from './ebs-volume.ts';
import { ecrRepository } from './ecr-repository.ts';
import { ecsCluster } from './ecs-cluster.ts';
import { ecsService } from './ecs-service.ts';
import { ecsTaskDefinition } from './ecs-task-definition.ts';
import { efsFileSystem } from './efs-file-system.ts';
import { elasticacheCluster } from './elasticache-cluster.ts';
import { eventRule } from './event-rule.ts';
import { flowLog } from './flow-log.ts';
import { iamGroup } from './iam-group.ts';
import { iamPolicy } from './iam-policy.ts';
import { iamRole } from './iam-role.ts';
import { iamUser } from './iam-user.ts';
import { instance } from './instance.ts';
import { internetGateway } from './internet-gateway.ts';
import { kmsKey } from './kms-key.ts';
import { lambdaFunction } from './lambda-function.ts';
import { launchTemplate } from './launch-template.ts';
import { listener } from './listener.ts';
import { loadBalancer } from './load-balancer.ts';
import { logGroup } from './log-group.ts';
import { machineImage } from './machine-image.ts';
import { metricFilter } from './metric-filter.ts';
import { natGateway } from './nat-gateway.ts';
import { networkAcl } from './network-acl.ts';
import { originAccess } from './origin-access.ts';
import { pipeline } from './pipeline.ts';
import { rdsCluster } from './rds-cluster.ts';
import { rdsInstance } from './rds-instance.ts';
import { rdsSnapshot } from './rds-snapshot.ts';
import { repository } from './repository.ts';
import { routeTable } from './route-table.ts';
import { s3Bucket } from './s3-bucket.ts';
import { scalingPolicy } from './scaling-policy.ts';
import { scalingTarget } from './scaling-target.ts';
import { secret } from './secret.ts';
import { securityGroup } from './security-group.ts';
import { snsSubscription } from './sns-subscription.ts';
import { snsTopic } from './sns-topic.ts';
import { sqsQueue } from './sqs-queue.ts';
import { ssmParameter } from './ssm-parameter.ts';
import { subnet } from './subnet.ts';
import { targetGroup } from './target-group.ts';
import { terraformRoot } from './terraform-root.ts';
import { vpc } from './vpc.ts';
import { webAcl } from './web-acl.ts';

/** Every kind by its name. A new kind is one file beside this one and one line here. */
export const kinds = {
  account,
  'acm-certificate': acmCertificate,
  'action-use': actionUse,
  alarm,
  attestation,
  'backup-plan': backupPlan,
  'backup-vault': backupVault,
  budget,
  'cache-policy': cachePolicy,
  change,
  'cloudfront-distribution': cloudfrontDistribution,
  'cloudtrail-trail': cloudtrailTrail,
  'db-parameter-group': dbParameterGroup,
  'db-subnet-group': dbSubnetGroup,
  'deployment-group': deploymentGroup,
  'dns-record': dnsRecord,
  'dynamodb-table': dynamodbTable,
  'ebs-snapshot': ebsSnapshot,
  'ebs-volume': ebsVolume,
  'ecr-repository': ecrRepository,
  'ecs-cluster': ecsCluster,
  'ecs-service': ecsService,
  'ecs-task-definition': ecsTaskDefinition,
  'efs-file-system': efsFileSystem,
  'elasticache-cluster': elasticacheCluster,
  'event-rule': eventRule,
  'flow-log': flowLog,
  'iam-group': iamGroup,
  'iam-policy': iamPolicy,
  'iam-role': iamRole,
  'iam-user': iamUser,
  instance,
  'internet-gateway': internetGateway,
  'kms-key': kmsKey,
  'lambda-function': lambdaFunction,
  'launch-template': launchTemplate,
  listener,
  'load-balancer': loadBalancer,
  'log-group': logGroup,
  'machine-image': machineImage,
  'metric-filter': metricFilter,
  'nat-gateway': natGateway,
  'network-acl': networkAcl,
  'origin-access': originAccess,
  pipeline,
  'rds-cluster': rdsCluster,
  'rds-instance': rdsInstance,
  'rds-snapshot': rdsSnapshot,
  repository,
  'route-table': routeTable,
  's3-bucket': s3Bucket,
  'scaling-policy': scalingPolicy,
  'scaling-target': scalingTarget,
  secret,
  'security-group': securityGroup,
  'sns-subscription': snsSubscription,
  'sns-topic': snsTopic,
  'sqs-queue': sqsQueue,
  'ssm-parameter': ssmParameter,
  subnet,
  'target-group': targetGroup,
  'terraform-root': terraformRoot,
  vpc,
  'web-acl': webAcl,
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
