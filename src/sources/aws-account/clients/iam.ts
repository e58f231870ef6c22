import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicyCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  GetMFADeviceCommand,
  IAMClient,
  ListMFADevicesCommand,
  ListRolesCommand,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  GenerateCredentialReport: GenerateCredentialReportCommand,
  GetAccountAuthorizationDetails: GetAccountAuthorizationDetailsCommand,
  GetAccountPasswordPolicy: GetAccountPasswordPolicyCommand,
  GetAccountSummary: GetAccountSummaryCommand,
  GetCredentialReport: GetCredentialReportCommand,
  GetMFADevice: GetMFADeviceCommand,
  ListMFADevices: ListMFADevicesCommand,
  ListRoles: ListRolesCommand,
  ListVirtualMFADevices: ListVirtualMFADevicesCommand,
};

/** IAM, which is global. */
export function openIam(options: ClientOptions): Sender {
  return { client: new IAMClient(options), commands };
}
