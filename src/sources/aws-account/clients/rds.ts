import {
  DescribeDBClusterParameterGroupsCommand,
  DescribeDBClusterParametersCommand,
  DescribeDBClusterSnapshotsCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBParametersCommand,
  DescribeDBSnapshotsCommand,
  DescribeDBSubnetGroupsCommand,
  DescribeReservedDBInstancesCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeDBClusterParameterGroups: DescribeDBClusterParameterGroupsCommand,
  DescribeDBClusterParameters: DescribeDBClusterParametersCommand,
  DescribeDBClusterSnapshots: DescribeDBClusterSnapshotsCommand,
  DescribeDBClusters: DescribeDBClustersCommand,
  DescribeDBInstances: DescribeDBInstancesCommand,
  DescribeDBParameterGroups: DescribeDBParameterGroupsCommand,
  DescribeDBParameters: DescribeDBParametersCommand,
  DescribeDBSnapshots: DescribeDBSnapshotsCommand,
  DescribeDBSubnetGroups: DescribeDBSubnetGroupsCommand,
  DescribeReservedDBInstances: DescribeReservedDBInstancesCommand,
};

/** RDS in one region. */
export function openRds(options: ClientOptions): Sender {
  return { client: new RDSClient(options), commands };
}
