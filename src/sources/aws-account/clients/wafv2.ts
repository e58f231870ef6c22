import { ListLoggingConfigurationsCommand, WAFV2Client } from '@aws-sdk/client-wafv2';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  ListLoggingConfigurations: ListLoggingConfigurationsCommand,
};

/** AWS WAF in one region. */
export function openWafv2(options: ClientOptions): Sender {
  return { client: new WAFV2Client(options), commands };
}
