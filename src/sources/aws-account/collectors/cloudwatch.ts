import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'cloudwatch:DescribeAlarms',
    scope: 'region',
    gives: 'composite alarms',
    kinds: ['alarm'],
    fields: ['CompositeAlarms'],
    lists: { CompositeAlarms: 'AWS::CloudWatch::CompositeAlarm' },
    token: 'NextToken',
    input: { AlarmTypes: ['CompositeAlarm'], MaxRecords: 100 },
  },
];

/** Composite alarms, which AWS Config does not record. */
export const cloudwatch: Collector = { actions };
