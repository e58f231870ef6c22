import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readLinks } from '../links.ts';
import { awsDefault, isScope, readBlock, readBlocks, readBool, readInt, readString } from '../reader.ts';
import { linkedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { usedProviders } from './capacity-providers.ts';

type Service = FactsOf<Kinds['ecs-service']>;

/**
 * `aws_ecs_service`. Defaults are those of CreateService, save where the provider sends its own.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html
 */
export function adaptEcsService(at: Scope): Service {
  const daemon = readDaemon(at);
  return {
    serviceName: readString(at, 'name', 'absent'),
    clusterId: readString(at, 'cluster', { default: 'default' }),
    taskDefinitionId: readString(at, 'task_definition', 'absent'),
    // Without either, the cluster's default strategy decides.
    launchType: readString(at, 'launch_type', 'absent'),
    capacityProviders: usedProviders(at, 'capacity_provider_strategy'),
    desiredCount: readInt(at, 'desired_count', { default: 0 }),
    daemon,
    ...network(at),
    targetGroupArns: targetGroups(at),
    discovered: discovered(at),
    ...deployment(at, daemon),
    healthCheckGraceSeconds: readInt(at, 'health_check_grace_period_seconds', 'absent'),
    executeCommand: readBool(at, 'enable_execute_command', { always: false }),
  };
}

function readDaemon(at: Scope): Fact<boolean> {
  const strategy = readString(at, 'scheduling_strategy', { always: 'REPLICA' });
  return strategy.state === 'known' ? { ...strategy, value: strategy.value === 'DAEMON' } : strategy;
}

type Network = Pick<Service, 'assignsPublicAddresses' | 'subnetIds' | 'securityGroupIds'>;

/** Only tasks with a network interface of their own (awsvpc) have this; others share the host's. */
function network(at: Scope): Network {
  const block = readBlock(at, 'network_configuration');
  if (isScope(block))
    return {
      assignsPublicAddresses: readBool(block, 'assign_public_ip', { always: false }),
      subnetIds: readLinks(block, 'subnets'),
      securityGroupIds: readLinks(block, 'security_groups'),
    };
  const path = 'network_configuration';
  const none = block ?? known({ items: [] }, at.place, path);
  return {
    assignsPublicAddresses: block ?? awsDefault(at, path, false),
    subnetIds: none,
    securityGroupIds: none,
  };
}

function targetGroups(at: Scope): Fact<ListValue<string>> {
  const { items, open } = readBlocks(at, 'load_balancer');
  const groups = items
    .map((block) => readString(block, 'target_group_arn', 'absent'))
    .filter((group) => group.state !== 'absent');
  const value = { items: groups };
  return known(open === undefined ? value : { ...value, open }, at.place, 'load_balancer');
}

function discovered(at: Scope): Fact<boolean> {
  const connect = readBlock(at, 'service_connect_configuration', 'nothing');
  if (isScope(connect)) {
    const enabled = readBool(connect, 'enabled');
    if (enabled.state !== 'known' || enabled.value) return enabled;
  }
  const blocks = ['service_registries', 'vpc_lattice_configurations'].map((key) =>
    readBlock(at, key, 'nothing'),
  );
  const found = blocks.find(isScope);
  if (found !== undefined) return known(true, found.place, found.prefix.slice(0, -1));
  const cause = [...blocks, connect].find((block) => block !== undefined && !isScope(block));
  return cause !== undefined && !isScope(cause) ? cause : awsDefault(at, 'service_registries', false);
}

type Deployment = Pick<
  Service,
  'deploymentController' | 'deploymentStrategy' | 'minimumHealthyPercent' | 'circuitBreaker' | 'rollsBack'
>;

function deployment(at: Scope, daemon: Fact<boolean>): Deployment {
  const controller = readBlock(at, 'deployment_controller');
  const breaker = readBlock(at, 'deployment_circuit_breaker');
  const strategy = readBlock(at, 'deployment_configuration', 'nothing');
  const off = awsDefault(at, 'deployment_circuit_breaker', false);
  const isDaemon = daemon.state === 'known' && daemon.value;
  return {
    deploymentController: isScope(controller)
      ? readString(controller, 'type', { always: 'ECS' })
      : (controller ?? awsDefault(at, 'deployment_controller', 'ECS')),
    deploymentStrategy: isScope(strategy)
      ? readString(strategy, 'strategy', { always: 'ROLLING' })
      : (strategy ?? awsDefault(at, 'deployment_configuration', 'ROLLING')),
    minimumHealthyPercent: readInt(at, 'deployment_minimum_healthy_percent', {
      always: isDaemon ? 0 : 100,
    }),
    circuitBreaker: isScope(breaker) ? readBool(breaker, 'enable') : (breaker ?? off),
    rollsBack: isScope(breaker) ? readBool(breaker, 'rollback') : (breaker ?? off),
  };
}

/** How Application Auto Scaling and CodeDeploy name it. */
export function aliasesOfService(at: Scope, view: PhaseView): readonly string[] {
  const { name } = at.values;
  const cluster = clusterName(at, view);
  if (typeof name !== 'string' || name === '' || cluster === undefined) return [];
  return [`service/${cluster}/${name}`, `${cluster}/${name}`];
}

function clusterName(at: Scope, view: PhaseView): string | undefined {
  const cluster = readString(at, 'cluster', { default: 'default' });
  if (cluster.state === 'known') return cluster.value.split('/').at(-1);
  const name = linkedTo(at, 'cluster', { type: 'aws_ecs_cluster', names: ['arn', 'name'] }, view)?.values
    .name;
  return typeof name === 'string' ? name : undefined;
}
