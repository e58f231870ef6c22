import { configKinds as adapted } from './adapters/config-kinds.ts';

/** One API action that an audit uses: what it gives, and what is incomplete without it. Every one only reads. */
export interface Action {
  /** As IAM policies write it. */
  readonly api: string;
  /** Asked in every region, once for the account, or before anything else. */
  readonly scope: 'region' | 'account' | 'start';
  /** Plural noun for people: "flow logs". */
  readonly gives: string;
  /** Kinds of which some resource may be missing without it. */
  readonly kinds: readonly string[];
  /** Kinds that are there all the same without it, and of which it tells facts; these are then unknown one by one. */
  readonly describes?: readonly string[];
  /** Fields of the output, one of which must be there; an answer without any was not understood. */
  readonly fields: readonly string[];
  /** Resource type of each listed field, for the ledger. */
  readonly lists?: Readonly<Record<string, string>>;
  /** Name of the page token in the input. */
  readonly token?: 'NextToken' | 'nextToken' | 'Marker';
  readonly input?: Readonly<Record<string, unknown>>;
  /** Asked only when an earlier answer makes it necessary. */
  readonly optional?: true;
}

/** Kinds that are read from AWS Config, by resource type. */
export const kindsByConfigType: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(adapted).map(([type, { kind }]) => [type, kind])),
  'AWS::S3::AccountPublicAccessBlock': 'account',
};

/** The kind of whatever no adapter claims; tags and names are judged for it. */
export const unclaimedKind = 'unclaimed';

/** The kind that is there without any listing, one to an account. */
export const accountKind = 'account';

/** Everything that is incomplete when AWS Config is. */
export const configKinds: readonly string[] = [
  ...new Set([...Object.values(kindsByConfigType), unclaimedKind]),
]
  .filter((kind) => kind !== accountKind)
  .sort();

/** Everything that lies in regions. */
const regionalKinds: readonly string[] = [
  ...configKinds,
  'ebs-volume',
  'flow-log',
  'security-group',
  'vpc',
].sort();

const start: readonly Action[] = [
  {
    api: 'sts:GetCallerIdentity',
    scope: 'start',
    gives: 'the identity of the caller',
    kinds: [],
    fields: ['Account'],
  },
  {
    api: 'ec2:DescribeRegions',
    scope: 'start',
    gives: 'the regions that are on',
    kinds: regionalKinds,
    fields: ['Regions'],
    optional: true,
  },
];

const config: readonly Action[] = [
  {
    api: 'config:DescribeConfigurationRecorders',
    scope: 'region',
    gives: 'what AWS Config records',
    kinds: configKinds,
    fields: ['ConfigurationRecorders'],
  },
  {
    api: 'config:DescribeConfigurationRecorderStatus',
    scope: 'region',
    gives: 'whether AWS Config is recording',
    kinds: configKinds,
    fields: ['ConfigurationRecordersStatus'],
  },
  {
    api: 'config:GetDiscoveredResourceCounts',
    scope: 'region',
    gives: 'the number of resources that AWS Config knows',
    kinds: configKinds,
    fields: ['resourceCounts'],
    token: 'nextToken',
    input: { limit: 100 },
  },
  {
    api: 'config:SelectResourceConfig',
    scope: 'region',
    gives: 'the inventory of AWS Config',
    kinds: configKinds,
    fields: ['Results'],
    token: 'NextToken',
    input: { Limit: 100 },
  },
  {
    api: 'config:ListDiscoveredResources',
    scope: 'region',
    gives: 'resources that advanced queries do not serve',
    kinds: configKinds,
    fields: ['resourceIdentifiers'],
    token: 'nextToken',
    input: { limit: 100, includeDeletedResources: false },
    optional: true,
  },
  {
    api: 'config:BatchGetResourceConfig',
    scope: 'region',
    gives: 'resources that advanced queries do not serve',
    kinds: configKinds,
    fields: ['baseConfigurationItems'],
    optional: true,
  },
];

const ec2: readonly Action[] = [
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

const iam: readonly Action[] = [
  {
    api: 'iam:GetAccountAuthorizationDetails',
    scope: 'account',
    gives: 'IAM users, roles and policies',
    kinds: ['iam-policy', 'iam-role', 'iam-user'],
    fields: ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'],
    lists: {
      UserDetailList: 'AWS::IAM::User',
      GroupDetailList: 'AWS::IAM::Group',
      RoleDetailList: 'AWS::IAM::Role',
      Policies: 'AWS::IAM::ManagedPolicy',
    },
    token: 'Marker',
    input: { Filter: ['User', 'Role', 'Group', 'LocalManagedPolicy', 'AWSManagedPolicy'], MaxItems: 300 },
  },
  {
    api: 'iam:ListVirtualMFADevices',
    scope: 'account',
    gives: 'virtual MFA devices',
    kinds: [],
    describes: [accountKind, 'iam-user'],
    fields: ['VirtualMFADevices'],
    lists: { VirtualMFADevices: 'AWS::IAM::VirtualMFADevice' },
    token: 'Marker',
    input: { AssignmentStatus: 'Assigned', MaxItems: 300 },
  },
  {
    api: 'iam:GetAccountSummary',
    scope: 'account',
    gives: "the root user's MFA and access keys",
    kinds: [],
    describes: [accountKind],
    fields: ['SummaryMap'],
  },
  {
    api: 'iam:GetAccountPasswordPolicy',
    scope: 'account',
    gives: 'the password policy',
    kinds: [],
    describes: [accountKind],
    fields: ['PasswordPolicy'],
  },
  {
    api: 'iam:GenerateCredentialReport',
    scope: 'account',
    gives: 'a fresh credential report',
    // Without it the last report is still there to read, or its reading fails for itself.
    kinds: [],
    fields: ['State'],
  },
  {
    api: 'iam:GetCredentialReport',
    scope: 'account',
    gives: 'the credential report: passwords, MFA and access keys of users',
    kinds: [],
    describes: [accountKind, 'iam-user'],
    fields: ['Content'],
  },
];

/** Every API action of an audit. The docs' IAM policy for the audit role is made from it. */
export const actions: readonly Action[] = [...start, ...config, ...ec2, ...iam];

/** The action of that name; asking for one that is not in the table is a bug. */
export function actionOf(api: string): Action {
  const action = actions.find((candidate) => candidate.api === api);
  if (action === undefined) throw new Error(`${api} is not in the table of actions`);
  return action;
}
