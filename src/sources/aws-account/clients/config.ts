import {
  BatchGetResourceConfigCommand,
  ConfigServiceClient,
  DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  GetAggregateDiscoveredResourceCountsCommand,
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  SelectAggregateResourceConfigCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  BatchGetResourceConfig: BatchGetResourceConfigCommand,
  DescribeConfigurationAggregatorSourcesStatus: DescribeConfigurationAggregatorSourcesStatusCommand,
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand,
  GetAggregateDiscoveredResourceCounts: GetAggregateDiscoveredResourceCountsCommand,
  GetDiscoveredResourceCounts: GetDiscoveredResourceCountsCommand,
  ListDiscoveredResources: ListDiscoveredResourcesCommand,
  SelectAggregateResourceConfig: SelectAggregateResourceConfigCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
};

/** AWS Config in one region. */
export function openConfig(options: ClientOptions): Sender {
  return { client: new ConfigServiceClient(options), commands };
}
