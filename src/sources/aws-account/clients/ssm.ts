import { DescribeParametersCommand, SSMClient } from '@aws-sdk/client-ssm';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeParameters: DescribeParametersCommand,
};

/** Systems Manager in one region. */
export function openSsm(options: ClientOptions): Sender {
  return { client: new SSMClient(options), commands };
}
