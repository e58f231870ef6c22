import {
  CloudFrontClient,
  GetMonitoringSubscriptionCommand,
  ListCachePoliciesCommand,
  ListCloudFrontOriginAccessIdentitiesCommand,
  ListDistributionsCommand,
  ListOriginAccessControlsCommand,
} from '@aws-sdk/client-cloudfront';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  GetMonitoringSubscription: GetMonitoringSubscriptionCommand,
  ListCachePolicies: ListCachePoliciesCommand,
  ListCloudFrontOriginAccessIdentities: ListCloudFrontOriginAccessIdentitiesCommand,
  ListDistributions: ListDistributionsCommand,
  ListOriginAccessControls: ListOriginAccessControlsCommand,
};

/** CloudFront, which is global. */
export function openCloudfront(options: ClientOptions): Sender {
  return { client: new CloudFrontClient(options), commands };
}
