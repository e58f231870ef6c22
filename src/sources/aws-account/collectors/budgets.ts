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
    api: 'budgets:DescribeNotificationsForBudget',
    permission: 'budgets:ViewBudget',
    scope: 'account',
    gives: 'the notifications of budgets',
    kinds: [],
    describes: ['budget'],
    fields: ['Notifications'],
    token: 'NextToken',
    input: { MaxResults: 100 },
    each: {
      of: 'budgets:DescribeBudgets',
      list: 'Budgets',
      input: ({ BudgetName }, { account }) => ({ AccountId: account, BudgetName }),
    },
  },
  {
    api: 'budgets:DescribeSubscribersForNotification',
    permission: 'budgets:ViewBudget',
    scope: 'account',
    gives: 'who gets the notifications of budgets',
    kinds: [],
    describes: ['budget'],
    fields: ['Subscribers'],
    token: 'NextToken',
    input: { MaxResults: 100 },
    each: {
      of: 'budgets:DescribeNotificationsForBudget',
      list: 'Notifications',
      input: (Notification, { account, parent }) => ({
        AccountId: account,
        BudgetName: parent.BudgetName,
        Notification,
      }),
    },
  },
];

/** Budgets, their notifications and who gets them; AWS Config does not record them. */
export const budgets: Collector = { actions };
