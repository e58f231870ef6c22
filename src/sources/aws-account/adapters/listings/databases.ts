import { adaptDbParameterGroup, type GroupApi } from '../db-parameter-group.ts';
import { type Listing, textAt } from '../listing.ts';
import { tagsTold } from '../tags-told.ts';

/** Lists of this area that services answer for themselves. */
export const databases: readonly Listing[] = [
  {
    api: 'rds:DescribeDBParameterGroups',
    list: 'DBParameterGroups',
    type: 'AWS::RDS::DBParameterGroup',
    ...parameterGroup(
      { name: 'DBParameterGroupName', parameters: 'rds:DescribeDBParameters' },
      'DBParameterGroupArn',
    ),
  },
  {
    api: 'rds:DescribeDBClusterParameterGroups',
    list: 'DBClusterParameterGroups',
    type: 'AWS::RDS::DBClusterParameterGroup',
    ...parameterGroup(
      { name: 'DBClusterParameterGroupName', parameters: 'rds:DescribeDBClusterParameters' },
      'DBClusterParameterGroupArn',
    ),
  },
];

/** AWS's own groups, which nobody made and nobody can change, are left out. */
function parameterGroup(api: GroupApi, arn: string): Omit<Listing, 'api' | 'list' | 'type'> {
  return {
    kind: 'db-parameter-group',
    id: (element) => textAt(element, api.name),
    leavesOut: (element) => textAt(element, api.name)?.startsWith('default.') === true,
    arn: (element) => textAt(element, arn),
    name: api.name,
    tags: (element, { answers }) => tagsTold(answers, textAt(element, arn)),
    adapt: (answers) => adaptDbParameterGroup(api, answers),
  };
}
