import { type Alarm, type Level, metricAlarms, topicOf } from '../alerts.ts';
import { logGroups, logGroupTags, metricFilters } from '../log-groups.ts';
import { trails } from '../trails.ts';
import { account, arnOf, cajaTags, home, type Tags, uuid } from '../words.ts';
import type { ServiceAnswer } from './service-answer.ts';

const composite = 'caja-prod-monitoring-api-down';

function described(name: string, actions: readonly string[]) {
  return {
    AlarmName: name,
    AlarmArn: arnOf('cloudwatch', `alarm:${name}`),
    AlarmConfigurationUpdatedTimestamp: '2026-03-04T08:15:30.120Z',
    ActionsEnabled: true,
    OKActions: [],
    AlarmActions: actions,
    InsufficientDataActions: [],
    StateValue: 'OK',
  };
}

function metricAlarm({ name, namespace, metric, dimensions, tells, comparison }: Alarm) {
  return {
    ...described(name, tells === undefined ? [] : [topicOf(tells)]),
    MetricName: metric,
    Namespace: namespace,
    Statistic: 'Average',
    Dimensions: Object.entries(dimensions).map(([Name, Value]) => ({ Name, Value })),
    Period: 60,
    EvaluationPeriods: 5,
    Threshold: 80,
    ComparisonOperator: comparison ?? 'GreaterThanThreshold',
    TreatMissingData: 'missing',
  };
}

/** One of the two alarms with which target tracking keeps the service in shape; it tells nobody. */
function trackingAlarm() {
  const name = `TargetTracking-service/caja-prod-platform/caja-prod-api-AlarmHigh-${uuid('alarm high')}`;
  const policy = arnOf(
    'autoscaling',
    `scalingPolicy:${uuid('caja-prod-api')}:resource/ecs/service/caja-prod-platform/caja-prod-api:policyName/caja-prod-api-cpu`,
  );
  return {
    ...metricAlarm({
      name,
      namespace: 'AWS/ECS',
      metric: 'CPUUtilization',
      dimensions: { ClusterName: 'caja-prod-platform', ServiceName: 'caja-prod-api' },
    }),
    AlarmActions: [policy],
  };
}

function alarmAnswer(region: string): ServiceAnswer {
  const isHome = region === home;
  const rule = ['api-unhealthy', 'api-tasks'].map((name) => `ALARM("caja-prod-monitoring-${name}")`);
  const whole = { ...described(composite, [topicOf('critical')]), AlarmRule: rule.join(' OR ') };
  return {
    api: 'cloudwatch:DescribeAlarms',
    output: {
      CompositeAlarms: isHome ? [whole] : [],
      MetricAlarms: isHome ? [...metricAlarms.map(metricAlarm), trackingAlarm()] : [],
    },
  };
}

function subscription(level: Level, Protocol: string, Endpoint: string, isConfirmed = true) {
  const id = `${topicOf(level)}:${uuid(`${level} ${Endpoint}`)}`;
  return {
    SubscriptionArn: isConfirmed ? id : 'PendingConfirmation',
    Owner: account,
    Protocol,
    Endpoint,
    TopicArn: topicOf(level),
  };
}

const subscriptions = [
  subscription('critical', 'https', 'https://events.pagerduty.com/[redacted]'),
  subscription('critical', 'email', 'on-call@caja.example.com'),
  // Asked in March and never answered.
  subscription('warning', 'https', 'https://events.pagerduty.com/[redacted]', false),
  subscription('warning', 'email', 'platform-team@caja.example.com'),
  subscription('information', 'http', 'http://hooks.caja.example.com/[redacted]'),
];

/** Regions other than its own show a shadow of a trail of every region. */
function trailAnswers(region: string): readonly ServiceAnswer[] {
  const isHome = region === home;
  const shown = trails.filter(({ settings }) => isHome || settings.IsMultiRegionTrail === true);
  return [
    { api: 'cloudtrail:DescribeTrails', output: { trailList: shown.map(({ settings }) => settings) } },
    ...(isHome ? trails : []).flatMap(({ arn, status, selectors }) => [
      { api: 'cloudtrail:GetTrailStatus', input: { Name: arn }, output: status },
      {
        api: 'cloudtrail:GetEventSelectors',
        input: { TrailName: arn },
        output: { TrailARN: arn, EventSelectors: selectors },
      },
    ]),
  ];
}

/** What services of this area answer in a region, or for the account (`global`). */
export function monitoringAnswers(region: string): readonly ServiceAnswer[] {
  if (region === 'global') return [];
  return [
    alarmAnswer(region),
    { api: 'logs:DescribeLogGroups', output: { logGroups: logGroups(region) } },
    { api: 'logs:DescribeMetricFilters', output: { metricFilters: region === home ? metricFilters : [] } },
    { api: 'sns:ListSubscriptions', output: { Subscriptions: region === home ? subscriptions : [] } },
    ...trailAnswers(region),
  ];
}

/** Tags that these services do not list themselves. */
export function monitoringTags(region: string): readonly (readonly [arn: string, tags: Tags])[] {
  if (region !== home) return logGroupTags(region);
  return [
    ...metricAlarms.map(({ name, tags = {} }) => [arnOf('cloudwatch', `alarm:${name}`), tags] as const),
    [arnOf('cloudwatch', `alarm:${composite}`), cajaTags('monitoring', composite)],
    ...trails.map(({ arn, tags }) => [arn, tags] as const),
    ...logGroupTags(region),
  ];
}
