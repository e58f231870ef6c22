import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import type { FactsOf } from '../../../model/kind.ts';
import type { Kinds } from '../../../model/kinds/index.ts';
import { readBlocks, readString, readStrings } from '../reader.ts';
import type { Scope } from '../scope.ts';

type Budget = FactsOf<Kinds['budget']>;

/** `aws_budgets_budget`. https://docs.aws.amazon.com/aws-cost-management/latest/APIReference/API_budgets_Budget.html */
export function adaptBudget(at: Scope): Budget {
  return {
    budgetName: readString(at, 'name'),
    sort: readString(at, 'budget_type'),
    limited: isLimited(at),
    notifications: readNotifications(at),
  };
}

/** A limit is one amount, one for each month, or what AWS works out from the past. */
function isLimited(at: Scope): Fact<boolean> {
  const planned = readBlocks(at, 'planned_limit');
  const adjusted = readBlocks(at, 'auto_adjust_data');
  if (planned.items.length > 0) return known(true, at.place, 'planned_limit');
  if (adjusted.items.length > 0) return known(true, at.place, 'auto_adjust_data');
  const amount = readString(at, 'limit_amount', 'absent');
  if (amount.state === 'unknown') return amount;
  const isPositive = amount.state === 'known' && Number(amount.value) > 0;
  if (isPositive) return known(true, at.place, 'limit_amount');
  return planned.open ?? adjusted.open ?? known(false, at.place, 'limit_amount');
}

function readNotifications(at: Scope): Budget['notifications'] {
  const { items: blocks, open } = readBlocks(at, 'notification');
  const items = blocks.map((block) => {
    const fields = { sort: readString(block, 'notification_type'), subscribed: isSubscribed(block) };
    return known({ fields }, at.place, block.prefix.slice(0, -1));
  });
  return known(open === undefined ? { items } : { items, open }, at.place, 'notification');
}

function isSubscribed(at: Scope): Fact<boolean> {
  const lists = [readStrings(at, 'subscriber_email_addresses'), readStrings(at, 'subscriber_sns_topic_arns')];
  const path = `${at.prefix}subscriber_email_addresses`;
  if (lists.some(holdsAny)) return known(true, at.place, path);
  return lists.find((list) => list.state === 'unknown') ?? known(false, at.place, path);
}

function holdsAny(list: Fact<ListValue<string>>): boolean {
  if (list.state === 'unknown') return list.set === true && list.references.some(({ targets }) => targets[0]);
  return list.state === 'known' && list.value.items.length > 0;
}
