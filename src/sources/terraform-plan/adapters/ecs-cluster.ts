import { type Fact, known, type ListValue, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { awsDefault, readBlocks, readString, readStrings } from '../reader.ts';
import { attachedTo } from '../satellites.ts';
import type { Scope } from '../scope.ts';
import type { Link, PhaseView } from '../view.ts';
import { usedProviders } from './capacity-providers.ts';

/** The resource that holds a cluster's capacity providers. */
export const clusterProviders: Link = {
  type: 'aws_ecs_cluster_capacity_providers',
  by: 'cluster_name',
  owner: ['name', 'id', 'arn'],
};

const accountSetting = 'aws_ecs_account_setting_default';

/** `aws_ecs_cluster`. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateCluster.html */
export function adaptEcsCluster(at: Scope, view: PhaseView): FactsOf<Kinds['ecs-cluster']> {
  return {
    clusterName: readString(at, 'name', 'absent'),
    containerInsights: containerInsights(at, view),
    ...providers(at, view),
  };
}

/** Off unless the cluster or the account's own default says otherwise. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ClusterSetting.html */
function containerInsights(at: Scope, view: PhaseView): Fact<string> {
  const { items, open } = readBlocks(at, 'setting', 'nothing');
  for (const setting of items) {
    const name = readString(setting, 'name');
    if (name.state === 'unknown') return name;
    if (name.state === 'known' && name.value === 'containerInsights') return readString(setting, 'value');
  }
  if (open !== undefined) return open;
  if (!at.fresh) return awsDefault(at, 'setting', 'disabled');
  for (const resource of view.ofType(accountSetting)) {
    const account = view.scope(resource);
    const name = readString(account, 'name');
    if (name.state === 'known' && name.value === 'containerInsights') return readString(account, 'value');
  }
  return awsDefault(at, 'setting', 'disabled');
}

type Providers = Pick<FactsOf<Kinds['ecs-cluster']>, 'capacityProviders' | 'defaultCapacityProviders'>;

function providers(at: Scope, view: PhaseView): Providers {
  const { items, open } = attachedTo(at, clusterProviders, view);
  const [own] = items;
  if (own !== undefined)
    return {
      capacityProviders: readStrings(own, 'capacity_providers'),
      defaultCapacityProviders: usedProviders(own, 'default_capacity_provider_strategy'),
    };
  const none = open ?? withoutResource(at);
  return { capacityProviders: none, defaultCapacityProviders: none };
}

function withoutResource(at: Scope): Fact<ListValue<string>> {
  const path = clusterProviders.type;
  if (at.fresh) return known({ items: [] }, at.place, path);
  const detail = 'the cluster exists already, and neither the plan nor its prior state holds them';
  return unknown('not-in-plan', detail, { place: at.place, path });
}
