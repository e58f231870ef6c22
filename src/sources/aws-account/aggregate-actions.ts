import type { Action } from './action.ts';
import { configKinds } from './config-types.ts';
import { aggregateSelect } from './queries.ts';

/** What is asked of an aggregator of AWS Config instead of the accounts themselves. */
export const aggregateApis = {
  sources: 'config:DescribeConfigurationAggregatorSourcesStatus',
  counts: 'config:GetAggregateDiscoveredResourceCounts',
  select: aggregateSelect,
} as const;

/** They need permissions of their own, in the account of the aggregator alone. */
export const aggregateActions: readonly Action[] = [
  {
    api: aggregateApis.sources,
    scope: 'start',
    gives: 'how fresh the copies of the aggregator are',
    kinds: configKinds,
    fields: ['AggregatedSourceStatusList'],
    token: 'NextToken',
    input: { Limit: 100 },
    optional: true,
  },
  {
    api: aggregateApis.counts,
    scope: 'start',
    gives: 'the number of resources that the aggregator knows',
    kinds: configKinds,
    fields: ['GroupedResourceCounts'],
    token: 'NextToken',
    input: { Limit: 100 },
    optional: true,
  },
  {
    api: aggregateApis.select,
    scope: 'start',
    gives: 'the inventory of the aggregator',
    kinds: configKinds,
    fields: ['Results'],
    token: 'NextToken',
    input: { Limit: 100 },
    optional: true,
  },
];
