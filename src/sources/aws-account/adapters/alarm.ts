import type { Fact } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import {
  type MetricPaths,
  metricsOfExpression,
  ownMetric,
  type Texts,
  valuesOf,
  type Watched,
} from './alarm-metrics.ts';
import type { ItemReader } from './item-reader.ts';
import type { ListedAt } from './listing.ts';

type Alarm = FactsOf<Kinds['alarm']>;

/** How one source writes the fields that both sorts of alarms have. */
interface AlarmPaths {
  readonly name: string;
  readonly enabled: string;
  readonly actions: string;
  readonly okActions: string;
}

/**
 * `AWS::CloudWatch::Alarm` of AWS Config, which is an alarm on metrics: it has no type for composite alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
 */
export function adaptAlarm(item: ItemReader): Alarm {
  const paths = {
    metricName: 'configuration.metricName',
    namespace: 'configuration.namespace',
    dimensions: 'configuration.dimensions',
  };
  const untold = (): Fact<never> =>
    item.unknown(paths.metricName, 'not-recorded', 'AWS Config does not record the metrics of an expression');
  return {
    ...ofAnySort(item, {
      name: 'configuration.alarmName',
      enabled: 'configuration.actionsEnabled',
      actions: 'configuration.alarmActions',
      okActions: 'configuration.okactions',
    }),
    ...onMetrics(item, 'resourceType', ownMetric(item, paths) ?? { metrics: untold(), dimensions: untold() }),
    comparison: item.string('configuration.comparisonOperator'),
    // "If this parameter is omitted, the default behavior of missing is used", the same page.
    missingData: item.string('configuration.treatMissingData', { default: 'missing' }),
  };
}

const serviceAlarm: AlarmPaths = {
  name: 'AlarmName',
  enabled: 'ActionsEnabled',
  actions: 'AlarmActions',
  okActions: 'OKActions',
};

const serviceMetric: MetricPaths = {
  metricName: 'MetricName',
  namespace: 'Namespace',
  dimensions: 'Dimensions',
};

/** An alarm on metrics, as CloudWatch itself describes it. */
export function adaptMetricAlarm(item: ItemReader, { account }: ListedAt): Alarm {
  const own = ownMetric(item, serviceMetric);
  return {
    ...ofAnySort(item, serviceAlarm),
    ...onMetrics(item, 'AlarmArn', own ?? metricsOfExpression(item, 'Metrics', account)),
    comparison: item.string('ComparisonOperator'),
    missingData: item.string('TreatMissingData', { default: 'missing' }),
  };
}

/** A composite alarm has no metric of its own, and no treatment of missing data. */
export function adaptCompositeAlarm(item: ItemReader): Alarm {
  const none: Texts = item.known('AlarmRule', { items: [] });
  return {
    ...ofAnySort(item, serviceAlarm),
    composite: item.known('AlarmRule', true),
    members: membersOf(item),
    metrics: none,
    dimensions: item.known('AlarmRule', { entries: {} }),
    watches: none,
    comparison: item.absent('AlarmRule'),
    missingData: item.absent('AlarmRule'),
  };
}

type AnySort = Pick<
  Alarm,
  'alarmName' | 'actionsEnabled' | 'hasActions' | 'alarmActions' | 'topicArns' | 'scalesOnly' | 'okActions'
>;

function ofAnySort(item: ItemReader, paths: AlarmPaths): AnySort {
  const alarmActions = item.strings(paths.actions);
  return {
    alarmName: item.string(paths.name),
    actionsEnabled: item.bool(paths.enabled),
    hasActions: isFilled(alarmActions),
    alarmActions,
    topicArns: topicsAmong(alarmActions),
    scalesOnly: isForScaling(alarmActions),
    okActions: item.strings(paths.okActions),
  };
}

function onMetrics(item: ItemReader, path: string, { metrics, dimensions }: Watched) {
  return {
    composite: item.known(path, false),
    members: item.known(path, { items: [] as readonly Fact<string>[] }),
    metrics,
    dimensions,
    watches: valuesOf(dimensions),
  };
}

/**
 * The alarms that set it off: `ALARM("name") OR ALARM(arn)`. Those that keep it quiet (`NOT ALARM(maintenance)`) are none of
 * them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
function membersOf(item: ItemReader): Texts {
  const rule = item.string('AlarmRule');
  if (rule.state !== 'known') return rule as Fact<never>;
  const items = [...rule.value.matchAll(/(NOT\s+)?\bALARM\s*\(\s*["']?([^"')]+?)["']?\s*\)/gi)]
    .filter(([, not]) => not === undefined)
    .map(([, , name = '']) => item.known('AlarmRule', name));
  return item.known('AlarmRule', { items });
}

function isFilled(actions: Texts): Fact<boolean> {
  return actions.state === 'known' ? { ...actions, value: actions.value.items.length > 0 } : actions;
}

/** Scaling policies have alarms of their own, some of which AWS makes. */
function isForScaling(actions: Texts): Fact<boolean> {
  if (actions.state !== 'known') return actions as Fact<never>;
  const { items } = actions.value;
  const scales = (action: Fact<string>) =>
    action.state === 'known' && /^arn:[^:]*:autoscaling:/.test(action.value);
  return { ...actions, value: items.length > 0 && items.every(scales) };
}

/** Other actions scale, reboot or open an incident: they are no links to a topic. */
function topicsAmong(actions: Texts): Texts {
  if (actions.state !== 'known') return actions;
  const isTopic = (action: Fact<string>) => action.state !== 'known' || /^arn:[^:]*:sns:/.test(action.value);
  return { ...actions, value: { ...actions.value, items: actions.value.items.filter(isTopic) } };
}

/**
 * Target tracking makes alarms under names of its own, deletes them with the policy, and asks to leave them alone.
 * https://docs.aws.amazon.com/autoscaling/application/userguide/target-tracking-scaling-policy-overview.html
 */
export function isMadeForTracking(name: string): boolean {
  return name.startsWith('TargetTracking-');
}
