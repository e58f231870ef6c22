import type { Fact, ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { textsOf } from './ecs-containers.ts';
import type { ItemReader } from './item-reader.ts';

type DeploymentGroup = FactsOf<Kinds['deployment-group']>;

/**
 * `AWS::CodeDeploy::DeploymentGroup` of AWS Config. CodeDeploy leaves out what was never set.
 * https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_DeploymentGroupInfo.html
 */
export function adaptDeploymentGroup(item: ItemReader): DeploymentGroup {
  return {
    groupName: item.string('configuration.deploymentGroupName'),
    blueGreen: blueGreen(item),
    rollsBack: rollsBackOn(item, 'DEPLOYMENT_FAILURE'),
    rollsBackOnAlarm: both(alarmsWatched(item), rollsBackOn(item, 'DEPLOYMENT_STOP_ON_ALARM')),
    serviceNames: textsOf(item, 'configuration.ecsServices', serviceName),
    targetGroupNames: targetGroups(item),
  };
}

function blueGreen(item: ItemReader): Fact<boolean> {
  const type = item.string('configuration.deploymentStyle.deploymentType');
  return type.state === 'known' ? { ...type, value: type.value === 'BLUE_GREEN' } : type;
}

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AutoRollbackConfiguration.html */
function rollsBackOn(item: ItemReader, event: string): Fact<boolean> {
  const path = 'configuration.autoRollbackConfiguration';
  const events = item.strings(`${path}.events`, 'empty');
  if (events.state !== 'known') return events.state === 'unknown' ? events : item.absent(path);
  const isNamed = events.value.items.some((name) => name.state === 'known' && name.value === event);
  return both(item.bool(`${path}.enabled`, { default: false }), item.known(`${path}.events`, isNamed));
}

/** https://docs.aws.amazon.com/codedeploy/latest/APIReference/API_AlarmConfiguration.html */
function alarmsWatched(item: ItemReader): Fact<boolean> {
  const path = 'configuration.alarmConfiguration';
  const alarms = textsOf(item, `${path}.alarms`, (alarm) => alarm.string('name'));
  const some: Fact<boolean> =
    alarms.state === 'known' ? { ...alarms, value: alarms.value.items.length > 0 } : alarms;
  return both(item.bool(`${path}.enabled`, { default: false }), some);
}

function both(one: Fact<boolean>, other: Fact<boolean>): Fact<boolean> {
  if (one.state === 'known') return one.value ? other : one;
  return other.state === 'known' && !other.value ? other : one;
}

/** CLUSTER/SERVICE. */
function serviceName(entry: ItemReader): Fact<string> {
  const service = entry.string('serviceName');
  const cluster = entry.string('clusterName');
  if (service.state !== 'known') return service;
  if (cluster.state !== 'known') return cluster;
  return { ...service, value: `${cluster.value}/${service.value}` };
}

/** Groups stand one by one, or in pairs between which traffic is moved. */
function targetGroups(item: ItemReader): Fact<ListValue<string>> {
  const path = 'configuration.loadBalancerInfo';
  const names = (holder: ItemReader, list: string) => textsOf(holder, list, (group) => group.string('name'));
  const single = names(item, `${path}.targetGroupInfoList`);
  const pairs = item.list(`${path}.targetGroupPairInfoList`, (pair) => names(pair, 'targetGroups'), 'empty');
  if (single.state !== 'known') return single;
  if (pairs.state !== 'known') return pairs.state === 'unknown' ? pairs : single;
  const paired = pairs.value.items.flatMap((pair): readonly Fact<string>[] => {
    if (pair.state !== 'known') return pair.state === 'unknown' ? [pair] : [];
    const groups = pair.value;
    if (groups.state === 'known') return groups.value.items;
    return groups.state === 'unknown' ? [groups] : [];
  });
  return item.known(path, { items: [...single.value.items, ...paired] });
}
