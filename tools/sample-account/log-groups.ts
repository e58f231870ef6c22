import { keyArn } from './keys.ts';
import { arnOf, cajaTags, edge, home, type Tags } from './words.ts';

interface LogGroup {
  readonly name: string;
  readonly tags: Tags;
  readonly region?: string;
  /** For ever without it. */
  readonly days?: number;
  /** Alias of its key; CloudWatch Logs' own without one. */
  readonly key?: string;
  readonly filters?: number;
}

const key = 'caja-prod-monitoring-logs';

const groups: readonly LogGroup[] = [
  { name: '/caja/prod/api', tags: cajaTags('api', 'caja-prod-api'), days: 365, key, filters: 2 },
  { name: '/caja/prod/refunds', tags: cajaTags('payments', 'caja-prod-refunds'), days: 365, key },
  {
    name: '/caja/prod/account/trail',
    tags: cajaTags('account', 'caja-prod-account-trail'),
    days: 365,
    key,
  },
  {
    name: '/caja/prod/network/flow-logs',
    tags: cajaTags('network', 'caja-prod-network-flow-logs'),
    days: 365,
    key,
  },
  ...['postgresql', 'upgrade'].map((log) => ({
    name: `/aws/rds/instance/caja-prod-database/${log}`,
    tags: cajaTags('database', 'caja-prod-database-logs'),
    days: 365,
    key,
  })),
  {
    name: 'aws-waf-logs-caja-prod-web',
    tags: cajaTags('web', 'caja-prod-web-waf'),
    region: edge,
    days: 365,
    key: 'caja-prod-web-waf',
  },
  // AWS makes these when something writes to them first, and nobody has looked at them since.
  { name: '/aws/lambda/exports-nightly', tags: {} },
  { name: '/aws/ecs/containerinsights/caja-prod-platform/performance', tags: {}, days: 1 },
];

function groupArn(name: string, region: string): string {
  return arnOf('logs', `log-group:${name}`, region);
}

function inRegion(region: string): readonly LogGroup[] {
  return groups.filter((group) => (group.region ?? home) === region);
}

/** As CloudWatch Logs describes them. */
export function logGroups(region: string): readonly Readonly<Record<string, unknown>>[] {
  return inRegion(region).map(({ name, days, key: alias, filters = 0 }) => ({
    logGroupName: name,
    creationTime: 1741076400000,
    ...(days === undefined ? {} : { retentionInDays: days }),
    metricFilterCount: filters,
    arn: `${groupArn(name, region)}:*`,
    storedBytes: 0,
    ...(alias === undefined ? {} : { kmsKeyId: keyArn(alias, region) }),
    logGroupClass: 'STANDARD',
    logGroupArn: groupArn(name, region),
  }));
}

export function logGroupTags(region: string): readonly (readonly [arn: string, tags: Tags])[] {
  return inRegion(region).map(({ name, tags }) => [groupArn(name, region), tags]);
}

function metricFilter(name: string, pattern: string, metric: string) {
  return {
    filterName: `caja-prod-monitoring-${name}`,
    filterPattern: pattern,
    metricTransformations: [{ metricName: metric, metricNamespace: 'Caja/Api', metricValue: '1' }],
    creationTime: 1741076400000,
    logGroupName: '/caja/prod/api',
    applyOnTransformedLogs: false,
  };
}

/** One that an alarm watches, and one that was meant to be watched. */
export const metricFilters = [
  metricFilter('api-errors', '{ $.level = "ERROR" }', 'Errors'),
  metricFilter('api-failed-payments', '{ $.event = "payment_failed" }', 'FailedPayments'),
];
