import { groups, idOf, inRegion, vpc } from './network.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, hex, home, type Tags } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

const zones = ['a', 'b', 'c'];

/** What AWS Config records of the network. It has rows of its own for what EC2 is asked directly. */
export function networkRows(): readonly Row[] {
  return [
    ...ec2Row('AWS::EC2::VPC', 'vpc', vpc, 'caja-prod-network', {
      vpcId: vpc,
      cidrBlock: '10.30.0.0/16',
      isDefault: false,
      state: { value: 'available' },
    }),
    ...groups
      .filter(inRegion(home))
      .flatMap((group) =>
        ec2Row(
          'AWS::EC2::SecurityGroup',
          'security-group',
          idOf(group),
          undefined,
          { groupId: idOf(group), groupName: group.name, vpcId: group.vpc },
          group.tags,
        ),
      ),
    ...ec2Row(
      'AWS::EC2::InternetGateway',
      'internet-gateway',
      `igw-${hex('caja', 17)}`,
      'caja-prod-network',
      { attachments: [{ vpcId: vpc, state: 'available' }] },
    ),
    ...zones.flatMap((zone, index) => zoneRows(zone, index)),
    ...['public', 'private'].flatMap((tier) =>
      ec2Row('AWS::EC2::NetworkAcl', 'network-acl', `acl-${hex(tier, 17)}`, `caja-prod-network-${tier}`, {
        vpcId: vpc,
        isDefault: false,
      }),
    ),
    ...ec2Row('AWS::EC2::VPCEndpoint', 'vpc-endpoint', `vpce-${hex('s3', 17)}`, 'caja-prod-network-s3', {
      vpcId: vpc,
      serviceName: `com.amazonaws.${home}.s3`,
      state: { value: 'available' },
    }),
  ];
}

function zoneRows(zone: string, index: number): readonly Row[] {
  const tiers = ['public', 'private'];
  return [
    ...tiers.flatMap((tier, tierIndex) => {
      const name = `caja-prod-network-${tier}-${home}${zone}`;
      const cidrBlock = `10.30.${tierIndex * 16 + index * 4}.0/22`;
      return [
        ...ec2Row('AWS::EC2::Subnet', 'subnet', `subnet-${hex(name, 17)}`, name, {
          vpcId: vpc,
          cidrBlock,
          availabilityZone: `${home}${zone}`,
          mapPublicIpOnLaunch: false,
          state: { value: 'available' },
        }),
        ...ec2Row('AWS::EC2::RouteTable', 'route-table', `rtb-${hex(name, 17)}`, name, {
          vpcId: vpc,
          routes: [],
        }),
        subnetAssociation(name),
      ];
    }),
    ...ec2Row(
      'AWS::EC2::EIP',
      'eip-allocation',
      `eipalloc-${hex(zone, 17)}`,
      `caja-prod-network-nat-${home}${zone}`,
      { domain: { value: 'vpc' } },
    ),
    ...ec2Row(
      'AWS::EC2::NatGateway',
      'natgateway',
      `nat-${hex(zone, 17)}`,
      `caja-prod-network-${home}${zone}`,
      { vpcId: vpc, state: { value: 'available' } },
    ),
  ];
}

/** Association types have no ARN and no tags. */
function subnetAssociation(name: string): Row {
  return row('AWS::EC2::SubnetRouteTableAssociation', {
    id: `rtbassoc-${hex(name, 17)}`,
    configuration: { RouteTableId: `rtb-${hex(name, 17)}`, SubnetId: `subnet-${hex(name, 17)}` },
    status: 'ResourceDiscovered',
  });
}

function ec2Row(
  type: string,
  arnPart: string,
  id: string,
  name: string | undefined,
  configuration: Json,
  tags?: Tags,
): readonly Row[] {
  return [
    row(type, {
      id,
      arn: arnOf('ec2', `${arnPart}/${id}`),
      tags: tags ?? cajaTags('network', name),
      tagsIn: 'configuration.tags',
      configuration,
      status: 'ResourceDiscovered',
    }),
  ];
}
