import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { relate } from '../../src/engine/relate.ts';
import type { ApiAnswer } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { answer, type Json, only, recording, rows } from './edge-answers.ts';
import { account, denied, plainly, region, resourcesOf } from './recordings.ts';

describe('what scales', () => {
  const target = {
    ServiceNamespace: 'ecs',
    ResourceId: 'service/p/api',
    ScalableDimension: 'ecs:service:DesiredCount',
  };
  const targets = (given: Json) =>
    answer(
      'application-autoscaling:DescribeScalableTargets',
      { ScalableTargets: [{ ...target, ...given }] },
      { ServiceNamespace: 'ecs' },
    );
  const policies = (...ScalingPolicies: readonly Json[]) =>
    answer(
      'application-autoscaling:DescribeScalingPolicies',
      { ScalingPolicies },
      { ServiceNamespace: 'ecs' },
    );

  it('has the policies of its dimension, and perhaps some where they were refused', () => {
    const follow = (...answers: readonly ApiAnswer[]) => {
      const { after } = readRecording(recording(targets({ MinCapacity: 1, MaxCapacity: 2 }), ...answers));
      const one = after.resources.find(({ kind }) => kind === 'scaling-target');
      assert.ok(one);
      const list = plainly(relate(after, { ownsArea: true })(one, 'policies')) as readonly unknown[];
      return list.map((each) => (each === '…' ? each : (each as Json).targetId));
    };
    const policy = { ...target, PolicyARN: 'arn:p', PolicyName: 'p', PolicyType: 'StepScaling' };
    const other = { ...policy, PolicyARN: 'arn:q', ScalableDimension: 'ecs:service:Other' };
    const dynamodb = answer(
      'application-autoscaling:DescribeScalingPolicies',
      { ScalingPolicies: [] },
      { ServiceNamespace: 'dynamodb' },
    );
    assert.deepEqual(follow(policies(policy, other), dynamodb).slice(0, 1), [
      'ecs/service/p/api/ecs:service:DesiredCount',
    ]);
    const refused = answer('application-autoscaling:DescribeScalingPolicies', denied, {
      ServiceNamespace: 'ecs',
    });
    assert.deepEqual(follow(refused), ['…']);
  });

  it('is suspended where scaling out is', () => {
    const suspended = (SuspendedState: Json) =>
      only('scaling-target', [targets({ SuspendedState })], 'suspended').suspended;
    assert.equal(suspended({ DynamicScalingOutSuspended: true }), true);
    assert.equal(suspended({ DynamicScalingInSuspended: true, DynamicScalingOutSuspended: false }), false);
  });

  it('tracks a metric by its name, or nothing that has one', () => {
    const metric = (TargetTrackingScalingPolicyConfiguration: Json) =>
      only(
        'scaling-policy',
        [policies({ ...target, PolicyARN: 'a', PolicyType: 'x', TargetTrackingScalingPolicyConfiguration })],
        'metric',
      ).metric;
    assert.equal(metric({ PredefinedMetricSpecification: { PredefinedMetricType: 'ECS…' } }), 'ECS…');
    assert.equal(metric({ CustomizedMetricSpecification: { MetricName: 'Queue' } }), 'Queue');
    assert.equal(metric({ CustomizedMetricSpecification: { Metrics: [] } }), 'absent');
  });
});

describe('revisions of task definitions', () => {
  const definition = (revision: number, family = 'api') => {
    const arn = `arn:aws:ecs:${region}:${account}:task-definition/${family}:${revision}`;
    return {
      resourceType: 'AWS::ECS::TaskDefinition',
      resourceId: family,
      arn,
      configuration: { Family: family, TaskDefinitionArn: arn },
    };
  };
  const service = (TaskDefinition?: string) => ({
    resourceType: 'AWS::ECS::Service',
    resourceId: 'api',
    arn: `arn:aws:ecs:${region}:${account}:service/p/api`,
    configuration: { ServiceName: 'api', TaskDefinition },
  });
  const schedule = (TaskDefinitionArn: string) => ({
    resourceType: 'AWS::Events::Rule',
    resourceId: 'nightly',
    configuration: { Targets: [{ Id: 'a', EcsParameters: { TaskDefinitionArn } }] },
  });
  const recorder = answer('config:DescribeConfigurationRecorders', {
    ConfigurationRecorders: [{ name: 'default', recordingGroup: { allSupported: true } }],
  });
  const status = answer('config:DescribeConfigurationRecorderStatus', {
    ConfigurationRecordersStatus: [{ name: 'default', recording: true, lastStatus: 'SUCCESS' }],
  });
  const judged = (answers: readonly ApiAnswer[]) => {
    const one = { ...recording(...answers), regions: [region] };
    return resourcesOf(one, 'ecs-task-definition').map(({ arn }) => arn?.split('/').at(-1));
  };
  const all = [1, 2, 3].map((revision) => definition(revision));

  it('are judged where a service or a rule runs them, and the newest of each family', () => {
    const used = rows(...all, definition(1, 'jobs'), service(definition(1).arn));
    assert.deepEqual(judged([recorder, status, used]), ['api:1', 'api:3', 'jobs:1']);
    const scheduled = rows(...all, schedule(definition(2).arn));
    assert.deepEqual(judged([recorder, status, scheduled]), ['api:2', 'api:3']);
  });

  it('that are left out are told, with what nobody read', () => {
    const one = {
      ...recording(recorder, status, rows(...all, service(definition(3).arn))),
      regions: [region],
    };
    const note = readRecording(one).after.gaps.find(({ message }) => message.includes('older revisions'));
    assert.equal(note?.incomplete, false);
    assert.match(note?.message ?? '', /2 older revisions .* not judged.*Scheduler/);
  });

  it('are all judged where it cannot be told what runs', () => {
    assert.equal(judged([rows(...all)]).length, 3, 'no recorder');
    assert.equal(judged([recorder, status, rows(...all, service())]).length, 3, 'a service of somebody else');
    const some = answer('config:DescribeConfigurationRecorders', {
      ConfigurationRecorders: [
        { name: 'default', recordingGroup: { resourceTypes: ['AWS::ECS::TaskDefinition'] } },
      ],
    });
    assert.equal(judged([some, status, rows(...all)]).length, 3, 'services are not recorded');
  });
});
