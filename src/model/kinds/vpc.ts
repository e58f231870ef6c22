import { bool, defineKind, list, many, string } from '../kind.ts';

export const vpc = defineKind({
  name: 'vpc',
  title: 'VPC',
  service: 'ec2',
  meaning: 'A virtual private cloud',
  attributes: {
    cidrBlocks: list(string('range'), 'IPv4 ranges'),
    isDefault: bool('It is the default VPC that AWS made'),
    keepsDefaultGroup: bool("Nothing takes the rules away that AWS gives the VPC's default security group", {
      onlyIn: ['terraform-plan'],
    }),
  },
  relations: {
    flowLogs: many('flow-log', { theirs: 'resourceId' }, 'Flow logs of the whole VPC'),
    subnets: many('subnet', { theirs: 'vpcId' }, 'Its subnets'),
    routeTables: many('route-table', { theirs: 'vpcId' }, 'Its route tables'),
    networkAcls: many('network-acl', { theirs: 'vpcId' }, 'Its network ACLs'),
  },
});
