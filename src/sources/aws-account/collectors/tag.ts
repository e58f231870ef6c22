import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'tag:GetResources',
    scope: 'region',
    gives: 'tags of what AWS Config does not record',
    kinds: [],
    describes: ['log-group'],
    fields: ['ResourceTagMappingList'],
    token: 'PaginationToken',
    // https://docs.aws.amazon.com/resourcegroupstagging/latest/APIReference/API_GetResources.html
    input: { ResourcesPerPage: 100, ResourceTypeFilters: ['logs:log-group'] },
  },
];

/** Tags of what AWS Config does not record and whose service lists it without them. */
export const tag: Collector = { actions };
