import { known, unknown } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { type JsonObject, placeOf } from '../item.ts';
import { readTags } from '../normalise-tags.ts';
import { type ItemReader, itemReader } from './item-reader.ts';
import { type ListedAt, textAt } from './listing.ts';

type Budget = FactsOf<Kinds['budget']>;

/** https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html */
export function adaptBudget(item: ItemReader, at: ListedAt): Budget {
  return {
    budgetName: item.string('BudgetName'),
    sort: item.string('BudgetType'),
    limited: isLimited(item),
    notifications: notificationsOf(item, at),
  };
}

/** A limit is one amount, one for each month, or what AWS works out from the past. */
function isLimited(item: ItemReader): Budget['limited'] {
  const others = ['PlannedBudgetLimits', 'AutoAdjustData'].find((path) => item.json(path) !== undefined);
  if (others !== undefined) return item.known(others, true);
  const path = 'BudgetLimit.Amount';
  const amount = item.string(path, 'absent');
  if (amount.state === 'unknown') return amount;
  return item.known(path, amount.state === 'known' && Number(amount.value) > 0);
}

const notificationsApi = 'budgets:DescribeBudgetNotificationsForAccount';

/**
 * "Deleting the last subscriber to a notification also deletes the notification": each that there is tells somebody.
 * https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_DeleteSubscriber.html
 */
function notificationsOf(item: ItemReader, at: ListedAt): Budget['notifications'] {
  const { missing, readBy } = at.answers.of(notificationsApi);
  const name = item.json('BudgetName');
  const own = at.answers.element(
    notificationsApi,
    'BudgetNotificationsForAccount',
    'BudgetName',
    String(name),
  );
  const place = placeOf(readBy, arnOfBudget({ BudgetName: String(name) }, at));
  const path = 'Notifications';
  if (own === undefined && missing !== undefined)
    return unknown(missing.reason, missing.detail, { place, path });
  const listed = itemReader({ root: own?.element ?? {}, place, holder: notificationsApi });
  return listed.list(
    path,
    (one) => ({
      fields: {
        sort: one.string('NotificationType'),
        subscribed: known(true, place, one.at('NotificationType')),
      },
    }),
    'empty',
  );
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsbudgetservice.html */
export function arnOfBudget(element: JsonObject, { partition, account }: ListedAt): string {
  return `arn:${partition}:budgets::${account}:budget/${textAt(element, 'BudgetName')}`;
}

export function tagsOfBudget(
  element: JsonObject,
  at: ListedAt,
): Readonly<Record<string, string>> | undefined {
  const evidence = at.answers.about('budgets:ListTagsForResource', { ResourceARN: arnOfBudget(element, at) });
  return evidence.missing === undefined ? readTags(evidence.pages[0]?.output.ResourceTags ?? []) : undefined;
}
