import { bool, defineKind, int, list, many, one, string, struct } from '../kind.ts';

const entry = struct(
  'NetworkAclEntry',
  {
    ruleNumber: int('Order: the lowest number that fits decides'),
    allow: bool('It lets through; otherwise it denies'),
    protocol: string('tcp, udp, icmp, -1 for all, or a protocol number'),
    cidr: string('IPv4 or IPv6 range'),
    fromPort: int('First port; 0 where the protocol has none'),
    toPort: int('Last port; 0 where the protocol has none'),
  },
  'One entry of a network ACL; the last one, which denies the rest, is left out',
);

export const networkAcl = defineKind({
  name: 'network-acl',
  title: 'Network ACL',
  service: 'ec2',
  meaning: 'A network ACL with its entries, however they were written',
  attributes: {
    vpcId: string('VPC it belongs to', { optional: true }),
    isDefault: bool("It is the VPC's default ACL"),
    subnetIds: list(string('subnet'), 'Subnets that are associated with it'),
    associationsTold: bool('The source tells all subnets that are associated with it'),
    ingress: list(entry, 'Entries for what comes in'),
    egress: list(entry, 'Entries for what goes out'),
  },
  relations: {
    vpc: one('vpc', { mine: 'vpcId' }, 'The VPC it belongs to'),
    subnets: many('subnet', { mine: 'subnetIds' }, 'Subnets that are associated with it'),
  },
});
