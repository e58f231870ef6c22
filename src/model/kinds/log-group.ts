import { defineKind, int, many, one, string } from '../kind.ts';

export const logGroup = defineKind({
  name: 'log-group',
  title: 'Log group',
  service: 'logs',
  meaning: 'A log group of CloudWatch Logs',
  attributes: {
    groupName: string('Name of the group', { optional: true }),
    retentionDays: int('Days that events are kept; 0 is for ever', { unit: 'days' }),
    kmsKeyId: string("KMS key, by ARN; without one the group is encrypted by the service's own", {
      optional: true,
    }),
  },
  relations: {
    kmsKey: one('kms-key', { mine: 'kmsKeyId' }, 'The key that encrypts it'),
    metricFilters: many('metric-filter', { theirs: 'logGroupName' }, 'Metric filters on it'),
  },
});
