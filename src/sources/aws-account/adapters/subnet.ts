import { type Fact, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { placeOf } from '../item.ts';
import { elementsOf, type RegionAnswers, type Why } from './evidence.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import { textAt } from './listing.ts';
import { associated, leadsOut } from './route-table.ts';

type Subnet = FactsOf<Kinds['subnet']>;

/** The route tables of a region, by what asks for them. */
export interface Routing {
  readonly bySubnet: ReadonlyMap<string, ItemReader>;
  readonly mainOfVpc: ReadonlyMap<string, ItemReader>;
  /** Why some tables may be missing. */
  readonly missing: Why | undefined;
}

export function routingOf(answers: RegionAnswers): Routing {
  const evidence = answers.of('ec2:DescribeRouteTables');
  const bySubnet = new Map<string, ItemReader>();
  const mainOfVpc = new Map<string, ItemReader>();
  for (const root of elementsOf(evidence, 'RouteTables')) {
    const place = placeOf(evidence.readBy, textAt(root, 'RouteTableId') ?? '');
    const table = itemReader({ root, place, holder: `the answer of ${evidence.readBy.api}` });
    const { main, subnets } = associated(table);
    for (const subnet of subnets) bySubnet.set(subnet, table);
    if (main) mainOfVpc.set(textAt(root, 'VpcId') ?? '', table);
  }
  return { bySubnet, mainOfVpc, missing: evidence.missing };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Subnet.html */
export function adaptSubnet(subnet: ItemReader, routing: Routing, account: string): Subnet {
  return {
    vpcId: subnet.string('VpcId', 'absent'),
    availabilityZone: subnet.string('AvailabilityZone'),
    // One with IPv6 alone has none.
    cidrBlock: subnet.string('CidrBlock', 'absent'),
    assignsPublicAddresses: subnet.bool('MapPublicIpOnLaunch'),
    public: isPublic(subnet, routing),
    associationsTold: associationsTold(subnet, account),
    unusedDefault: unusedDefault(subnet),
  };
}

/**
 * A subnet without a route table of its own takes its VPC's main one.
 * https://docs.aws.amazon.com/vpc/latest/userguide/RouteTables.html
 */
function isPublic(subnet: ItemReader, { bySubnet, mainOfVpc, missing }: Routing): Fact<boolean> {
  const own = bySubnet.get(String(subnet.json('SubnetId')));
  if (own !== undefined) return leadsOut(own);
  if (missing !== undefined) return subnet.unknown('SubnetId', missing.reason, missing.detail);
  const main = mainOfVpc.get(String(subnet.json('VpcId')));
  if (main !== undefined) return leadsOut(main);
  const detail = "none of the route tables that were read is its own, or its VPC's main one";
  return subnet.unknown('SubnetId', 'not-read', detail);
}

/** What is associated with a subnet that another account shares is that account's, and need not be shown. */
function associationsTold(subnet: ItemReader, account: string): Fact<boolean> {
  const owner = subnet.json('OwnerId');
  if (typeof owner !== 'string' || owner === account) return subnet.known('OwnerId', true);
  const detail = `the account ${owner} shares it, and that account tells what is associated with it`;
  return unknown('not-recorded', detail, { place: subnet.place, path: subnet.at('OwnerId') });
}

/**
 * AWS keeps five addresses of each subnet for itself; whatever stands in it, stopped instances as well, has one of the others.
 * https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html
 */
function unusedDefault(subnet: ItemReader): Fact<boolean> {
  const isDefault = subnet.bool('DefaultForAz');
  if (isDefault.state !== 'known' || !isDefault.value) return isDefault;
  const path = 'AvailableIpAddressCount';
  const free = subnet.int(path);
  const bits = /\/(\d+)$/.exec(String(subnet.json('CidrBlock')))?.[1];
  if (free.state !== 'known' || bits === undefined) return free.state === 'unknown' ? free : isDefault;
  return subnet.known(path, free.value >= 2 ** (32 - Number(bits)) - 5);
}
