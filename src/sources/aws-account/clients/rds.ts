import {
  DescribeDBClusterParameterGroupsCommand,
  DescribeDBClusterParametersCommand,
  DescribeDBClustersCommand,
  DescribeDBInstancesCommand,
  DescribeDBParameterGroupsCommand,
  DescribeDBParametersCommand,
  DescribeGlobalClustersCommand,
  DescribeReservedDBInstancesCommand,
  RDSClient,
} from '@aws-sdk/client-rds';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeDBClusterParameterGroups: DescribeDBClusterParameterGroupsCommand,
  DescribeDBClusterParameters: DescribeDBClusterParametersCommand,
  DescribeDBClusters: DescribeDBClustersCommand,
  DescribeDBInstances: DescribeDBInstancesCommand,
  DescribeDBParameterGroups: DescribeDBParameterGroupsCommand,
  DescribeDBParameters: DescribeDBParametersCommand,
  DescribeGlobalClusters: DescribeGlobalClustersCommand,
  DescribeReservedDBInstances: DescribeReservedDBInstancesCommand,
};

/** RDS in one region. */
export function openRds(options: ClientOptions): Sender {
  return { client: new RDSClient(options), commands };
}
