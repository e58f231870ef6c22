import { defineKind, many, one, string } from '../kind.ts';

export const metricFilter = defineKind({
  name: 'metric-filter',
  title: 'Metric filter',
  service: 'logs',
  meaning: 'What makes a metric of the events in a log group',
  attributes: {
    filterName: string('Name of the filter', { optional: true }),
    logGroupName: string('Log group that it reads', { optional: true }),
    pattern: string('Pattern of the events that count'),
    namespace: string('Namespace of the metric'),
    metricName: string('Name of the metric'),
  },
  relations: {
    logGroup: one('log-group', { mine: 'logGroupName' }, 'The log group that it reads'),
    alarms: many('alarm', { theirs: 'metrics' }, 'Alarms on the metric that it makes'),
  },
});
