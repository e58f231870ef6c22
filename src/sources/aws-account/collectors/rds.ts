import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';
import type { JsonRecord } from '../plain.ts';

/** Only what somebody set: everything else is as the family has it, and in AWS's own groups nobody can set anything. */
function ofGroup(group: JsonRecord): JsonRecord | undefined {
  const isOwn = Object.values(group).every(
    (name) => typeof name === 'string' && !name.startsWith('default.'),
  );
  return isOwn ? { ...group, Source: 'user' } : undefined;
}

const actions: readonly Action[] = [
  {
    api: 'rds:DescribeDBInstances',
    scope: 'region',
    gives: 'how far database instances can be restored',
    kinds: [],
    describes: ['rds-instance'],
    fields: ['DBInstances'],
    lists: { DBInstances: 'AWS::RDS::DBInstance' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
  {
    api: 'rds:DescribeDBClusters',
    scope: 'region',
    gives: 'how far database clusters can be restored',
    kinds: [],
    describes: ['rds-cluster', 'rds-instance'],
    fields: ['DBClusters'],
    lists: { DBClusters: 'AWS::RDS::DBCluster' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
  {
    api: 'rds:DescribeDBParameterGroups',
    scope: 'region',
    gives: 'parameter groups of instances',
    kinds: ['db-parameter-group'],
    fields: ['DBParameterGroups'],
    lists: { DBParameterGroups: 'AWS::RDS::DBParameterGroup' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
  {
    api: 'rds:DescribeDBParameters',
    scope: 'region',
    gives: 'the parameters of a group',
    kinds: [],
    describes: ['db-parameter-group'],
    fields: ['Parameters'],
    lists: { Parameters: 'AWS::RDS::DBParameter' },
    token: 'Marker',
    input: { MaxRecords: 100 },
    each: {
      of: 'rds:DescribeDBParameterGroups',
      list: 'DBParameterGroups',
      input: ({ DBParameterGroupName }) => ofGroup({ DBParameterGroupName }),
    },
  },
  {
    api: 'rds:DescribeDBClusterParameterGroups',
    scope: 'region',
    gives: 'parameter groups of clusters',
    kinds: ['db-parameter-group'],
    fields: ['DBClusterParameterGroups'],
    lists: { DBClusterParameterGroups: 'AWS::RDS::DBClusterParameterGroup' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
  {
    api: 'rds:DescribeDBClusterParameters',
    scope: 'region',
    gives: "the parameters of a cluster's group",
    kinds: [],
    describes: ['db-parameter-group'],
    fields: ['Parameters'],
    lists: { Parameters: 'AWS::RDS::DBParameter' },
    token: 'Marker',
    input: { MaxRecords: 100 },
    each: {
      of: 'rds:DescribeDBClusterParameterGroups',
      list: 'DBClusterParameterGroups',
      input: ({ DBClusterParameterGroupName }) => ofGroup({ DBClusterParameterGroupName }),
    },
  },
  {
    api: 'rds:DescribeGlobalClusters',
    scope: 'region',
    gives: 'the clusters of global databases',
    kinds: [],
    describes: ['rds-cluster'],
    fields: ['GlobalClusters'],
    lists: { GlobalClusters: 'AWS::RDS::GlobalCluster' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
  {
    api: 'rds:DescribeReservedDBInstances',
    scope: 'region',
    gives: 'reserved database instances',
    kinds: [],
    describes: ['rds-instance'],
    fields: ['ReservedDBInstances'],
    lists: { ReservedDBInstances: 'AWS::RDS::ReservedDBInstance' },
    token: 'Marker',
    input: { MaxRecords: 100 },
  },
];

/** What AWS Config does not record of RDS: parameters, how far a restore reaches, global databases and reservations. */
export const rds: Collector = { actions };
