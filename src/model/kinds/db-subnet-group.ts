import { defineKind, list, many, string } from '../kind.ts';

export const dbSubnetGroup = defineKind({
  name: 'db-subnet-group',
  title: 'DB subnet group',
  service: 'rds',
  meaning: 'Subnets that databases stand in',
  attributes: {
    groupName: string('Name of the group', { optional: true }),
    subnetIds: list(string('subnet'), 'Its subnets'),
  },
  relations: {
    subnets: many('subnet', { mine: 'subnetIds' }, 'Its subnets'),
  },
});
