import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { JsonObject } from '../item.ts';
import type { ItemReader } from './item-reader.ts';
import { textAt } from './listing.ts';

/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_LogGroup.html */
export function adaptLogGroup(item: ItemReader): FactsOf<Kinds['log-group']> {
  return {
    groupName: item.string('logGroupName'),
    // Left out where events never expire.
    retentionDays: item.int('retentionInDays', { default: 0 }),
    kmsKeyId: item.string('kmsKeyId', 'absent'),
  };
}

/** The ARN without `:*`, which older answers hold alone. */
export function arnOfLogGroup(element: JsonObject): string | undefined {
  return textAt(element, 'logGroupArn') ?? textAt(element, 'arn')?.replace(/:\*$/, '');
}

/** CloudTrail and others name a group by its ARN with all its streams. */
export function aliasesOfLogGroup(element: JsonObject): readonly string[] {
  const arn = arnOfLogGroup(element);
  return arn === undefined ? [] : [`${arn}:*`];
}

/**
 * A filter makes one metric: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutMetricFilter.html
 */
export function adaptMetricFilter(item: ItemReader): FactsOf<Kinds['metric-filter']> {
  const path = 'metricTransformations';
  const metrics = item.list(path, (metric) => ({
    namespace: metric.string('metricNamespace'),
    metricName: metric.string('metricName'),
  }));
  const first = metrics.state === 'known' ? metrics.value.items[0] : undefined;
  const cause = (): Fact<never> =>
    metrics.state === 'unknown' ? metrics : item.unknown(path, 'unreadable', 'it makes no metric');
  return {
    filterName: item.string('filterName'),
    logGroupName: item.string('logGroupName'),
    // An empty pattern is one: it fits every event.
    pattern: item.string('filterPattern', { always: '' }),
    ...(first?.state === 'known' ? first.value : { namespace: cause(), metricName: cause() }),
  };
}

/** Alarms on the metric that it makes name that, not the filter. */
export function aliasesOfMetricFilter(element: JsonObject): readonly string[] {
  const metrics = element.metricTransformations;
  return (Array.isArray(metrics) ? (metrics as readonly JsonObject[]) : []).map(
    ({ metricNamespace, metricName }) => `${String(metricNamespace)}/${String(metricName)}`,
  );
}
