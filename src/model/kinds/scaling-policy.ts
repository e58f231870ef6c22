import { defineKind, string } from '../kind.ts';

export const scalingPolicy = defineKind({
  name: 'scaling-policy',
  title: 'Scaling policy',
  service: 'ecs',
  meaning: 'When and how Application Auto Scaling scales a target',
  attributes: {
    targetId: string('NAMESPACE/RESOURCE/DIMENSION of the target, as one text', { optional: true }),
    policyType: string('TargetTrackingScaling, StepScaling or PredictiveScaling'),
    metric: string('Metric that is tracked: ECSServiceAverageCPUUtilization', { optional: true }),
  },
  relations: {},
});
