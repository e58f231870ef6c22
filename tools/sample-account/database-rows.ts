import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import { arnOf, cajaTags, hex, home, type Tags } from './words.ts';

const zones = ['a', 'b', 'c'];

/** What stands around databases in AWS Config: their subnet groups and snapshots. */
export function databaseSurroundingsRows(): readonly Row[] {
  return [
    ...snapshots.map(snapshotRow),
    clusterSnapshotRow('caja-prod-analytics-third-quarter'),
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

interface Snapshot {
  readonly name: string;
  readonly database: string;
  readonly encrypted: boolean;
  readonly sharedWith: readonly string[];
  readonly tags: Tags;
}

const snapshots: readonly Snapshot[] = [
  {
    name: 'caja-prod-database-before-17',
    database: 'caja-prod-database',
    encrypted: true,
    sharedWith: [],
    tags: cajaTags('database', 'caja-prod-database-before-17'),
  },
  // Handed over to the partner who wrote the reports, and never taken back.
  {
    name: 'reporting-handover',
    database: 'caja-prod-reporting',
    encrypted: false,
    sharedWith: ['999988887777'],
    tags: { Environment: 'prod' },
  },
];

function snapshotRow({ name, database, encrypted, sharedWith, tags }: Snapshot): Row {
  const arn = arnOf('rds', `snapshot:${name}`);
  return row('AWS::RDS::DBSnapshot', {
    id: name,
    name,
    arn,
    zone: `${home}a`,
    tags,
    tagsIn: 'supplementary.Tags',
    status: 'ResourceDiscovered',
    configuration: {
      dBSnapshotIdentifier: name,
      dBInstanceIdentifier: database,
      dBSnapshotArn: arn,
      snapshotCreateTime: 1.7893e12,
      engine: 'postgres',
      engineVersion: '16.9',
      allocatedStorage: 100.0,
      status: 'available',
      port: 5432.0,
      snapshotType: 'manual',
      percentProgress: 100.0,
      storageType: 'gp3',
      encrypted,
      ...(encrypted ? { kmsKeyId: keyArn('caja-prod-database') } : {}),
    },
    supplementary: {
      DBSnapshotAttributes: [{ attributeName: 'restore', attributeValues: sharedWith }],
    },
  });
}

function clusterSnapshotRow(name: string): Row {
  const arn = arnOf('rds', `cluster-snapshot:${name}`);
  return row('AWS::RDS::DBClusterSnapshot', {
    id: name,
    name,
    arn,
    zone: 'Multiple Availability Zones',
    tags: cajaTags('analytics', name),
    tagsIn: 'supplementary.Tags',
    status: 'ResourceDiscovered',
    configuration: {
      dbclusterSnapshotIdentifier: name,
      dbclusterIdentifier: 'caja-prod-analytics',
      dbclusterSnapshotArn: arn,
      availabilityZones: zones.map((zone) => ({ value: `${home}${zone}` })),
      snapshotCreateTime: 1.7908e12,
      clusterCreateTime: 1.757502e12,
      engine: 'aurora-postgresql',
      engineMode: 'provisioned',
      engineVersion: '16.6',
      status: 'available',
      snapshotType: 'manual',
      percentProgress: 100.0,
      storageEncrypted: true,
      kmsKeyId: keyArn('caja-prod-database'),
    },
    supplementary: {
      DBClusterSnapshotAttributes: [{ attributeName: 'restore', attributeValues: [] }],
    },
  });
}
