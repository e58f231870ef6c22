import { bool, defineKind, list, one, string, struct } from '../kind.ts';

const route = struct(
  'Route',
  {
    destination: string('IPv4 or IPv6 range, or a prefix list'),
    target: string(
      'internet-gateway, egress-only-gateway, nat-gateway, vpc-endpoint, peering, transit-gateway or other',
    ),
  },
  'One route',
);

export const routeTable = defineKind({
  name: 'route-table',
  title: 'Route table',
  service: 'ec2',
  meaning: 'A route table with its routes, however they were written',
  attributes: {
    vpcId: string('VPC it belongs to', { optional: true }),
    main: bool("It is the VPC's main table, which holds for every subnet without one of its own"),
    subnetIds: list(string('subnet'), 'Subnets that are associated with it'),
    routes: list(route, 'Its routes, without the local one'),
  },
  relations: {
    vpc: one('vpc', { mine: 'vpcId' }, 'The VPC it belongs to'),
  },
});
