import {
  BatchGetResourceConfigCommand,
  ConfigServiceClient,
  DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecordersCommand,
  GetDiscoveredResourceCountsCommand,
  ListDiscoveredResourcesCommand,
  SelectResourceConfigCommand,
} from '@aws-sdk/client-config-service';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  BatchGetResourceConfig: BatchGetResourceConfigCommand,
  DescribeConfigurationRecorderStatus: DescribeConfigurationRecorderStatusCommand,
  DescribeConfigurationRecorders: DescribeConfigurationRecordersCommand,
  GetDiscoveredResourceCounts: GetDiscoveredResourceCountsCommand,
  ListDiscoveredResources: ListDiscoveredResourcesCommand,
  SelectResourceConfig: SelectResourceConfigCommand,
};

/** AWS Config in one region. */
export function openConfig(options: ClientOptions): Sender {
  return { client: new ConfigServiceClient(options), commands };
}
