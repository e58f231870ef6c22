import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'cloudwatch:DescribeAlarms',
    scope: 'region',
    gives: 'alarms',
    kinds: ['alarm'],
    fields: ['CompositeAlarms', 'MetricAlarms'],
    lists: {
      CompositeAlarms: 'AWS::CloudWatch::CompositeAlarm',
      MetricAlarms: 'AWS::CloudWatch::Alarm',
    },
    token: 'NextToken',
    // Without a word on types it describes alarms on metrics alone.
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_DescribeAlarms.html
    input: { AlarmTypes: ['CompositeAlarm', 'MetricAlarm'], MaxRecords: 100 },
  },
];

/** Alarms: of composite ones and of the metrics in an expression AWS Config tells nothing. */
export const cloudwatch: Collector = { actions };
