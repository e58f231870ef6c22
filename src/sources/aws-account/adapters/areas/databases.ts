import type { ConfigKind } from '../config-kind.ts';
import { adaptDbSubnetGroup } from '../db-subnet-group.ts';

/** Kinds of this area that AWS Config records, by its types. */
export const databases: Readonly<Record<string, ConfigKind>> = {
  'AWS::RDS::DBSubnetGroup': {
    kind: 'db-subnet-group',
    adapt: adaptDbSubnetGroup,
    identities: ['configuration.dBSubnetGroupName', 'configuration.dBSubnetGroupArn'],
    name: 'configuration.dBSubnetGroupName',
    needs: ['configuration'],
  },
};
