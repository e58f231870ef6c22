import { targetGroupArn } from './balancers.ts';
import { keyArn } from './keys.ts';
import { type Row, row } from './rows.ts';
import { account, arnOf, cajaTags, hex, home, policy, type Tags } from './words.ts';

const prefix = 'caja-prod-monitoring';

export type Level = 'critical' | 'warning' | 'information';

export function topicOf(level: Level): string {
  return arnOf('sns', `${prefix}-${level}`);
}

/** The key by which each topic is encrypted: one of Caja's own, AWS's (which alarms may not use), and none. */
const topicKeys: Readonly<Record<Level, string | undefined>> = {
  critical: keyArn(`${prefix}-alerts`),
  warning: 'alias/aws/sns',
  information: undefined,
};

function topicRow(level: Level): Row {
  const arn = topicOf(level);
  const name = `${prefix}-${level}`;
  const key = topicKeys[level];
  return row('AWS::SNS::Topic', {
    id: arn,
    name,
    arn,
    tags: cajaTags('monitoring', name),
    tagsIn: 'supplementary.Tags',
    configuration: {
      TopicArn: arn,
      Owner: account,
      Policy: policy({
        Effect: 'Allow',
        Principal: { AWS: `arn:aws:iam::${account}:root` },
        Action: 'SNS:Publish',
        Resource: arn,
      }),
      ...(key === undefined ? {} : { KmsMasterKeyId: key }),
    },
  });
}

export interface Alarm {
  readonly name: string;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: Readonly<Record<string, string>>;
  readonly tells?: Level;
  readonly comparison?: string;
  readonly tags?: Tags;
}

const api = 'caja-prod-api';

/** How metrics name a target group: by the end of its ARN. */
function targetGroupOf(name: string): string {
  return targetGroupArn(name).split(':').at(-1) ?? name;
}

const balancer = { LoadBalancer: `app/${api}/${hex(api, 16)}` };
const service = { ClusterName: 'caja-prod-platform', ServiceName: api };
const database = { DBInstanceIdentifier: 'caja-prod-database' };
const cluster = { DBClusterIdentifier: 'caja-prod-analytics' };
const below = 'LessThanThreshold';

/** What Caja's stack watches, and what two people have added by hand. */
export const alarms: readonly Alarm[] = [
  {
    name: 'api-5xx',
    namespace: 'AWS/ApplicationELB',
    metric: 'HTTPCode_Target_5XX_Count',
    dimensions: balancer,
    tells: 'critical',
  },
  {
    name: 'api-latency',
    namespace: 'AWS/ApplicationELB',
    metric: 'TargetResponseTime',
    dimensions: balancer,
    tells: 'warning',
  },
  {
    name: 'api-unhealthy',
    namespace: 'AWS/ApplicationELB',
    metric: 'UnHealthyHostCount',
    dimensions: { ...balancer, TargetGroup: targetGroupOf(api) },
    tells: 'critical',
  },
  { name: 'api-cpu', namespace: 'AWS/ECS', metric: 'CPUUtilization', dimensions: service, tells: 'warning' },
  {
    name: 'api-tasks',
    namespace: 'ECS/ContainerInsights',
    metric: 'RunningTaskCount',
    dimensions: service,
    tells: 'critical',
    comparison: below,
  },
  ...['blue', 'green'].map((color) => ({
    name: `payments-${color}-unhealthy`,
    namespace: 'AWS/ApplicationELB',
    metric: 'UnHealthyHostCount',
    dimensions: { ...balancer, TargetGroup: targetGroupOf(`caja-prod-payments-${color}`) },
    tells: 'critical' as const,
  })),
  {
    name: 'payments-cpu',
    namespace: 'AWS/ECS',
    metric: 'CPUUtilization',
    dimensions: { ...service, ServiceName: 'caja-prod-payments' },
    tells: 'warning',
  },
  { name: 'api-errors', namespace: 'Caja/Api', metric: 'Errors', dimensions: {}, tells: 'warning' },
  {
    name: 'database-cpu',
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    dimensions: database,
    tells: 'warning',
  },
  {
    name: 'database-connections',
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnections',
    dimensions: database,
    tells: 'critical',
  },
  {
    name: 'database-storage',
    namespace: 'AWS/RDS',
    metric: 'FreeStorageSpace',
    dimensions: database,
    tells: 'critical',
    comparison: below,
  },
  {
    name: 'analytics-cpu',
    namespace: 'AWS/RDS',
    metric: 'CPUUtilization',
    dimensions: cluster,
    tells: 'warning',
  },
  // Its mail goes to people who sleep at night.
  {
    name: 'analytics-connections',
    namespace: 'AWS/RDS',
    metric: 'DatabaseConnections',
    dimensions: cluster,
    tells: 'warning',
  },
].map(({ name, ...alarm }) => ({
  ...alarm,
  name: `${prefix}-${name}`,
  tags: cajaTags('monitoring', `${prefix}-${name}`),
})) as readonly Alarm[];

/** Made by hand in 2024, and nobody is told by it. */
const forgotten: Alarm = {
  name: 'exports-nightly-errors',
  namespace: 'AWS/Lambda',
  metric: 'Errors',
  dimensions: { FunctionName: 'exports-nightly' },
};

export const metricAlarms: readonly Alarm[] = [...alarms, forgotten];

/** Rows of AWS Config, which does not capture the tags of alarms. */
function alarmRow({ name, namespace, metric, dimensions, tells, comparison }: Alarm): Row {
  return row('AWS::CloudWatch::Alarm', {
    id: name,
    name,
    arn: arnOf('cloudwatch', `alarm:${name}`),
    configuration: {
      alarmName: name,
      alarmArn: arnOf('cloudwatch', `alarm:${name}`),
      actionsEnabled: true,
      alarmActions: tells === undefined ? [] : [topicOf(tells)],
      okactions: [],
      insufficientDataActions: [],
      namespace,
      metricName: metric,
      dimensions: Object.entries(dimensions).map(([key, value]) => ({ name: key, value })),
      comparisonOperator: comparison ?? 'GreaterThanThreshold',
    },
    status: 'ResourceDiscovered',
  });
}

interface EventRule {
  readonly name: string;
  readonly tags: Tags;
  readonly pattern?: Readonly<Record<string, readonly string[]>>;
  readonly schedule?: string;
  readonly targets: readonly string[];
}

const eventRules: readonly EventRule[] = [
  {
    name: `${prefix}-deployments`,
    tags: cajaTags('monitoring', `${prefix}-deployments`),
    pattern: { source: ['aws.ecs'], 'detail-type': ['ECS Deployment State Change'] },
    targets: [topicOf('information')],
  },
  {
    name: `${prefix}-scaling`,
    tags: cajaTags('monitoring', `${prefix}-scaling`),
    pattern: {
      source: ['aws.application-autoscaling'],
      'detail-type': ['Application Auto Scaling Scaling Activity State Change'],
    },
    targets: [topicOf('information')],
  },
  // Its function was deleted, and the rule stayed.
  {
    name: 'caja-prod-exports-nightly',
    tags: cajaTags('exports', 'caja-prod-exports-nightly'),
    schedule: 'cron(15 1 * * ? *)',
    targets: [],
  },
];

function eventRuleRow({ name, tags, pattern, schedule, targets }: EventRule): Row {
  const arn = arnOf('events', `rule/${name}`, home);
  return row('AWS::Events::Rule', {
    id: name,
    name,
    arn,
    tags,
    tagsIn: 'configuration.Tags',
    configuration: {
      Name: name,
      Arn: arn,
      EventBusName: 'default',
      State: 'ENABLED',
      ...(pattern === undefined ? {} : { EventPattern: pattern }),
      ...(schedule === undefined ? {} : { ScheduleExpression: schedule }),
      Targets: targets.map((target, index) => ({ Id: `target-${index + 1}`, Arn: target })),
    },
  });
}

/** Topics, alarms on metrics and rules of EventBridge. */
export function alertRows(): readonly Row[] {
  return [
    ...(['critical', 'warning', 'information'] as const).map(topicRow),
    ...metricAlarms.map(alarmRow),
    ...eventRules.map(eventRuleRow),
  ];
}
