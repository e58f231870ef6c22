import type { Action } from '../action.ts';
import { regionOfDistributions } from '../answer.ts';
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
  ...(['DeliverySources', 'Deliveries'] as const).map(
    (name): Action => ({
      api: `logs:Describe${name}`,
      scope: 'region',
      gives: 'where services deliver their logs',
      kinds: [],
      describes: ['cloudfront-distribution'],
      fields: [name === 'Deliveries' ? 'deliveries' : 'deliverySources'],
      lists:
        name === 'Deliveries'
          ? { deliveries: 'AWS::Logs::Delivery' }
          : { deliverySources: 'AWS::Logs::DeliverySource' },
      token: 'nextToken',
      input: { limit: 50 },
      // The logs of distributions are delivered from one region:
      // https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/standard-logging.html
      inputs: ({ region }) => (region === regionOfDistributions ? [{}] : []),
    }),
  ),
];

/** Log groups and metric filters, which AWS Config does not record. */
export const logs: Collector = { actions };
