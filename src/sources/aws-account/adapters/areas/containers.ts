import type { ConfigKind } from '../config-kind.ts';
import { adaptDeploymentGroup } from '../deployment-group.ts';
import { adaptEcrRepository } from '../ecr-repository.ts';
import { adaptEcsCluster } from '../ecs-cluster.ts';
import { adaptEcsService, aliasesOfService } from '../ecs-service.ts';
import { adaptEcsTaskDefinition, aliasesOfTaskDefinition } from '../ecs-task-definition.ts';
import { adaptLoadBalancer, aliasesOfBalancer } from '../load-balancer.ts';
import { adaptTargetGroup, aliasesOfGroup } from '../target-group.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const containers: Readonly<Record<string, ConfigKind>> = {
  'AWS::CodeDeploy::DeploymentGroup': {
    kind: 'deployment-group',
    adapt: adaptDeploymentGroup,
    identities: ['configuration.deploymentGroupName'],
    name: 'configuration.deploymentGroupName',
    needs: ['configuration'],
  },
  'AWS::ECR::Repository': {
    kind: 'ecr-repository',
    adapt: adaptEcrRepository,
    identities: ['configuration.RepositoryName', 'configuration.Arn'],
    name: 'configuration.RepositoryName',
    needs: ['configuration'],
  },
  'AWS::ECS::Cluster': {
    kind: 'ecs-cluster',
    adapt: adaptEcsCluster,
    identities: ['configuration.ClusterName', 'configuration.Arn'],
    name: 'configuration.ClusterName',
    needs: ['configuration'],
  },
  'AWS::ECS::Service': {
    kind: 'ecs-service',
    adapt: adaptEcsService,
    identities: ['configuration.ServiceArn'],
    aliases: aliasesOfService,
    name: 'configuration.ServiceName',
    needs: ['configuration'],
  },
  'AWS::ECS::TaskDefinition': {
    kind: 'ecs-task-definition',
    adapt: adaptEcsTaskDefinition,
    identities: ['configuration.TaskDefinitionArn', 'configuration.Family'],
    aliases: aliasesOfTaskDefinition,
    name: 'configuration.Family',
    ownNameFirst: true,
    needs: ['configuration'],
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    kind: 'load-balancer',
    adapt: adaptLoadBalancer,
    identities: ['configuration.loadBalancerName', 'configuration.loadBalancerArn', 'configuration.dNSName'],
    aliases: aliasesOfBalancer,
    name: 'configuration.loadBalancerName',
    needs: ['configuration', 'supplementaryConfiguration'],
  },
  'AWS::ElasticLoadBalancingV2::TargetGroup': {
    kind: 'target-group',
    adapt: adaptTargetGroup,
    identities: ['configuration.TargetGroupName'],
    aliases: aliasesOfGroup,
    name: 'configuration.TargetGroupName',
    needs: ['configuration'],
  },
};
