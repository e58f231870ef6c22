import { absent, type Fact, known } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBool, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';
import type { PhaseView } from '../view.ts';
import { listOf, readWatched, type Texts, valuesOf } from './alarm-metrics.ts';

type Alarm = FactsOf<Kinds['alarm']>;

/**
 * `aws_cloudwatch_metric_alarm`. Defaults are those of PutMetricAlarm.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutMetricAlarm.html
 */
export function adaptMetricAlarm(at: Scope, view: PhaseView): Alarm {
  const { metrics, dimensions } = readWatched(at);
  return {
    alarmName: readString(at, 'alarm_name'),
    composite: known(false, at.place, 'type'),
    members: known({ items: [] }, at.place, 'type'),
    metrics,
    dimensions,
    watches: valuesOf(dimensions),
    comparison: readString(at, 'comparison_operator'),
    ...readActions(at, view),
    missingData: readString(at, 'treat_missing_data', { default: 'missing' }),
  };
}

/** `aws_cloudwatch_composite_alarm`: it has no metric of its own, and no treatment of missing data. */
export function adaptCompositeAlarm(at: Scope, view: PhaseView): Alarm {
  return {
    alarmName: readString(at, 'alarm_name'),
    composite: known(true, at.place, 'type'),
    members: readMembers(at),
    metrics: known({ items: [] }, at.place, 'type'),
    dimensions: known({ entries: {} }, at.place, 'type'),
    watches: known({ items: [] }, at.place, 'type'),
    comparison: absent(at.place, 'type'),
    ...readActions(at, view),
    missingData: absent(at.place, 'type'),
  };
}

export function nameOfAlarm(at: Scope): Fact<string> {
  return readString(at, 'alarm_name');
}

/** Dimensions hold no alarm's name, but composite alarms and links do. */
export function aliasesOfAlarm(at: Scope): readonly string[] {
  const name = nameOfAlarm(at);
  return name.state === 'known' ? [name.value] : [];
}

type Actions = Pick<
  Alarm,
  'actionsEnabled' | 'hasActions' | 'alarmActions' | 'topicArns' | 'scalesOnly' | 'okActions'
>;

function readActions(at: Scope, view: PhaseView): Actions {
  const alarmActions = readStrings(at, 'alarm_actions');
  return {
    actionsEnabled: readBool(at, 'actions_enabled', { default: true }),
    hasActions: isFilled(alarmActions),
    alarmActions,
    topicArns: topicsAmong(alarmActions, view),
    scalesOnly: isForScaling(alarmActions, view),
    okActions: readStrings(at, 'ok_actions'),
  };
}

/** A set with one element that is known later is unknown as a whole, but not empty. */
function isFilled(actions: Texts): Fact<boolean> {
  const { place, path } = actions;
  if (actions.state === 'unknown') return actions.set === true ? known(true, place, path) : actions;
  return known(actions.state === 'known' && actions.value.items.length > 0, place, path);
}

const topicArn = /^arn:[^:]*:sns:/;

/** Other actions scale, reboot or open an incident: they are no links to a topic. */
function topicsAmong(actions: Texts, view: PhaseView): Texts {
  if (actions.state === 'absent') return actions;
  if (actions.state === 'unknown') {
    const references = actions.references.filter(({ targets }) => mayBeTopic(targets, view));
    const isNone = references.length === 0 && actions.references.length > 0;
    return isNone ? known({ items: [] }, actions.place, actions.path) : { ...actions, references };
  }
  const items = actions.value.items.filter((item) => item.state !== 'known' || topicArn.test(item.value));
  return { ...actions, value: { ...actions.value, items } };
}

const scaling = /^arn:[^:]*:autoscaling:/;
const scalingTypes = ['aws_appautoscaling_policy', 'aws_autoscaling_policy'];

/** Alarms of scaling policies start these, and nothing else. */
function isForScaling(actions: Texts, view: PhaseView): Fact<boolean> {
  const { place, path } = actions;
  if (actions.state === 'absent') return known(false, place, path);
  if (actions.state === 'known') {
    const { items } = actions.value;
    const unknownItem = items.find((item) => item.state === 'unknown');
    const isOther = items.some((item) => item.state === 'known' && !scaling.test(item.value));
    if (items.length === 0 || isOther) return known(false, place, path);
    return unknownItem?.state === 'unknown' ? unknownItem : known(true, place, path);
  }
  const types = actions.references.map(({ targets }) => targets.map((target) => view.at(target)?.type));
  const isOther = types.some((some) => some.length > 0 && !some.some((type) => mayScale(type)));
  if (isOther) return known(false, place, path);
  const isWhole = types.length > 0 && types.every((some) => some.length > 0 && some.every(isScaling));
  return isWhole ? known(true, place, path) : actions;
}

function isScaling(type: string | undefined): boolean {
  return type !== undefined && scalingTypes.includes(type);
}

function mayScale(type: string | undefined): boolean {
  return type === undefined || isScaling(type);
}

function mayBeTopic(targets: readonly string[], view: PhaseView): boolean {
  return targets.length === 0 || targets.some((target) => (view.at(target)?.type ?? topicType) === topicType);
}

const topicType = 'aws_sns_topic';

/**
 * The alarms that set it off: `ALARM("name") OR ALARM(arn)`. Those that keep it quiet (`NOT ALARM(maintenance)`) are none of
 * them. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_PutCompositeAlarm.html
 */
function readMembers(at: Scope): Texts {
  const rule = readString(at, 'alarm_rule');
  if (rule.state === 'absent') return rule;
  if (rule.state === 'known') {
    const items = [...rule.value.matchAll(/(NOT\s+)?\bALARM\s*\(\s*["']?([^"')]+?)["']?\s*\)/gi)]
      .filter(([, not]) => not === undefined)
      .map(([, , name = '']) => known(name, at.place, rule.path));
    return known({ items }, at.place, rule.path);
  }
  const followed = rule.references.filter(({ targets }) => targets.length === 1);
  const items = followed.map((reference): Fact<string> => ({ ...rule, references: [reference] }));
  const isWhole = followed.length > 0 && followed.length === rule.references.length;
  return known(listOf(items, isWhole ? undefined : rule), at.place, rule.path);
}
