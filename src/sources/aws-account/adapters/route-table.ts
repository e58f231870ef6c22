import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

type RouteTable = FactsOf<Kinds['route-table']>;
type Route = RouteTable['routes'] extends Fact<ListValue<infer R>> ? R : never;

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RouteTable.html */
export function adaptRouteTable(table: ItemReader): RouteTable {
  return {
    vpcId: table.string('VpcId', 'absent'),
    main: isMain(table),
    subnetIds: subnetsOf(table),
    routes: routesOf(table),
  };
}

function isMain(table: ItemReader): Fact<boolean> {
  const path = 'Associations';
  const associations = associationsOf(table);
  if (associations.state !== 'known') return associations;
  return table.known(
    path,
    associations.value.some((association) => association.json('Main') === true),
  );
}

function subnetsOf(table: ItemReader): RouteTable['subnetIds'] {
  const associations = associationsOf(table);
  if (associations.state !== 'known') return associations;
  const items = associations.value
    .map((association) => association.string('SubnetId', 'absent'))
    .filter((subnet) => subnet.state !== 'absent');
  return known({ items }, table.place, table.at('Associations'));
}

/** Those that were taken away stay in the answer for a while; others are with gateways. */
function associationsOf(table: ItemReader): Fact<readonly ItemReader[]> {
  const path = 'Associations';
  const all = table.list(path, (association) => association, 'empty');
  if (all.state !== 'known') return all;
  const readers = all.value.items.flatMap((item) => (item.state === 'known' ? [item.value] : []));
  if (readers.length < all.value.items.length)
    return table.unknown(path, 'unreadable', 'an association of it is none');
  const isThere = (association: ItemReader) =>
    !['disassociating', 'disassociated', 'failed'].includes(
      String(association.json('AssociationState.State')),
    );
  return known(readers.filter(isThere), table.place, table.at(path));
}

function routesOf(table: ItemReader): RouteTable['routes'] {
  const all = table.list('Routes', (route) => route);
  if (all.state !== 'known') return all;
  const items = all.value.items
    .filter((item) => item.state !== 'known' || item.value.json('GatewayId') !== 'local')
    .map((item): Fact<Route> => (item.state === 'known' ? { ...item, value: routeOf(item.value) } : item));
  return { ...all, value: { items } };
}

function routeOf(route: ItemReader): Route {
  return { fields: { destination: destinationOf(route), target: targetOf(route) } };
}

const destinations = ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'];

function destinationOf(route: ItemReader): Fact<string> {
  const path = destinations.find((name) => route.json(name) !== undefined);
  return route.string(path ?? 'DestinationCidrBlock');
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Route.html */
const byField: readonly (readonly [field: string, target: string])[] = [
  ['EgressOnlyInternetGatewayId', 'egress-only-gateway'],
  ['NatGatewayId', 'nat-gateway'],
  ['VpcPeeringConnectionId', 'peering'],
  ['TransitGatewayId', 'transit-gateway'],
  ['NetworkInterfaceId', 'other'],
  ['InstanceId', 'other'],
  ['CarrierGatewayId', 'other'],
  ['LocalGatewayId', 'other'],
  ['CoreNetworkArn', 'other'],
  ['OdbNetworkArn', 'other'],
];

/** Gateways share one field: what they are stands in their ids. */
const byPrefix: readonly (readonly [prefix: string, target: string])[] = [
  ['igw-', 'internet-gateway'],
  ['vpce-', 'vpc-endpoint'],
];

function targetOf(route: ItemReader): Fact<string> {
  const gateway = route.string('GatewayId', 'absent');
  if (gateway.state === 'known') {
    const target = byPrefix.find(([prefix]) => gateway.value.startsWith(prefix))?.[1] ?? 'other';
    return { ...gateway, value: target };
  }
  if (gateway.state === 'unknown') return gateway;
  const found = byField.find(([field]) => route.json(field) !== undefined);
  // A route may lead to something that EC2 has learnt since.
  return found === undefined ? route.known('GatewayId', 'other') : route.known(found[0], found[1]);
}

/**
 * Whether it leads to the internet. A route whose gateway is detached or deleted is a black hole: it leads nowhere.
 * https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
 */
export function leadsOut(table: ItemReader): Fact<boolean> {
  const routes = table.list('Routes', (route) => ({ target: targetOf(route), state: route.json('State') }));
  if (routes.state !== 'known') return routes;
  const targets = routes.value.items
    .filter((item) => item.state !== 'known' || item.value.state !== 'blackhole')
    .map((item): Fact<string> => (item.state === 'known' ? item.value.target : item));
  const out = targets.find((target) => target.state === 'known' && target.value === 'internet-gateway');
  if (out !== undefined) return known(true, out.place, out.path);
  const doubt = targets.find((target) => target.state === 'unknown');
  return doubt?.state === 'unknown' ? doubt : table.known('Routes', false);
}

/** What a table is associated with, for the subnets that ask for theirs. */
export function associated(table: ItemReader): {
  readonly main: boolean;
  readonly subnets: readonly string[];
} {
  const { main, subnetIds } = adaptRouteTable(table);
  const subnets = subnetIds.state === 'known' ? subnetIds.value.items : [];
  return {
    main: main.state === 'known' && main.value,
    subnets: subnets.flatMap((subnet) => (subnet.state === 'known' ? [subnet.value] : [])),
  };
}
