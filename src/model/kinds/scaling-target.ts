import { bool, defineKind, int, many, string } from '../kind.ts';

export const scalingTarget = defineKind({
  name: 'scaling-target',
  title: 'Scaling target',
  service: 'ecs',
  meaning: 'What Application Auto Scaling may change, and how far',
  attributes: {
    resourceId: string('What scales: service/CLUSTER/SERVICE', { optional: true }),
    namespace: string('Service it belongs to: ecs, dynamodb …'),
    dimension: string('What is changed: ecs:service:DesiredCount'),
    minimum: int('Least capacity'),
    maximum: int('Greatest capacity'),
    suspended: bool('Metrics do not scale it out for now'),
  },
  relations: {
    policies: many('scaling-policy', { theirs: 'targetId' }, 'Policies that scale it'),
  },
});
