import { bool, defineKind, int, list, many, one, string } from '../kind.ts';

export const ecsService = defineKind({
  name: 'ecs-service',
  title: 'ECS service',
  service: 'ecs',
  meaning: 'An ECS service',
  attributes: {
    serviceName: string('Name of the service', { optional: true }),
    clusterId: string('Cluster it runs in, by name or ARN', { optional: true }),
    taskDefinitionId: string('Task definition it runs, by family or ARN', { optional: true }),
    launchType: string('FARGATE, EC2 or EXTERNAL, where no capacity provider is asked for', {
      optional: true,
    }),
    capacityProviders: list(string('provider'), 'Capacity providers of its own strategy'),
    desiredCount: int('Tasks it is made with'),
    daemon: bool('One task runs on each container instance'),
    assignsPublicAddresses: bool('Its tasks get public addresses'),
    subnetIds: list(string('subnet'), 'Subnets its tasks run in'),
    securityGroupIds: list(string('group'), 'Security groups of its tasks'),
    targetGroupArns: list(string('target group'), 'Target groups that its tasks are registered in'),
    discovered: bool('Other services find it by Service Connect, Cloud Map or VPC Lattice'),
    deploymentController: string('ECS, CODE_DEPLOY or EXTERNAL'),
    deploymentStrategy: string('ROLLING, BLUE_GREEN, LINEAR or CANARY, for the controller ECS'),
    minimumHealthyPercent: int('Share of the desired tasks that stay up during a deployment', {
      unit: 'percent',
    }),
    circuitBreaker: bool('A deployment that does not come up is stopped'),
    rollsBack: bool('…and taken back'),
    healthCheckGraceSeconds: int('Time for a task to come up before the load balancer may condemn it', {
      unit: 'seconds',
      optional: true,
    }),
    executeCommand: bool('People may open a shell in its containers'),
  },
  relations: {
    cluster: one('ecs-cluster', { mine: 'clusterId' }, 'The cluster it runs in'),
    taskDefinition: one('ecs-task-definition', { mine: 'taskDefinitionId' }, 'The task definition it runs'),
    subnets: many('subnet', { mine: 'subnetIds' }, 'Subnets its tasks run in'),
    securityGroups: many('security-group', { mine: 'securityGroupIds' }, 'Security groups of its tasks'),
    targetGroups: many(
      'target-group',
      { mine: 'targetGroupArns' },
      'Target groups that its tasks are registered in',
    ),
    scalingTargets: many('scaling-target', { theirs: 'resourceId' }, 'What makes it scale'),
    deploymentGroups: many(
      'deployment-group',
      { theirs: 'serviceNames' },
      'CodeDeploy groups that deploy it',
    ),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
