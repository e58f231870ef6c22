import type { JsonObject } from '../../item.ts';
import { adaptCompositeAlarm, adaptMetricAlarm, isMadeForTracking } from '../alarm.ts';
import { adaptBudget, arnOfBudget, tagsOfBudget } from '../budget.ts';
import { adaptDescribedTrail, isShadow } from '../cloudtrail-trail.ts';
import { type Listing, textAt } from '../listing.ts';
import {
  adaptLogGroup,
  adaptMetricFilter,
  aliasesOfLogGroup,
  aliasesOfMetricFilter,
  arnOfLogGroup,
} from '../log-group.ts';
import { adaptSnsSubscription, isUnconfirmed } from '../sns-subscription.ts';
import { tagsTold } from '../tags-told.ts';

/** Alarms of both sorts are described by one answer. */
const describedAlarm: Pick<Listing, 'api' | 'kind' | 'id' | 'arn' | 'name' | 'tags'> = {
  api: 'cloudwatch:DescribeAlarms',
  kind: 'alarm',
  id: (element) => textAt(element, 'AlarmName'),
  arn: (element) => textAt(element, 'AlarmArn'),
  name: 'AlarmName',
  tags: (element, { answers }) => tagsTold(answers, textAt(element, 'AlarmArn')),
};

function accountOf(trail: JsonObject): string | undefined {
  return textAt(trail, 'TrailARN')?.split(':')[4];
}

/** Lists of this area that services answer for themselves. */
export const monitoring: readonly Listing[] = [
  {
    api: 'budgets:DescribeBudgets',
    list: 'Budgets',
    type: 'AWS::Budgets::Budget',
    kind: 'budget',
    id: (element) => textAt(element, 'BudgetName'),
    arn: arnOfBudget,
    name: 'BudgetName',
    tags: tagsOfBudget,
    adapt: () => adaptBudget,
  },
  {
    api: 'cloudtrail:DescribeTrails',
    list: 'trailList',
    type: 'AWS::CloudTrail::Trail',
    kind: 'cloudtrail-trail',
    id: (element) => textAt(element, 'TrailARN'),
    leavesOut: isShadow,
    arn: (element) => textAt(element, 'TrailARN'),
    name: 'Name',
    // A trail of the organisation's is named and tagged in the account that holds it.
    taggable: (element, { account }) => (accountOf(element) === account ? undefined : false),
    tags: (element, { account, answers }) =>
      accountOf(element) === account ? tagsTold(answers, textAt(element, 'TrailARN')) : undefined,
    adapt: () => adaptDescribedTrail,
  },
  {
    ...describedAlarm,
    list: 'CompositeAlarms',
    type: 'AWS::CloudWatch::CompositeAlarm',
    adapt: () => adaptCompositeAlarm,
  },
  {
    ...describedAlarm,
    list: 'MetricAlarms',
    type: 'AWS::CloudWatch::Alarm',
    // AWS's own are nobody's to name, to tag or to be told by.
    leavesOut: (element) => isMadeForTracking(textAt(element, 'AlarmName') ?? ''),
    adapt: () => adaptMetricAlarm,
  },
  {
    api: 'logs:DescribeLogGroups',
    list: 'logGroups',
    type: 'AWS::Logs::LogGroup',
    kind: 'log-group',
    id: (element) => textAt(element, 'logGroupName'),
    arn: arnOfLogGroup,
    name: 'logGroupName',
    tags: (element, { answers }) => tagsTold(answers, arnOfLogGroup(element)),
    identities: aliasesOfLogGroup,
    adapt: () => adaptLogGroup,
  },
  {
    api: 'logs:DescribeMetricFilters',
    list: 'metricFilters',
    type: 'AWS::Logs::MetricFilter',
    kind: 'metric-filter',
    id: (element) => {
      const [group, filter] = [textAt(element, 'logGroupName'), textAt(element, 'filterName')];
      return group === undefined || filter === undefined ? undefined : `${group}/${filter}`;
    },
    name: 'filterName',
    identities: aliasesOfMetricFilter,
    adapt: () => adaptMetricFilter,
  },
  {
    api: 'sns:ListSubscriptions',
    list: 'Subscriptions',
    type: 'AWS::SNS::Subscription',
    kind: 'sns-subscription',
    id: (element) => textAt(element, 'SubscriptionArn'),
    leavesOut: isUnconfirmed,
    arn: (element) => textAt(element, 'SubscriptionArn'),
    adapt: () => adaptSnsSubscription,
  },
];
