import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { usedProviders } from './ecs-capacity.ts';
import type { ItemReader } from './item-reader.ts';

/** `AWS::ECS::Cluster` of AWS Config. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Cluster.html */
export function adaptEcsCluster(item: ItemReader): FactsOf<Kinds['ecs-cluster']> {
  return {
    clusterName: item.string('configuration.ClusterName'),
    containerInsights: containerInsights(item),
    capacityProviders: item.strings('configuration.CapacityProviders'),
    defaultCapacityProviders: usedProviders(item, 'configuration.DefaultCapacityProviderStrategy'),
  };
}

/** A cluster whose settings do not name it has none. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html */
function containerInsights(item: ItemReader): Fact<string> {
  const path = 'configuration.ClusterSettings';
  const settings = item.list(path, (setting) => ({
    name: setting.string('Name'),
    value: setting.string('Value'),
  }));
  if (settings.state !== 'known') return settings;
  for (const setting of settings.value.items) {
    if (setting.state !== 'known') return setting;
    const { name, value } = setting.value;
    if (name.state !== 'known') return name;
    if (name.value === 'containerInsights') return value;
  }
  return item.byDefault(path, 'disabled');
}
