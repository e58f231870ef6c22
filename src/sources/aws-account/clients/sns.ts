import { ListSubscriptionsCommand, SNSClient } from '@aws-sdk/client-sns';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  ListSubscriptions: ListSubscriptionsCommand,
};

/** SNS in one region. */
export function openSns(options: ClientOptions): Sender {
  return { client: new SNSClient(options), commands };
}
