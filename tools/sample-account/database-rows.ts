import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, hex, home, type Tags } from './words.ts';

const zones = ['a', 'b', 'c'];

/** What stands around databases in AWS Config: their subnet groups. */
export function databaseSurroundingsRows(): readonly Row[] {
  return [
    subnetGroupRow(
      'caja-prod-database',
      `vpc-${hex('caja-prod-network', 17)}`,
      (zone) => `subnet-${hex(`caja-prod-network-private-${home}${zone}`, 17)}`,
      cajaTags('database', 'caja-prod-database'),
    ),
    // RDS made it when somebody started a database by hand: the default VPC's subnets, which are public.
    subnetGroupRow(
      'default',
      `vpc-${hex('default home', 17)}`,
      (zone) => `subnet-${hex(`default ${home}${zone}`, 17)}`,
      {},
    ),
  ];
}

function subnetGroupRow(name: string, vpcId: string, subnet: (zone: string) => string, tags: Tags): Row {
  const arn = arnOf('rds', `subgrp:${name}`);
  return row('AWS::RDS::DBSubnetGroup', {
    id: name,
    name,
    arn,
    zone: 'Multiple Availability Zones',
    tags,
    tagsIn: 'supplementary.Tags',
    configuration: {
      dBSubnetGroupName: name,
      dBSubnetGroupDescription: name,
      vpcId,
      subnetGroupStatus: 'Complete',
      subnets: zones.map((zone) => ({
        subnetIdentifier: subnet(zone),
        subnetAvailabilityZone: { name: `${home}${zone}` },
        subnetStatus: 'Active',
      })),
      dBSubnetGroupArn: arn,
    },
  });
}
