import {
  CloudWatchLogsClient,
  DescribeDeliveriesCommand,
  DescribeDeliverySourcesCommand,
  DescribeLogGroupsCommand,
  DescribeMetricFiltersCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeDeliveries: DescribeDeliveriesCommand,
  DescribeDeliverySources: DescribeDeliverySourcesCommand,
  DescribeLogGroups: DescribeLogGroupsCommand,
  DescribeMetricFilters: DescribeMetricFiltersCommand,
};

/** CloudWatch Logs in one region. */
export function openLogs(options: ClientOptions): Sender {
  return { client: new CloudWatchLogsClient(options), commands };
}
