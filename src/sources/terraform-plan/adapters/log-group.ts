import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { isScope, readBlock, readInt, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/**
 * `aws_cloudwatch_log_group`. Without a word, events are kept for ever, encrypted with a key of CloudWatch Logs' own.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/encrypt-log-data-kms.html
 */
export function adaptLogGroup(at: Scope): FactsOf<Kinds['log-group']> {
  return {
    groupName: readString(at, 'name'),
    retentionDays: readInt(at, 'retention_in_days', { default: 0 }),
    kmsKeyId: readString(at, 'kms_key_id', 'absent'),
  };
}

/** CloudTrail and others name a group by its ARN with all its streams. */
export function aliasesOfLogGroup(at: Scope): readonly string[] {
  const arn = at.values.arn;
  return typeof arn === 'string' && arn !== '' ? [`${arn}:*`] : [];
}

/** `aws_cloudwatch_log_metric_filter`. */
export function adaptMetricFilter(at: Scope): FactsOf<Kinds['metric-filter']> {
  const metric = readBlock(at, 'metric_transformation');
  const read = (key: string): Fact<string> =>
    isScope(metric) ? readString(metric, key) : (metric ?? readString(at, key));
  return {
    filterName: readString(at, 'name'),
    logGroupName: readString(at, 'log_group_name'),
    // An empty pattern is one: it fits every event.
    pattern: readString(at, 'pattern', { always: '' }),
    namespace: read('namespace'),
    metricName: read('name'),
  };
}

/** Alarms on the metric that it makes name that, not the filter. */
export function aliasesOfMetricFilter(at: Scope): readonly string[] {
  const { namespace, metricName } = adaptMetricFilter(at);
  return namespace.state === 'known' && metricName.state === 'known'
    ? [`${namespace.value}/${metricName.value}`]
    : [];
}
