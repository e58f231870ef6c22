import { bool, defineKind, int, many, string } from '../kind.ts';

export const targetGroup = defineKind({
  name: 'target-group',
  title: 'Target group',
  service: 'elb',
  meaning: 'A target group of a load balancer',
  attributes: {
    groupName: string('Name of the group', { optional: true }),
    protocol: string('HTTP, HTTPS, TCP, TLS, UDP, TCP_UDP or GENEVE', { optional: true }),
    port: int('Port of the targets', { optional: true }),
    targetType: string('ip, instance, lambda or alb'),
    healthCheck: bool('Targets are checked'),
    healthCheckProtocol: string('HTTP, HTTPS or TCP'),
    healthCheckPath: string('Path that is asked for', { optional: true }),
  },
  relations: {
    listeners: many('listener', { theirs: 'targetGroupArns' }, 'Listeners that forward to it'),
    services: many('ecs-service', { theirs: 'targetGroupArns' }, 'ECS services that are registered in it'),
    deploymentGroups: many(
      'deployment-group',
      { theirs: 'targetGroupNames' },
      'CodeDeploy groups that move traffic to and from it',
    ),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
