import { api, oldApi, oldTags, targetGroupArn } from './balancers.ts';
import { keyArn } from './keys.ts';
import { groupId } from './network.ts';
import { subnetId } from './network-places.ts';
import { type Row, row } from './rows.ts';
import { definitionArn } from './task-definitions.ts';
import { account, arnOf, cajaTags, hex, home, type Tags, uuid } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

export const platform = 'caja-prod-platform';

function clusterRow(name: string, tags: Tags, own: Json): Row {
  const arn = arnOf('ecs', `cluster/${name}`);
  return row('AWS::ECS::Cluster', {
    id: name,
    name,
    arn,
    tags,
    tagsIn: 'configuration.Tags',
    configuration: { ClusterName: name, Arn: arn, ...own },
  });
}

function clusterRows(): readonly Row[] {
  const insights = (Value: string) => ({ ClusterSettings: [{ Name: 'containerInsights', Value }] });
  return [
    clusterRow(platform, cajaTags('platform', platform), {
      ...insights('enabled'),
      CapacityProviders: ['FARGATE', 'FARGATE_SPOT'],
      DefaultCapacityProviderStrategy: [{ CapacityProvider: 'FARGATE', Weight: 1.0, Base: 0.0 }],
    }),
    clusterRow(oldApi, oldTags, {
      ...insights('disabled'),
      CapacityProviders: [],
      DefaultCapacityProviderStrategy: [],
    }),
  ];
}

interface Service {
  readonly name: string;
  readonly tags: Tags;
  readonly revision: number;
  readonly tasks: number;
  readonly own: Json;
}

const guarded = {
  DeploymentCircuitBreaker: { Enable: true, Rollback: true },
  MaximumPercent: 200.0,
  MinimumHealthyPercent: 100.0,
  Strategy: 'ROLLING',
};
const unguarded = {
  DeploymentCircuitBreaker: { Enable: false, Rollback: false },
  MaximumPercent: 100.0,
  MinimumHealthyPercent: 50.0,
  Strategy: 'ROLLING',
};

const inside = (...groups: readonly string[]) => ({
  NetworkConfiguration: {
    AwsvpcConfiguration: {
      AssignPublicIp: 'DISABLED',
      SecurityGroups: groups.map((name) => groupId(name)),
      Subnets: ['a', 'b', 'c'].map((zone) => subnetId('private', zone)),
    },
  },
});

const behind = (group: string, ContainerName: string, ContainerPort: number) => ({
  LoadBalancers: [{ ContainerName, ContainerPort, TargetGroupArn: targetGroupArn(group) }],
});

const services: readonly Service[] = [
  {
    name: api,
    tags: cajaTags('api', api),
    revision: 42,
    tasks: 3,
    own: {
      LaunchType: 'FARGATE',
      DeploymentController: { Type: 'ECS' },
      DeploymentConfiguration: guarded,
      HealthCheckGracePeriodSeconds: 60.0,
      ...inside('caja-prod-api-service'),
      ...behind(api, 'api', 8000),
    },
  },
  // Money moves here: its deployments can be taken back at once.
  {
    name: 'caja-prod-payments',
    tags: cajaTags('payments', 'caja-prod-payments'),
    revision: 12,
    tasks: 2,
    own: {
      LaunchType: 'FARGATE',
      DeploymentController: { Type: 'CODE_DEPLOY' },
      DeploymentConfiguration: { MaximumPercent: 200.0, MinimumHealthyPercent: 100.0 },
      HealthCheckGracePeriodSeconds: 60.0,
      ...inside('caja-prod-api-service'),
      ...behind('caja-prod-payments-blue', 'payments', 8100),
    },
  },
  // Money moves here as well, and whoever made it had no time.
  {
    name: 'caja-prod-refunds-payments',
    tags: cajaTags('payments', 'caja-prod-refunds-payments'),
    revision: 3,
    tasks: 1,
    own: {
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT', Weight: 1.0, Base: 0.0 }],
      DeploymentController: { Type: 'ECS' },
      DeploymentConfiguration: unguarded,
      ServiceRegistries: [{ RegistryArn: arnOf('servicediscovery', `service/srv-${hex('refunds', 16)}`) }],
      ...inside('caja-prod-api-service'),
    },
  },
  {
    name: oldApi,
    tags: oldTags,
    revision: 9,
    tasks: 1,
    own: {
      LaunchType: 'EC2',
      DeploymentController: { Type: 'ECS' },
      DeploymentConfiguration: unguarded,
      ...behind(oldApi, 'reports', 8080),
    },
  },
];

function serviceRow({ name, tags, revision, tasks, own }: Service): Row {
  const cluster = name === oldApi ? oldApi : platform;
  const arn = arnOf('ecs', `service/${cluster}/${name}`);
  return row('AWS::ECS::Service', {
    id: arn,
    name,
    arn,
    tags,
    tagsIn: 'configuration.Tags',
    configuration: {
      ServiceName: name,
      ServiceArn: arn,
      Cluster: arnOf('ecs', `cluster/${cluster}`),
      DesiredCount: tasks,
      SchedulingStrategy: 'REPLICA',
      EnableExecuteCommand: false,
      TaskDefinition: definitionArn(name, revision),
      ...own,
    },
  });
}

function deploymentRow(): Row {
  const name = 'caja-prod-payments';
  const id = uuid(`deployment group ${name}`);
  return row('AWS::CodeDeploy::DeploymentGroup', {
    id,
    name,
    arn: arnOf('codedeploy', `deploymentgroup:${name}/${name}`),
    tags: cajaTags('payments', name),
    configuration: {
      applicationName: name,
      deploymentGroupId: id,
      deploymentGroupName: name,
      deploymentStyle: { deploymentType: 'BLUE_GREEN', deploymentOption: 'WITH_TRAFFIC_CONTROL' },
      autoRollbackConfiguration: {
        enabled: true,
        events: ['DEPLOYMENT_FAILURE', 'DEPLOYMENT_STOP_ON_ALARM'],
      },
      alarmConfiguration: { enabled: false, alarms: [] },
      ecsServices: [{ clusterName: platform, serviceName: name }],
      loadBalancerInfo: {
        targetGroupPairInfoList: [{ targetGroups: [{ name: `${name}-blue` }, { name: `${name}-green` }] }],
      },
    },
  });
}

const untaggedEnd = JSON.stringify({
  rules: [
    {
      rulePriority: 1,
      description: 'Untagged images expire after 14 days',
      selection: { tagStatus: 'untagged', countType: 'sinceImagePushed', countUnit: 'days', countNumber: 14 },
      action: { type: 'expire' },
    },
  ],
});

function repositoryRow(name: string, tags: Tags, own: Json): Row {
  const arn = arnOf('ecr', `repository/${name}`);
  const RepositoryUri = `${account}.dkr.ecr.${home}.amazonaws.com/${name}`;
  return row('AWS::ECR::Repository', {
    id: name,
    name,
    arn,
    tags,
    tagsIn: 'configuration.Tags',
    configuration: { RepositoryName: name, Arn: arn, RepositoryUri, RepositoryPolicyText: {}, ...own },
  });
}

function repositoryRows(): readonly Row[] {
  return [
    ...[api, 'caja-prod-payments', 'caja-prod-xray'].map((name) =>
      repositoryRow(name, cajaTags('api', name), {
        ImageTagMutability: 'IMMUTABLE',
        ImageScanningConfiguration: { ScanOnPush: true },
        EncryptionConfiguration: { EncryptionType: 'KMS', KmsKey: keyArn('caja-prod-api-secrets') },
        LifecyclePolicy: { LifecyclePolicyText: untaggedEnd, RegistryId: account },
      }),
    ),
    repositoryRow(oldApi, oldTags, {
      ImageTagMutability: 'MUTABLE',
      ImageScanningConfiguration: { ScanOnPush: false },
      EncryptionConfiguration: { EncryptionType: 'AES256' },
      LifecyclePolicy: {},
    }),
  ];
}

/** Clusters, services, how they are deployed, and the images they run. */
export function containerRows(): readonly Row[] {
  return [...clusterRows(), ...services.map(serviceRow), deploymentRow(), ...repositoryRows()];
}
