import {
  ListHostedZonesCommand,
  ListResourceRecordSetsCommand,
  Route53Client,
} from '@aws-sdk/client-route-53';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  ListHostedZones: ListHostedZonesCommand,
  ListResourceRecordSets: ListResourceRecordSetsCommand,
};

/** Route 53, which is global. */
export function openRoute53(options: ClientOptions): Sender {
  return { client: new Route53Client(options), commands };
}
