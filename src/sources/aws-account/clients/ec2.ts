import {
  DescribeFlowLogsCommand,
  DescribeImagesCommand,
  DescribeInstanceAttributeCommand,
  DescribeInstancesCommand,
  DescribeLaunchTemplatesCommand,
  DescribeLaunchTemplateVersionsCommand,
  DescribeManagedPrefixListsCommand,
  DescribeNatGatewaysCommand,
  DescribeNetworkAclsCommand,
  DescribeRegionsCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeSnapshotsCommand,
  DescribeSubnetsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
  GetManagedPrefixListEntriesCommand,
} from '@aws-sdk/client-ec2';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeFlowLogs: DescribeFlowLogsCommand,
  DescribeImages: DescribeImagesCommand,
  DescribeInstanceAttribute: DescribeInstanceAttributeCommand,
  DescribeInstances: DescribeInstancesCommand,
  DescribeLaunchTemplateVersions: DescribeLaunchTemplateVersionsCommand,
  DescribeLaunchTemplates: DescribeLaunchTemplatesCommand,
  DescribeManagedPrefixLists: DescribeManagedPrefixListsCommand,
  DescribeNatGateways: DescribeNatGatewaysCommand,
  DescribeNetworkAcls: DescribeNetworkAclsCommand,
  DescribeRegions: DescribeRegionsCommand,
  DescribeRouteTables: DescribeRouteTablesCommand,
  DescribeSecurityGroupRules: DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroups: DescribeSecurityGroupsCommand,
  DescribeSnapshots: DescribeSnapshotsCommand,
  DescribeSubnets: DescribeSubnetsCommand,
  DescribeVolumes: DescribeVolumesCommand,
  DescribeVpcs: DescribeVpcsCommand,
  GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand,
  GetManagedPrefixListEntries: GetManagedPrefixListEntriesCommand,
};

/** EC2 in one region. */
export function openEc2(options: ClientOptions): Sender {
  return { client: new EC2Client(options), commands };
}
