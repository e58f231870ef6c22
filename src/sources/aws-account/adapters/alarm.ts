import type { Fact, ListValue, MapValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import type { ItemReader } from './item-reader.ts';

type Alarm = FactsOf<Kinds['alarm']>;
type Texts = Fact<ListValue<string>>;

/**
 * `AWS::CloudWatch::Alarm` of AWS Config, which is an alarm on metrics: it has no type for composite alarms.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricAlarm.html
 */
export function adaptAlarm(item: ItemReader): Alarm {
  const alarmActions = item.strings('configuration.alarmActions');
  return {
    alarmName: item.string('configuration.alarmName'),
    composite: item.known('resourceType', false),
    members: item.known('resourceType', { items: [] }),
    ...watched(item),
    comparison: item.string('configuration.comparisonOperator'),
    actionsEnabled: item.bool('configuration.actionsEnabled'),
    hasActions: isFilled(alarmActions),
    alarmActions,
    topicArns: topicsAmong(alarmActions),
    okActions: item.strings('configuration.okactions'),
    // "If this parameter is omitted, the default behavior of missing is used", the same page.
    missingData: item.string('configuration.treatMissingData', { default: 'missing' }),
  };
}

/** An alarm on an expression has no metric of its own, and AWS Config does not record those of the expression. */
function watched(item: ItemReader): Pick<Alarm, 'metrics' | 'dimensions' | 'watches'> {
  const path = 'configuration.metricName';
  const name = item.string(path, 'absent');
  const namespace = item.string('configuration.namespace', 'absent');
  if (name.state !== 'known' || namespace.state !== 'known') {
    const detail = 'AWS Config does not record the metrics of an expression';
    const cause =
      [name, namespace].find(({ state }) => state === 'unknown') ??
      item.unknown(path, 'not-recorded', detail);
    const unknown = cause as Fact<never>;
    return { metrics: unknown, dimensions: unknown, watches: unknown };
  }
  const metric = item.known(path, `${namespace.value}/${name.value}`);
  const dimensions = dimensionsOf(item);
  return { metrics: item.known(path, { items: [metric] }), dimensions, watches: valuesOf(dimensions) };
}

function dimensionsOf(item: ItemReader): Fact<MapValue<string>> {
  const path = 'configuration.dimensions';
  const pairs = item.list(path, (pair) => [pair.string('name'), pair.string('value')] as const);
  if (pairs.state !== 'known') return pairs;
  const entries: Record<string, Fact<string>> = {};
  for (const pair of pairs.value.items) {
    const [name, value] = pair.state === 'known' ? pair.value : [];
    if (name?.state !== 'known' || value === undefined)
      return item.unknown(path, 'unreadable', 'a dimension of it has no name');
    entries[name.value] = value;
  }
  return item.known(path, { entries });
}

function valuesOf(dimensions: Fact<MapValue<string>>): Texts {
  if (dimensions.state !== 'known') return dimensions;
  return { ...dimensions, value: { items: Object.values(dimensions.value.entries) } };
}

function isFilled(actions: Texts): Fact<boolean> {
  return actions.state === 'known' ? { ...actions, value: actions.value.items.length > 0 } : actions;
}

/** Other actions scale, reboot or open an incident: they are no links to a topic. */
function topicsAmong(actions: Texts): Texts {
  if (actions.state !== 'known') return actions;
  const isTopic = (action: Fact<string>) => action.state !== 'known' || /^arn:[^:]*:sns:/.test(action.value);
  return { ...actions, value: { ...actions.value, items: actions.value.items.filter(isTopic) } };
}
