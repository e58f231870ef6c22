import {
  DescribeFlowLogsCommand,
  DescribeRegionsCommand,
  DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVolumesCommand,
  DescribeVpcsCommand,
  EC2Client,
  GetEbsEncryptionByDefaultCommand,
} from '@aws-sdk/client-ec2';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeFlowLogs: DescribeFlowLogsCommand,
  DescribeRegions: DescribeRegionsCommand,
  DescribeSecurityGroupRules: DescribeSecurityGroupRulesCommand,
  DescribeSecurityGroups: DescribeSecurityGroupsCommand,
  DescribeVolumes: DescribeVolumesCommand,
  DescribeVpcs: DescribeVpcsCommand,
  GetEbsEncryptionByDefault: GetEbsEncryptionByDefaultCommand,
};

/** EC2 in one region. */
export function openEc2(options: ClientOptions): Sender {
  return { client: new EC2Client(options), commands };
}
