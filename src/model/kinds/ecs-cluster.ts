import { defineKind, list, many, string } from '../kind.ts';

export const ecsCluster = defineKind({
  name: 'ecs-cluster',
  title: 'ECS cluster',
  service: 'ecs',
  meaning: 'An ECS cluster',
  attributes: {
    clusterName: string('Name of the cluster', { optional: true }),
    containerInsights: string('enhanced, enabled or disabled'),
    capacityProviders: list(string('provider'), 'Capacity providers it offers'),
    defaultCapacityProviders: list(string('provider'), 'Capacity providers of services that name none'),
  },
  relations: {
    services: many('ecs-service', { theirs: 'clusterId' }, 'Its services'),
    alarms: many('alarm', { theirs: 'watches' }, 'Alarms on its metrics'),
  },
});
