import { bool, defineKind, list, string, struct } from '../kind.ts';

const notification = struct(
  'BudgetNotification',
  {
    sort: string('ACTUAL or FORECASTED'),
    subscribed: bool('An address or a topic is told'),
  },
  'A notification of a budget',
);

export const budget = defineKind({
  name: 'budget',
  title: 'Budget',
  service: 'budgets',
  meaning: 'A budget of AWS Budgets',
  attributes: {
    budgetName: string('Name of the budget', { optional: true }),
    sort: string('COST, USAGE …'),
    limited: bool('It has a limit above 0'),
    notifications: list(notification, 'Its notifications'),
  },
  relations: {},
});
