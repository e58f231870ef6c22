import type { ConfigKind } from '../config-kind.ts';
import { adaptDbSubnetGroup } from '../db-subnet-group.ts';
import { adaptDbClusterSnapshot, adaptDbSnapshot } from '../rds-snapshot.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const databases: Readonly<Record<string, ConfigKind>> = {
  'AWS::RDS::DBClusterSnapshot': {
    kind: 'rds-snapshot',
    adapt: adaptDbClusterSnapshot,
    identities: ['configuration.dbclusterSnapshotIdentifier', 'configuration.dbclusterSnapshotArn'],
    name: 'configuration.dbclusterSnapshotIdentifier',
    needs: ['configuration'],
  },
  'AWS::RDS::DBSnapshot': {
    kind: 'rds-snapshot',
    adapt: adaptDbSnapshot,
    identities: ['configuration.dBSnapshotIdentifier', 'configuration.dBSnapshotArn'],
    name: 'configuration.dBSnapshotIdentifier',
    needs: ['configuration'],
  },
  'AWS::RDS::DBSubnetGroup': {
    kind: 'db-subnet-group',
    adapt: adaptDbSubnetGroup,
    identities: ['configuration.dBSubnetGroupName', 'configuration.dBSubnetGroupArn'],
    name: 'configuration.dBSubnetGroupName',
    needs: ['configuration'],
  },
};
