import { CloudWatchClient, DescribeAlarmsCommand } from '@aws-sdk/client-cloudwatch';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeAlarms: DescribeAlarmsCommand,
};

/** CloudWatch in one region. */
export function openCloudwatch(options: ClientOptions): Sender {
  return { client: new CloudWatchClient(options), commands };
}
