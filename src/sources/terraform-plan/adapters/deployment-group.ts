import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, isScope, readBlock, readBlocks, readBool, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';

type DeploymentGroup = FactsOf<Kinds['deployment-group']>;

/** `aws_codedeploy_deployment_group`. https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_CreateDeploymentGroup.html */
export function adaptDeploymentGroup(at: Scope): DeploymentGroup {
  return {
    groupName: readString(at, 'deployment_group_name', 'absent'),
    blueGreen: blueGreen(at),
    rollsBack: rollsBackOn(at, 'DEPLOYMENT_FAILURE'),
    rollsBackOnAlarm: both(alarmsWatched(at), rollsBackOn(at, 'DEPLOYMENT_STOP_ON_ALARM')),
    serviceNames: services(at),
    targetGroupNames: targetGroups(at),
  };
}

/** The service's name of it. */
export const nameOfDeployment = (at: Scope): Fact<string> =>
  readString(at, 'deployment_group_name', 'absent');

function blueGreen(at: Scope): Fact<boolean> {
  const style = readBlock(at, 'deployment_style');
  if (!isScope(style)) return style ?? awsDefault(at, 'deployment_style', false);
  const type = readString(style, 'deployment_type', { always: 'IN_PLACE' });
  return type.state === 'known' ? { ...type, value: type.value === 'BLUE_GREEN' } : type;
}

/** Rolling back is off unless it is on for some event. https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoRollbackConfiguration.html */
function rollsBackOn(at: Scope, event: string): Fact<boolean> {
  const block = readBlock(at, 'auto_rollback_configuration');
  if (!isScope(block)) return block ?? awsDefault(at, 'auto_rollback_configuration', false);
  const events = readStrings(block, 'events');
  if (events.state !== 'known')
    return events.state === 'unknown' ? events : awsDefault(block, 'events', false);
  const names = events.value.items;
  const isNamed = names.some((name) => name.state === 'known' && name.value === event);
  const unknownName = names.find((name) => name.state === 'unknown');
  const listed: Fact<boolean> =
    !isNamed && unknownName?.state === 'unknown' ? unknownName : known(isNamed, at.place, events.path);
  return both(readBool(block, 'enabled', { always: false }), listed);
}

function alarmsWatched(at: Scope): Fact<boolean> {
  const block = readBlock(at, 'alarm_configuration');
  if (!isScope(block)) return block ?? awsDefault(at, 'alarm_configuration', false);
  const alarms = readStrings(block, 'alarms');
  const some: Fact<boolean> =
    alarms.state === 'known' ? { ...alarms, value: alarms.value.items.length > 0 } : alarms;
  return both(readBool(block, 'enabled', { always: false }), some);
}

function both(one: Fact<boolean>, other: Fact<boolean>): Fact<boolean> {
  if (one.state === 'known') return one.value ? other : one;
  return other.state === 'known' && !other.value ? other : one;
}

/** CLUSTER/SERVICE; one whose names are not known yet still says which resources they come from. */
function services(at: Scope): Fact<ListValue<string>> {
  const { items, open } = readBlocks(at, 'ecs_service');
  const names = items.map((block): Fact<string> => {
    const service = readString(block, 'service_name');
    const cluster = readString(block, 'cluster_name');
    if (service.state !== 'known') return service;
    if (cluster.state !== 'known') return cluster;
    return { ...service, value: `${cluster.value}/${service.value}` };
  });
  return known(open === undefined ? { items: names } : { items: names, open }, at.place, 'ecs_service');
}

function targetGroups(at: Scope): Fact<ListValue<string>> {
  const info = readBlock(at, 'load_balancer_info');
  if (info !== undefined && !isScope(info)) return info;
  if (info === undefined) return known({ items: [] }, at.place, 'load_balancer_info');
  const single = readBlocks(info, 'target_group_info');
  const pair = readBlock(info, 'target_group_pair_info');
  if (pair !== undefined && !isScope(pair)) return pair;
  const paired = pair === undefined ? { items: [] } : readBlocks(pair, 'target_group');
  const items = [...single.items, ...paired.items].map((group) => readString(group, 'name'));
  const open = single.open ?? ('open' in paired ? paired.open : undefined);
  return known(open === undefined ? { items } : { items, open }, at.place, 'load_balancer_info');
}
