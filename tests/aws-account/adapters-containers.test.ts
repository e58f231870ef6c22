import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { redactedHarmless, redactedSecret } from '../../src/sources/aws-account/redact.ts';
import { configRows, facts, onlyOne } from './recordings.ts';

const unrecorded = /^unknown, not-recorded: /;

/** Some facts of the only resource of a kind, of an item with these bodies. */
function read(type: string, kind: string, bodies: object, names: readonly string[]) {
  const row = { resourceType: type, resourceId: 'twin', arn: 'arn:aws:x:eu-west-1:111122223333:twin' };
  return facts(onlyOne(configRows({ ...row, ...bodies }), kind), ...names);
}

function allUnrecorded(told: Readonly<Record<string, unknown>>): void {
  for (const [name, fact] of Object.entries(told)) assert.match(String(fact), unrecorded, name);
}

describe('ECS clusters', () => {
  const cluster = (configuration: object, ...names: readonly string[]) =>
    read('AWS::ECS::Cluster', 'ecs-cluster', { configuration }, names);

  it('have no Container Insights where their settings do not name it, and doubtful ones without settings', () => {
    const insights = (configuration: object) => cluster(configuration, 'containerInsights').containerInsights;
    assert.equal(insights({ ClusterSettings: [] }), 'default: disabled');
    assert.equal(
      insights({ clusterSettings: [{ name: 'containerInsights', value: 'enhanced' }] }),
      'enhanced',
    );
    assert.match(String(insights({ ClusterName: 'a' })), unrecorded);
  });

  it('default to the providers that get tasks', () => {
    const DefaultCapacityProviderStrategy = [
      { CapacityProvider: 'FARGATE', Weight: 0, Base: 0 },
      { CapacityProvider: 'FARGATE_SPOT', Weight: 1 },
    ];
    const name = 'defaultCapacityProviders';
    assert.deepEqual(cluster({ DefaultCapacityProviderStrategy }, name)[name], ['FARGATE_SPOT']);
    const [alone] = DefaultCapacityProviderStrategy;
    assert.deepEqual(cluster({ DefaultCapacityProviderStrategy: [alone] }, name)[name], ['FARGATE']);
    assert.match(String(cluster({ ClusterName: 'a' }, name)[name]), unrecorded);
  });
});

describe('ECR repositories', () => {
  const repository = (configuration: object, ...names: readonly string[]) =>
    read('AWS::ECR::Repository', 'ecr-repository', { configuration }, names);

  it('scan on push when they say so; when they do not, their registry may', () => {
    const scans = (ScanOnPush: boolean) =>
      repository({ ImageScanningConfiguration: { ScanOnPush } }, 'scansOnPush').scansOnPush;
    assert.equal(scans(true), true);
    assert.match(String(scans(false)), unrecorded);
  });

  it('tell of encryption, lifecycle and policy only what the item holds', () => {
    const names = ['encryption', 'kmsKeyId', 'expiresUntagged', 'policy'];
    allUnrecorded(repository({ RepositoryName: 'a' }, ...names));
    const empty = repository({ LifecyclePolicy: {}, RepositoryPolicyText: {} }, 'expiresUntagged', 'policy');
    assert.deepEqual(empty, { expiresUntagged: 'default: false', policy: 'absent' });
    const LifecyclePolicy = { LifecyclePolicyText: 'no JSON', RegistryId: '111122223333' };
    const { expiresUntagged } = repository({ LifecyclePolicy }, 'expiresUntagged');
    assert.match(String(expiresUntagged), /^unknown, unreadable/);
  });
});

describe('ECS task definitions', () => {
  const definition = (configuration: object, ...names: readonly string[]) =>
    read('AWS::ECS::TaskDefinition', 'ecs-task-definition', { configuration }, names);
  const container = (parts: object) => {
    const { containers } = definition(
      { ContainerDefinitions: [{ Name: 'a', Image: 'b', ...parts }] },
      'containers',
    );
    return (containers as readonly Readonly<Record<string, unknown>>[])[0] ?? {};
  };

  it('are named by their family, not by a revision', () => {
    const bodies = { resourceName: 'api:7', configuration: { Family: 'api' } };
    const told = read('AWS::ECS::TaskDefinition', 'ecs-task-definition', bodies, ['name']);
    assert.deepEqual(told, { name: 'api' });
  });

  it('have containers that nobody knows where the item holds none', () => {
    allUnrecorded(definition({ Family: 'a' }, 'containers', 'logGroups'));
  });

  it('may hold secrets in variables whose values were left out', () => {
    const secrets = (Value: string) =>
      container({ Environment: [{ Name: 'DATABASE_PASSWORD', Value }] }).plainSecrets;
    assert.deepEqual(secrets('[redacted]'), ['…']);
    assert.deepEqual(secrets('arn:aws:secretsmanager:eu-west-1:111122223333:secret:a'), []);
    assert.deepEqual(secrets(''), []);
    assert.deepEqual(secrets('correct-horse-battery'), ['DATABASE_PASSWORD']);
    assert.deepEqual(secrets(redactedSecret), ['DATABASE_PASSWORD']);
    assert.deepEqual(secrets(redactedHarmless), []);
  });

  it('log to the group that awslogs names, and to an unknown one without its options', () => {
    const group = (LogConfiguration: object) => container({ LogConfiguration }).logGroup;
    assert.equal(group({ LogDriver: 'awslogs', Options: { 'awslogs-group': '/a' } }), '/a');
    assert.equal(group({ LogDriver: 'awsfirelens' }), 'absent');
    assert.match(String(group({ LogDriver: 'awslogs' })), unrecorded);
  });

  it('share a role that stands once by its name and once by its ARN', () => {
    const ExecutionRoleArn = 'arn:aws:iam::111122223333:role/api';
    const shares = (TaskRoleArn: string) =>
      definition({ TaskRoleArn, ExecutionRoleArn }, 'sharesRoles').sharesRoles;
    assert.equal(shares('api'), true);
    assert.equal(shares('arn:aws:iam::111122223333:role/own'), false);
  });
});

describe('ECS services', () => {
  const service = (configuration: object, ...names: readonly string[]) =>
    read('AWS::ECS::Service', 'ecs-service', { configuration }, names);

  it('run somewhere: an item without launch type and provider does not tell where', () => {
    allUnrecorded(service({ ServiceName: 'a' }, 'launchType', 'capacityProviders'));
    const told = service({ LaunchType: 'FARGATE' }, 'launchType', 'capacityProviders');
    assert.deepEqual(told, { launchType: 'FARGATE', capacityProviders: [] });
  });

  it('that others deploy may have network, target groups and definition with their sets of tasks', () => {
    const names = [
      'assignsPublicAddresses',
      'subnetIds',
      'securityGroupIds',
      'targetGroupArns',
      'taskDefinitionId',
    ];
    allUnrecorded(service({ DeploymentController: { Type: 'EXTERNAL' } }, ...names));
    assert.deepEqual(service({ ServiceName: 'a' }, ...names), {
      assignsPublicAddresses: 'default: false',
      subnetIds: [],
      securityGroupIds: [],
      targetGroupArns: [],
      taskDefinitionId: 'absent',
    });
  });

  it('are found by name where they have a registry; otherwise Service Connect may be on', () => {
    const ServiceRegistries = [{ RegistryArn: 'arn:a' }];
    assert.equal(service({ ServiceRegistries }, 'discovered').discovered, true);
    allUnrecorded(service({ ServiceRegistries: [] }, 'discovered', 'deploymentStrategy'));
  });
});

describe('Load balancers', () => {
  const balancer = (
    type: string,
    attributes: Readonly<Record<string, string>>,
    ...names: readonly string[]
  ) => {
    const LoadBalancerAttributes = Object.entries(attributes).map(([key, value]) => ({ key, value }));
    const bodies = {
      configuration: { type: { value: type } },
      supplementaryConfiguration: { LoadBalancerAttributes },
    };
    return read('AWS::ElasticLoadBalancingV2::LoadBalancer', 'load-balancer', bodies, names);
  };

  it('tell only of attributes that the item holds', () => {
    allUnrecorded(
      balancer(
        'application',
        {},
        'deletionProtection',
        'dropsInvalidHeaders',
        'accessLogs',
        'internetFacing',
        'securityGroupIds',
      ),
    );
  });

  it('look at headers only where they are application load balancers', () => {
    const told = balancer('network', {}, 'dropsInvalidHeaders', 'accessLogs');
    assert.equal(told.dropsInvalidHeaders, 'default: false');
    assert.match(String(told.accessLogs), unrecorded);
  });

  it('have attributes that are neither true nor false, which nobody understands', () => {
    const told = balancer('application', { 'deletion_protection.enabled': 'maybe' }, 'deletionProtection');
    assert.match(String(told.deletionProtection), /^unknown, unreadable/);
  });
});

describe('CodeDeploy deployment groups', () => {
  const group = (configuration: object, ...names: readonly string[]) =>
    read('AWS::CodeDeploy::DeploymentGroup', 'deployment-group', { configuration }, names);
  const rollback = (enabled: boolean, ...events: readonly string[]) => ({
    autoRollbackConfiguration: { enabled, events },
  });

  it('roll back on the events they name, while that is on', () => {
    const rollsBack = (configuration: object) => group(configuration, 'rollsBack').rollsBack;
    assert.equal(rollsBack(rollback(true, 'DEPLOYMENT_FAILURE')), true);
    assert.equal(rollsBack(rollback(false, 'DEPLOYMENT_FAILURE')), false);
    assert.equal(rollsBack(rollback(true, 'DEPLOYMENT_STOP_ON_REQUEST')), false);
  });

  it('roll back on alarms only when they watch some', () => {
    const stop = rollback(true, 'DEPLOYMENT_STOP_ON_ALARM');
    const told = (alarms: readonly object[]) =>
      group({ ...stop, alarmConfiguration: { enabled: true, alarms } }, 'rollsBackOnAlarm').rollsBackOnAlarm;
    assert.equal(told([{ name: 'a' }]), true);
    assert.equal(told([]), false);
  });

  it('do not tell how they deploy where the item does not', () => {
    allUnrecorded(group({ deploymentGroupName: 'a' }, 'blueGreen'));
  });
});
