import { account, cajaTags, type Tags, tagList } from '../words.ts';
import { containersTags } from './containers.ts';
import { databasesTags } from './databases.ts';
import { monitoringTags } from './monitoring.ts';
import { secretsTags } from './secrets.ts';
import type { ServiceAnswer } from './service-answer.ts';
import { storesTags } from './stores.ts';

interface Budget {
  readonly name: string;
  readonly amount: string;
  readonly tags: Tags;
  /** Shares of the amount at which somebody is told. */
  readonly tellsAt: readonly number[];
}

const budgets: readonly Budget[] = [
  {
    name: 'caja-prod-monitoring-monthly',
    amount: '9000.0',
    tags: cajaTags('monitoring', 'caja-prod-monitoring-monthly'),
    tellsAt: [80, 100],
  },
  // For a trial that was to last a month; nobody is told by it.
  { name: 'exports-trial', amount: '50.0', tags: {}, tellsAt: [] },
];

function described({ name, amount }: Budget) {
  return {
    BudgetName: name,
    BudgetLimit: { Amount: amount, Unit: 'USD' },
    CostFilters: {},
    TimeUnit: 'MONTHLY',
    TimePeriod: { Start: '2025-03-01T00:00:00.000Z', End: '2087-06-15T00:00:00.000Z' },
    CalculatedSpend: { ActualSpend: { Amount: '5120.77', Unit: 'USD' } },
    BudgetType: 'COST',
    LastUpdatedTime: '2026-11-19T21:40:00.000Z',
    BillingViewArn: `arn:aws:billing::${account}:billingview/primary`,
  };
}

function notificationsOf({ name, tellsAt }: Budget) {
  const Notifications = tellsAt.map((Threshold) => ({
    NotificationType: 'ACTUAL',
    ComparisonOperator: 'GREATER_THAN',
    Threshold,
    ThresholdType: 'PERCENTAGE',
    NotificationState: 'OK',
  }));
  return { BudgetName: name, Notifications };
}

function accountAnswers(): readonly ServiceAnswer[] {
  const input = { AccountId: account };
  const told = budgets.filter(({ tellsAt }) => tellsAt.length > 0);
  return [
    { api: 'budgets:DescribeBudgets', input, output: { Budgets: budgets.map(described) } },
    {
      api: 'budgets:DescribeBudgetNotificationsForAccount',
      input,
      output: { BudgetNotificationsForAccount: told.map(notificationsOf) },
    },
    ...budgets.map(({ name, tags }) => ({
      api: 'budgets:ListTagsForResource',
      input: { ResourceARN: `arn:aws:budgets::${account}:budget/${name}` },
      output: { ResourceTags: tagList(tags) },
    })),
    {
      api: 'compute-optimizer:GetEnrollmentStatus',
      output: {
        status: 'Active',
        memberAccountsEnrolled: false,
        lastUpdatedTimestamp: '2025-03-11T09:00:00.000Z',
      },
    },
  ];
}

/** The tags of everything whose own service does not list them; what was never tagged is not listed. */
function tagAnswer(region: string): ServiceAnswer {
  const tagged = [
    ...containersTags(region),
    ...databasesTags(region),
    ...monitoringTags(region),
    ...secretsTags(region),
    ...storesTags(region),
  ];
  const mappings = tagged
    .filter(([, tags]) => Object.keys(tags).length > 0)
    .map(([ResourceARN, tags]) => ({ ResourceARN, Tags: tagList(tags) }));
  return { api: 'tag:GetResources', output: { PaginationToken: '', ResourceTagMappingList: mappings } };
}

/** What services of this area answer in a region, or for the account (`global`). */
export function governanceAnswers(region: string): readonly ServiceAnswer[] {
  return region === 'global' ? accountAnswers() : [tagAnswer(region)];
}
