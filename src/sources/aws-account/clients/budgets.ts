import {
  BudgetsClient,
  DescribeBudgetNotificationsForAccountCommand,
  DescribeBudgetsCommand,
  ListTagsForResourceCommand,
} from '@aws-sdk/client-budgets';
import type { ClientOptions, Command, Sender } from '../sender.ts';

const commands: Readonly<Record<string, Command>> = {
  DescribeBudgetNotificationsForAccount: DescribeBudgetNotificationsForAccountCommand,
  DescribeBudgets: DescribeBudgetsCommand,
  ListTagsForResource: ListTagsForResourceCommand,
};

/** AWS Budgets, which is global. */
export function openBudgets(options: ClientOptions): Sender {
  return { client: new BudgetsClient(options), commands };
}
