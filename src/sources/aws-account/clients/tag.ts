import {
  GetResourcesCommand,
  ResourceGroupsTaggingAPIClient,
} from '@aws-sdk/client-resource-groups-tagging-api';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  GetResources: GetResourcesCommand,
};

/** The tags of many services in one region. */
export function openTag(options: ClientOptions): Sender {
  return { client: new ResourceGroupsTaggingAPIClient(options), commands };
}
