import { defaultVpcs, reportingVpc, vpc } from './network.ts';
import { account, arnOf, cajaTags, edge, hex, home, type Tags, tagList } from './words.ts';

type Json = Readonly<Record<string, unknown>>;

const zones = ['a', 'b', 'c'];
/** Made by hand for the reporting tool, in one zone. */
export const reportingTags: Tags = { Environment: 'prod', Service: 'reporting' };

export function subnetId(tier: 'public' | 'private', zone: string): string {
  return `subnet-${hex(`caja-prod-network-${tier}-${home}${zone}`, 17)}`;
}

export function defaultSubnetId(region: string, zone: string): string {
  return `subnet-${hex(`default ${region}${zone}`, 17)}`;
}

export function reportingSubnetId(tier: 'public' | 'private'): string {
  return `subnet-${hex(`reporting ${tier}`, 17)}`;
}

interface Place {
  readonly id: string;
  readonly vpc: string;
  readonly zone: string;
  readonly cidr: string;
  readonly free: number;
  readonly tags: Tags;
  readonly byDefault?: true;
}

function placesOf(region: string): readonly Place[] {
  const given = zones.map(
    (zone, index): Place => ({
      id: defaultSubnetId(region, zone),
      vpc: defaultVpcs[region] ?? '',
      zone,
      cidr: `172.31.${index * 16}.0/20`,
      // The reporting database has the one address that is taken.
      free: region === home && zone === 'a' ? 4090 : 4091,
      tags: {},
      byDefault: true,
    }),
  );
  return region === home ? [...cajaPlaces(), ...reportingPlaces(), ...given] : given;
}

function cajaPlaces(): readonly Place[] {
  return (['public', 'private'] as const).flatMap((tier, tierIndex) =>
    zones.map((zone, index) => ({
      id: subnetId(tier, zone),
      vpc,
      zone,
      cidr: `10.30.${tierIndex * 16 + index * 4}.0/22`,
      free: 1003,
      tags: cajaTags('network', `caja-prod-network-${tier}-${home}${zone}`),
    })),
  );
}

function reportingPlaces(): readonly Place[] {
  return (['public', 'private'] as const).map((tier, index) => ({
    id: reportingSubnetId(tier),
    vpc: reportingVpc,
    zone: 'a',
    cidr: `10.40.${index}.0/24`,
    free: 249,
    tags: { ...reportingTags, Name: `reporting-${tier}` },
  }));
}

export function subnets(region: string): readonly Json[] {
  return placesOf(region).map(({ id, vpc: VpcId, zone, cidr, free, tags, byDefault }) => ({
    AssignIpv6AddressOnCreation: false,
    AvailabilityZone: `${region}${zone}`,
    AvailabilityZoneId: `${region === home ? 'euw1' : 'use1'}-az${zones.indexOf(zone) + 1}`,
    AvailableIpAddressCount: free,
    CidrBlock: cidr,
    DefaultForAz: byDefault === true,
    Ipv6CidrBlockAssociationSet: [],
    Ipv6Native: false,
    MapPublicIpOnLaunch: byDefault === true || id === reportingSubnetId('public'),
    OwnerId: account,
    State: 'available',
    SubnetArn: arnOf('ec2', `subnet/${id}`, region),
    SubnetId: id,
    Tags: tagList(tags),
    VpcId,
  }));
}

const gateway = (owner: string) => `igw-${hex(owner, 17)}`;
const natGateway = (zone: string) => `nat-${hex(zone, 17)}`;
const out = (GatewayId: string) => ({
  DestinationCidrBlock: '0.0.0.0/0',
  GatewayId,
  Origin: 'CreateRoute',
  State: 'active',
});
const outBy = (NatGatewayId: string) => ({
  DestinationCidrBlock: '0.0.0.0/0',
  NatGatewayId,
  Origin: 'CreateRoute',
  State: 'active',
});

function routeTable(
  name: string,
  of: { vpc: string; cidr: string; subnets: readonly string[]; tags: Tags },
  routes: readonly Json[],
): Json {
  const RouteTableId = `rtb-${hex(name, 17)}`;
  const isMain = of.subnets.length === 0;
  const association = (SubnetId?: string) => ({
    AssociationState: { State: 'associated' },
    Main: SubnetId === undefined,
    RouteTableAssociationId: `rtbassoc-${hex(`${name} ${SubnetId ?? ''}`.trim(), 17)}`,
    RouteTableId,
    SubnetId,
  });
  const local = {
    DestinationCidrBlock: of.cidr,
    GatewayId: 'local',
    Origin: 'CreateRouteTable',
    State: 'active',
  };
  return {
    Associations: isMain ? [association()] : of.subnets.map(association),
    OwnerId: account,
    PropagatingVgws: [],
    RouteTableId,
    Routes: [local, ...routes],
    Tags: tagList(of.tags),
    VpcId: of.vpc,
  };
}

export function routeTables(region: string): readonly Json[] {
  const given = { vpc: defaultVpcs[region] ?? '', cidr: '172.31.0.0/16', subnets: [], tags: {} };
  const byDefault = routeTable(`default ${region}`, given, [out(gateway(`default ${region}`))]);
  if (region === edge) return [byDefault];
  const caja = { vpc, cidr: '10.30.0.0/16' };
  const reporting = { vpc: reportingVpc, cidr: '10.40.0.0/16' };
  return [
    ...(['public', 'private'] as const).flatMap((tier) =>
      zones.map((zone) => {
        const name = `caja-prod-network-${tier}-${home}${zone}`;
        const of = { ...caja, subnets: [subnetId(tier, zone)], tags: cajaTags('network', name) };
        return routeTable(name, of, [tier === 'public' ? out(gateway('caja')) : outBy(natGateway(zone))]);
      }),
    ),
    routeTable(
      'caja main',
      { ...caja, subnets: [], tags: cajaTags('network', 'caja-prod-network-main') },
      [],
    ),
    routeTable(
      'reporting public',
      { ...reporting, subnets: [reportingSubnetId('public')], tags: reportingTags },
      [out(gateway('reporting'))],
    ),
    routeTable('reporting main', { ...reporting, subnets: [], tags: {} }, [outBy(natGateway('reporting'))]),
    byDefault,
  ];
}

/** The one in the reporting network stands in its private subnet: its routes lead to itself. */
export function natGateways(region: string): readonly Json[] {
  if (region === edge) return [];
  const places = [
    ...zones.map((zone) => ({
      name: zone,
      of: vpc,
      subnet: subnetId('public', zone),
      tags: cajaTags('network', `caja-prod-network-${home}${zone}`),
    })),
    { name: 'reporting', of: reportingVpc, subnet: reportingSubnetId('private'), tags: reportingTags },
  ];
  return places.map(({ name, of, subnet, tags }, index) => ({
    ConnectivityType: 'public',
    CreateTime: '2025-03-04T08:41:00.000Z',
    NatGatewayAddresses: [
      {
        AllocationId: `eipalloc-${hex(name, 17)}`,
        IsPrimary: true,
        NetworkInterfaceId: `eni-${hex(`nat ${name}`, 17)}`,
        PublicIp: `203.0.113.${60 + index}`,
        Status: 'succeeded',
      },
    ],
    NatGatewayId: natGateway(name),
    State: 'available',
    SubnetId: subnet,
    Tags: tagList(tags),
    VpcId: of,
  }));
}
