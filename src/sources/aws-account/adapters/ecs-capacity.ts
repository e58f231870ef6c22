import type { Fact, ListValue } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';

interface Share {
  readonly provider: Fact<string>;
  readonly isIdle: boolean;
}

/**
 * Capacity providers of a strategy that get tasks: beside others, one without weight and base gets none.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function usedProviders(item: ItemReader, path: string, missing?: 'empty'): Fact<ListValue<string>> {
  const strategy = item.list(path, shareOf, missing);
  if (strategy.state !== 'known') return strategy;
  const { items } = strategy.value;
  const used = items.flatMap((share): Fact<string>[] => {
    if (share.state !== 'known') return share.state === 'unknown' ? [share] : [];
    return items.length > 1 && share.value.isIdle ? [] : [share.value.provider];
  });
  return { ...strategy, value: { items: used } };
}

function shareOf(share: ItemReader): Share {
  const isNothing = (path: string) => {
    const size = share.int(path, { always: 0 });
    return size.state === 'known' && size.value === 0;
  };
  return { provider: share.string('CapacityProvider'), isIdle: isNothing('Weight') && isNothing('Base') };
}
