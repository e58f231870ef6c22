import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { usedProviders } from './ecs-capacity.ts';
import { textsOf } from './ecs-containers.ts';
import type { ItemReader } from './item-reader.ts';

type Service = FactsOf<Kinds['ecs-service']>;

/**
 * `AWS::ECS::Service` of AWS Config.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ecs-service.html
 */
export function adaptEcsService(item: ItemReader): Service {
  const controller = item.string('configuration.DeploymentController.Type', { default: 'ECS' });
  const own = ownParts(item, controller);
  return {
    serviceName: item.string('configuration.ServiceName'),
    clusterId: item.string('configuration.Cluster'),
    taskDefinitionId: own(item.string('configuration.TaskDefinition', 'absent')),
    ...capacity(item),
    desiredCount: item.int('configuration.DesiredCount'),
    daemon: isValue(item.string('configuration.SchedulingStrategy'), 'DAEMON'),
    ...network(item, own),
    targetGroupArns: own(targetGroups(item)),
    discovered: discovered(item),
    deploymentController: controller,
    // Of newer items only.
    deploymentStrategy: item.string('configuration.DeploymentConfiguration.Strategy'),
    minimumHealthyPercent: item.int('configuration.DeploymentConfiguration.MinimumHealthyPercent'),
    ...breaker(item),
    healthCheckGraceSeconds: item.int('configuration.HealthCheckGracePeriodSeconds', 'absent'),
    executeCommand: item.bool('configuration.EnableExecuteCommand', { default: false }),
  };
}

type Own = <V>(fact: Fact<V>) => Fact<V>;

/**
 * Where CodeDeploy or somebody else deploys, ECS keeps these parts with the sets of tasks, and the service need not have them.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html
 */
function ownParts(item: ItemReader, controller: Fact<string>): Own {
  if (controller.state === 'known' && controller.value === 'ECS') return (fact) => fact;
  return (fact) => {
    if (!isNothing(fact)) return fact;
    const detail = 'ECS keeps it with the sets of tasks of the service, and the item does not hold them';
    return item.unknown(fact.path, 'not-recorded', detail);
  };
}

function isNothing(fact: Fact<unknown>): boolean {
  if (fact.state === 'absent') return true;
  if (fact.state !== 'known') return false;
  const { value } = fact;
  return typeof value === 'object' && value !== null && 'items' in value && isEmpty(value.items);
}

function isEmpty(items: unknown): boolean {
  return Array.isArray(items) && items.length === 0;
}

function isValue(fact: Fact<string>, wanted: string): Fact<boolean> {
  return fact.state === 'known' ? { ...fact, value: fact.value === wanted } : fact;
}

/** ECS always answers with the one or the other, so that an item with neither does not tell. */
function capacity(item: ItemReader): Pick<Service, 'launchType' | 'capacityProviders'> {
  const path = 'configuration.LaunchType';
  const launchType = item.string(path, 'absent');
  const capacityProviders = usedProviders(item, 'configuration.CapacityProviderStrategy', 'empty');
  if (!isNothing(launchType) || !isNothing(capacityProviders)) return { launchType, capacityProviders };
  const detail = 'the item holds neither a launch type nor a capacity provider, and every service has one';
  const cause = item.unknown(path, 'not-recorded', detail);
  return { launchType: cause, capacityProviders: cause };
}

type Network = Pick<Service, 'assignsPublicAddresses' | 'subnetIds' | 'securityGroupIds'>;

/** Only tasks with a network interface of their own (awsvpc) have this; others share the host's. */
function network(item: ItemReader, own: Own): Network {
  const path = 'configuration.NetworkConfiguration.AwsvpcConfiguration';
  const subnetIds = own(item.strings(`${path}.Subnets`, 'empty'));
  // "The default value is DISABLED": https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html
  const assigned = item.string(`${path}.AssignPublicIp`, { default: 'DISABLED' });
  if (subnetIds.state === 'unknown')
    return { assignsPublicAddresses: subnetIds, subnetIds, securityGroupIds: subnetIds };
  return {
    assignsPublicAddresses: isValue(assigned, 'ENABLED'),
    subnetIds,
    securityGroupIds: item.strings(`${path}.SecurityGroups`, 'empty'),
  };
}

/** Classic load balancers have a name here and no group. */
function targetGroups(item: ItemReader): Fact<ListValue<string>> {
  return textsOf(item, 'configuration.LoadBalancers', (balancer) =>
    balancer.string('TargetGroupArn', 'absent'),
  );
}

/** Whether Service Connect is on stands with the deployments of a service; only some items tell. */
function discovered(item: ItemReader): Fact<boolean> {
  const registries = textsOf(item, 'configuration.ServiceRegistries', (registry) =>
    registry.string('RegistryArn'),
  );
  if (hasSome(registries)) return item.known('configuration.ServiceRegistries', true);
  const path = 'configuration.ServiceConnectConfiguration.Enabled';
  if (item.json(path) === true) return item.known(path, true);
  const detail =
    'AWS Config does not record whether other services find it by Service Connect or VPC Lattice';
  return item.unknown(path, 'not-recorded', detail);
}

function hasSome(list: Fact<ListValue<string>>): boolean {
  return list.state === 'known' && list.value.items.length > 0;
}

/** Off unless somebody turned it on. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html */
function breaker(item: ItemReader): Pick<Service, 'circuitBreaker' | 'rollsBack'> {
  const path = 'configuration.DeploymentConfiguration.DeploymentCircuitBreaker';
  return {
    circuitBreaker: item.bool(`${path}.Enable`, { default: false }),
    rollsBack: item.bool(`${path}.Rollback`, { default: false }),
  };
}

/** How Application Auto Scaling and CodeDeploy name it. */
export function aliasesOfService(item: ItemReader): readonly string[] {
  const name = item.json('configuration.ServiceName');
  const cluster = item.json('configuration.Cluster');
  const isTold = typeof name === 'string' && typeof cluster === 'string';
  const named = isTold ? `${cluster.split('/').at(-1)}/${name}` : namedByArn(item);
  return named === undefined ? [] : [`service/${named}`, named];
}

/** An item without its configuration still has its ARN. https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-account-settings.html */
function namedByArn({ place }: ItemReader): string | undefined {
  const id = place.source === 'aws-account' ? place.id : '';
  return /:service\/([^/]+\/[^/]+)$/.exec(id)?.[1];
}
