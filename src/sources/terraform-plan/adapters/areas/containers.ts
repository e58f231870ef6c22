import { type Area, claim } from '../claim.ts';
import { adaptDeploymentGroup, nameOfDeployment } from '../deployment-group.ts';
import { adaptEcrRepository, repositoryParts } from '../ecr-repository.ts';
import { adaptEcsCluster, clusterProviders } from '../ecs-cluster.ts';
import { adaptEcsService, aliasesOfService } from '../ecs-service.ts';
import { adaptEcsTaskDefinition, aliasesOfTaskDefinition } from '../ecs-task-definition.ts';
import { adaptListener, listenerRules } from '../listener.ts';
import { adaptLoadBalancer, aliasesOfBalancer } from '../load-balancer.ts';
import { adaptScalingPolicy, adaptScalingTarget, aliasesOfTarget } from '../scaling.ts';
import { adaptTargetGroup, aliasesOfGroup } from '../target-group.ts';

const loadBalancer = claim('load-balancer', adaptLoadBalancer, { aliases: aliasesOfBalancer });
const listener = claim('listener', adaptListener);
const targetGroup = claim('target-group', adaptTargetGroup, { aliases: aliasesOfGroup });

/** What is claimed of ECS, load balancers, scaling, ECR and CodeDeploy. */
export const containers: Area = {
  claims: [
    ['aws_alb', loadBalancer],
    ['aws_alb_listener', listener],
    ['aws_alb_target_group', targetGroup],
    ['aws_appautoscaling_policy', claim('scaling-policy', adaptScalingPolicy)],
    ['aws_appautoscaling_target', claim('scaling-target', adaptScalingTarget, { aliases: aliasesOfTarget })],
    [
      'aws_codedeploy_deployment_group',
      claim('deployment-group', adaptDeploymentGroup, { name: nameOfDeployment }),
    ],
    ['aws_ecr_repository', claim('ecr-repository', adaptEcrRepository)],
    ['aws_ecs_cluster', claim('ecs-cluster', adaptEcsCluster)],
    ['aws_ecs_service', claim('ecs-service', adaptEcsService, { aliases: aliasesOfService })],
    [
      'aws_ecs_task_definition',
      claim('ecs-task-definition', adaptEcsTaskDefinition, { aliases: aliasesOfTaskDefinition }),
    ],
    ['aws_lb', loadBalancer],
    ['aws_lb_listener', listener],
    ['aws_lb_target_group', targetGroup],
  ],
  satellites: [
    clusterProviders.type,
    ...Object.values(repositoryParts).map(({ type }) => type),
    ...listenerRules.map(({ type }) => type),
  ],
};
