import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';
import { accountKind } from '../config-types.ts';

const actions: readonly Action[] = [
  {
    api: 'ec2:DescribeSecurityGroups',
    scope: 'region',
    gives: 'security groups',
    kinds: ['security-group'],
    fields: ['SecurityGroups'],
    lists: { SecurityGroups: 'AWS::EC2::SecurityGroup' },
    token: 'NextToken',
    input: { MaxResults: 1000 },
  },
  {
    api: 'ec2:DescribeSecurityGroupRules',
    scope: 'region',
    gives: 'the rules of security groups',
    kinds: [],
    describes: ['security-group'],
    fields: ['SecurityGroupRules'],
    lists: { SecurityGroupRules: 'AWS::EC2::SecurityGroupRule' },
    token: 'NextToken',
    input: { MaxResults: 1000 },
  },
  {
    api: 'ec2:DescribeVpcs',
    scope: 'region',
    gives: 'VPCs',
    kinds: ['vpc'],
    fields: ['Vpcs'],
    lists: { Vpcs: 'AWS::EC2::VPC' },
    token: 'NextToken',
    input: { MaxResults: 1000 },
  },
  {
    api: 'ec2:DescribeFlowLogs',
    scope: 'region',
    gives: 'flow logs',
    kinds: ['flow-log'],
    fields: ['FlowLogs'],
    lists: { FlowLogs: 'AWS::EC2::FlowLog' },
    token: 'NextToken',
    input: { MaxResults: 1000 },
  },
  {
    api: 'ec2:DescribeVolumes',
    scope: 'region',
    gives: 'EBS volumes',
    kinds: ['ebs-volume'],
    fields: ['Volumes'],
    lists: { Volumes: 'AWS::EC2::Volume' },
    token: 'NextToken',
    input: { MaxResults: 500 },
  },
  {
    api: 'ec2:GetEbsEncryptionByDefault',
    scope: 'region',
    gives: 'whether new EBS volumes are encrypted by default',
    kinds: [],
    describes: [accountKind],
    fields: ['EbsEncryptionByDefault'],
  },
];

/** EC2, asked directly because it is always fresh. */
export const ec2: Collector = { actions };
