import {
  BudgetsClient,
  DescribeBudgetsCommand,
  DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotificationCommand,
} from '@aws-sdk/client-budgets';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeBudgets: DescribeBudgetsCommand,
  DescribeNotificationsForBudget: DescribeNotificationsForBudgetCommand,
  DescribeSubscribersForNotification: DescribeSubscribersForNotificationCommand,
};

/** AWS Budgets, which is global. */
export function openBudgets(options: ClientOptions): Sender {
  return { client: new BudgetsClient(options), commands };
}
