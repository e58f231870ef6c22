import { CloudWatchLogsClient, CreateLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import {
  AssociateRouteTableCommand,
  AttachInternetGatewayCommand,
  AuthorizeSecurityGroupIngressCommand,
  CreateFlowLogsCommand,
  CreateInternetGatewayCommand,
  CreateNetworkAclCommand,
  CreateNetworkAclEntryCommand,
  CreateRouteCommand,
  CreateRouteTableCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVolumeCommand,
  CreateVpcCommand,
  DescribeImagesCommand,
  DescribeNetworkAclsCommand,
  DescribeSecurityGroupsCommand,
  EC2Client,
  EnableEbsEncryptionByDefaultCommand,
  type IpPermission,
  ModifySubnetAttributeCommand,
  ReplaceNetworkAclAssociationCommand,
  RevokeSecurityGroupEgressCommand,
  RunInstancesCommand,
} from '@aws-sdk/client-ec2';
import { named, type Server } from './server.ts';

/** Ids of what was built, by the names that labels call them. */
export type Ids = Readonly<Record<string, string>>;

const world = [{ CidrIp: '0.0.0.0/0' }];

/** Two networks: one as Caja's document asks for it, one as it must not be. */
export async function buildNetwork(server: Server): Promise<Ids> {
  const ec2 = new EC2Client(server);
  await ec2.send(new EnableEbsEncryptionByDefaultCommand({}));
  const good = await vpc(ec2, 'caja-prod', '10.0.0.0/16');
  const bad = await vpc(ec2, 'forgotten', '10.1.0.0/16');
  await logFlows(server, ec2, good);
  const defaults = await buildDefaultGroups(ec2, good, bad);
  const subnets = await buildSubnets(ec2, good);
  return {
    'the VPC that logs': good,
    'the VPC that does not': bad,
    ...defaults,
    ...subnets,
    ...(await buildAcls(ec2, good, subnets)),
    ...(await buildGroups(ec2, good, bad)),
    ...(await buildVolumes(ec2)),
    ...(await buildInstances(ec2, subnets)),
  };
}

async function vpc(ec2: EC2Client, name: string, CidrBlock: string): Promise<string> {
  const { Vpc } = await ec2.send(
    new CreateVpcCommand({
      CidrBlock,
      TagSpecifications: [{ ResourceType: 'vpc', Tags: [{ Key: 'Name', Value: name }] }],
    }),
  );
  return named(Vpc?.VpcId);
}

async function logFlows(server: Server, ec2: EC2Client, vpcId: string): Promise<void> {
  const logGroupName = '/aws/vpc/caja-prod';
  await new CloudWatchLogsClient(server).send(new CreateLogGroupCommand({ logGroupName }));
  await ec2.send(
    new CreateFlowLogsCommand({
      ResourceIds: [vpcId],
      ResourceType: 'VPC',
      TrafficType: 'ALL',
      LogGroupName: logGroupName,
      DeliverLogsPermissionArn: 'arn:aws:iam::123456789012:role/flow-logs',
    }),
  );
}

async function buildDefaultGroups(ec2: EC2Client, good: string, bad: string): Promise<Ids> {
  const { SecurityGroups } = await ec2.send(new DescribeSecurityGroupsCommand({}));
  const groupOf = (vpcId: string) =>
    SecurityGroups?.find((one) => one.VpcId === vpcId && one.GroupName === 'default');
  const emptied = groupOf(good);
  const GroupId = named(emptied?.GroupId);
  const IpPermissions = emptied?.IpPermissionsEgress ?? [];
  await ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId, IpPermissions }));
  return {
    'the default group that was emptied': GroupId,
    'the default group as it comes': named(groupOf(bad)?.GroupId),
  };
}

/** A public subnet and two private ones. */
async function buildSubnets(ec2: EC2Client, VpcId: string): Promise<Ids> {
  const subnet = async (CidrBlock: string, zone: string) => {
    const { Subnet } = await ec2.send(
      new CreateSubnetCommand({ VpcId, CidrBlock, AvailabilityZone: `eu-west-1${zone}` }),
    );
    return named(Subnet?.SubnetId);
  };
  const [open, closed, other] = [
    await subnet('10.0.0.0/24', 'a'),
    await subnet('10.0.1.0/24', 'a'),
    await subnet('10.0.2.0/24', 'b'),
  ];
  await ec2.send(new ModifySubnetAttributeCommand({ SubnetId: open, MapPublicIpOnLaunch: { Value: true } }));
  const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
  const InternetGatewayId = named(InternetGateway?.InternetGatewayId);
  await ec2.send(new AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
  const { RouteTable } = await ec2.send(new CreateRouteTableCommand({ VpcId }));
  const RouteTableId = named(RouteTable?.RouteTableId);
  await ec2.send(
    new CreateRouteCommand({ RouteTableId, DestinationCidrBlock: '0.0.0.0/0', GatewayId: InternetGatewayId }),
  );
  await ec2.send(new AssociateRouteTableCommand({ RouteTableId, SubnetId: open }));
  return { 'the public subnet': open, 'the private subnet': closed, 'the other private subnet': other };
}

/** The private subnets have network ACLs of their own; one of them lets everything in. */
async function buildAcls(ec2: EC2Client, VpcId: string, subnets: Ids): Promise<Ids> {
  const tight = await acl(ec2, VpcId, named(subnets['the private subnet']), {
    CidrBlock: '10.0.0.0/16',
    Protocol: '6',
    PortRange: { From: 443, To: 443 },
  });
  const loose = await acl(ec2, VpcId, named(subnets['the other private subnet']), {
    CidrBlock: '0.0.0.0/0',
    Protocol: '-1',
  });
  return { 'the network ACL that limits': tight, 'the network ACL that does not': loose };
}

async function acl(
  ec2: EC2Client,
  VpcId: string,
  SubnetId: string,
  entry: { CidrBlock: string; Protocol: string; PortRange?: { From: number; To: number } },
): Promise<string> {
  const { NetworkAcl } = await ec2.send(new CreateNetworkAclCommand({ VpcId }));
  const NetworkAclId = named(NetworkAcl?.NetworkAclId);
  const rule = { NetworkAclId, RuleNumber: 100, RuleAction: 'allow', Egress: false } as const;
  await ec2.send(new CreateNetworkAclEntryCommand({ ...rule, ...entry }));
  const { NetworkAcls } = await ec2.send(new DescribeNetworkAclsCommand({}));
  const association = NetworkAcls?.flatMap(({ Associations }) => Associations ?? []).find(
    (one) => one.SubnetId === SubnetId,
  );
  const AssociationId = named(association?.NetworkAclAssociationId);
  await ec2.send(new ReplaceNetworkAclAssociationCommand({ AssociationId, NetworkAclId }));
  return NetworkAclId;
}

async function buildGroups(ec2: EC2Client, good: string, bad: string): Promise<Ids> {
  const group = async (VpcId: string, GroupName: string, permissions: IpPermission[]) => {
    const { GroupId } = await ec2.send(
      new CreateSecurityGroupCommand({ VpcId, GroupName, Description: GroupName }),
    );
    await ec2.send(new AuthorizeSecurityGroupIngressCommand({ GroupId, IpPermissions: permissions }));
    return named(GroupId);
  };
  const tcp = (FromPort: number, ToPort = FromPort) => ({ IpProtocol: 'tcp', FromPort, ToPort });
  const web = await group(good, 'web', [{ ...tcp(443), IpRanges: world }]);
  return {
    'the group for the web': web,
    'the group for services': await group(good, 'services', [
      { ...tcp(8080), UserIdGroupPairs: [{ GroupId: web }] },
    ]),
    'the group with SSH for everyone': await group(bad, 'ssh', [{ ...tcp(22), IpRanges: world }]),
    'the group with PostgreSQL for everyone': await group(bad, 'postgres', [
      { ...tcp(5432), IpRanges: world },
    ]),
    'the group with RDP for everyone over IPv6': await group(bad, 'rdp', [
      { ...tcp(3380, 3400), Ipv6Ranges: [{ CidrIpv6: '::/0' }] },
    ]),
    'the group with everything for the office': await group(bad, 'all', [
      { IpProtocol: '-1', IpRanges: [{ CidrIp: '198.51.100.0/24' }] },
    ]),
  };
}

async function buildVolumes(ec2: EC2Client): Promise<Ids> {
  const volume = async (Encrypted: boolean) => {
    const { VolumeId } = await ec2.send(
      new CreateVolumeCommand({ AvailabilityZone: 'eu-west-1a', Size: 8, Encrypted }),
    );
    return named(VolumeId);
  };
  return { 'the encrypted volume': await volume(true), 'the plain volume': await volume(false) };
}

async function buildInstances(ec2: EC2Client, subnets: Ids): Promise<Ids> {
  const { Images } = await ec2.send(new DescribeImagesCommand({ Owners: ['amazon'] }));
  const ImageId = named(Images?.[0]?.ImageId);
  const instance = async (SubnetId: string, monitored: boolean) => {
    const { Instances } = await ec2.send(
      new RunInstancesCommand({
        ImageId,
        MinCount: 1,
        MaxCount: 1,
        InstanceType: 't4g.small',
        SubnetId,
        Monitoring: { Enabled: monitored },
      }),
    );
    return named(Instances?.[0]?.InstanceId);
  };
  return {
    'the instance within': await instance(named(subnets['the private subnet']), true),
    'the instance on the internet': await instance(named(subnets['the public subnet']), false),
  };
}
