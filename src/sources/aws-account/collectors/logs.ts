import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'logs:DescribeLogGroups',
    scope: 'region',
    gives: 'log groups',
    kinds: ['log-group'],
    fields: ['logGroups'],
    lists: { logGroups: 'AWS::Logs::LogGroup' },
    token: 'nextToken',
    input: { limit: 50 },
  },
  {
    api: 'logs:DescribeMetricFilters',
    scope: 'region',
    gives: 'metric filters',
    kinds: ['metric-filter'],
    fields: ['metricFilters'],
    lists: { metricFilters: 'AWS::Logs::MetricFilter' },
    token: 'nextToken',
    input: { limit: 50 },
  },
];

/** Log groups and metric filters, which AWS Config does not record. */
export const logs: Collector = { actions };
