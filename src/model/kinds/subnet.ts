import { bool, defineKind, many, one, string } from '../kind.ts';

export const subnet = defineKind({
  name: 'subnet',
  title: 'Subnet',
  service: 'ec2',
  meaning: 'A subnet of a VPC',
  attributes: {
    vpcId: string('VPC it belongs to', { optional: true }),
    availabilityZone: string('Zone it lies in: eu-west-1a'),
    cidrBlock: string('IPv4 range', { optional: true }),
    assignsPublicAddresses: bool('What starts in it gets a public IPv4 address'),
    public: bool("Its route table, or else the VPC's main one, sends traffic to an internet gateway"),
    associationsTold: bool('The source tells all that is associated with it'),
    unusedDefault: bool("AWS made it with the region's default VPC, and nothing stands in it"),
  },
  relations: {
    vpc: one('vpc', { mine: 'vpcId' }, 'The VPC it belongs to'),
    routeTables: many(
      'route-table',
      { theirs: 'subnetIds' },
      'The route table that is associated with it, if any',
    ),
    networkAcls: many(
      'network-acl',
      { theirs: 'subnetIds' },
      'The network ACL that is associated with it, if any',
    ),
  },
});
