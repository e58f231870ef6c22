import type { Action } from '../action.ts';
import type { Collector } from '../collector.ts';

const actions: readonly Action[] = [
  {
    api: 'budgets:DescribeBudgets',
    permission: 'budgets:ViewBudget',
    scope: 'account',
    gives: 'budgets',
    kinds: ['budget'],
    fields: ['Budgets'],
    lists: { Budgets: 'AWS::Budgets::Budget' },
    token: 'NextToken',
    input: { MaxResults: 100 },
    inputs: ({ account }) => [{ AccountId: account }],
  },
  {
    api: 'budgets:DescribeBudgetNotificationsForAccount',
    permission: 'budgets:ViewBudget',
    scope: 'account',
    gives: 'the notifications of budgets',
    kinds: [],
    describes: ['budget'],
    fields: ['BudgetNotificationsForAccount'],
    token: 'NextToken',
    // https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DescribeBudgetNotificationsForAccount.html
    input: { MaxResults: 1000 },
    inputs: ({ account }) => [{ AccountId: account }],
  },
  {
    api: 'budgets:ListTagsForResource',
    scope: 'account',
    gives: 'the tags of budgets',
    kinds: [],
    describes: ['budget'],
    fields: ['ResourceTags'],
    each: {
      of: 'budgets:DescribeBudgets',
      list: 'Budgets',
      input: ({ BudgetName, BillingViewArn }, { account }) => ({
        ResourceARN: `arn:${partitionOf(BillingViewArn)}:budgets::${account}:budget/${String(BudgetName)}`,
      }),
    },
  },
];

/** Budgets come without ARNs, but for that of the view of the bill that they watch. */
function partitionOf(arn: unknown): string {
  return (typeof arn === 'string' ? arn.split(':')[1] : undefined) ?? 'aws';
}

/** Budgets, their notifications and their tags; AWS Config does not record them. */
export const budgets: Collector = { actions };
