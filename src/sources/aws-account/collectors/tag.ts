import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'tag:GetResources',
    scope: 'region',
    gives: 'tags of what services list without them',
    kinds: [],
    describes: [
      'alarm',
      'cloudtrail-trail',
      'db-parameter-group',
      'elasticache-cluster',
      'log-group',
      'ssm-parameter',
      'target-group',
    ],
    fields: ['ResourceTagMappingList'],
    token: 'PaginationToken',
    // https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    input: {
      ResourcesPerPage: 100,
      ResourceTypeFilters: [
        'cloudtrail:trail',
        'cloudwatch:alarm',
        'elasticache',
        'elasticloadbalancing:targetgroup',
        'logs:log-group',
        'rds:cluster-pg',
        'rds:pg',
        'ssm:parameter',
      ],
    },
  },
];

/** Tags of what services list without them. */
export const tag: Collector = { actions };
