import { type Fact, known, type ListValue } from '../../../model/fact.ts';
import { readBlocks, readString } from '../reader.ts';
import type { Scope } from '../scope.ts';

/**
 * Capacity providers of a strategy that get tasks: beside others, one without weight and base gets none.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CapacityProviderStrategyItem.html
 */
export function usedProviders(at: Scope, key: string): Fact<ListValue<string>> {
  const { items, open } = readBlocks(at, key);
  const used = items.filter((item) => items.length === 1 || !isIdle(item));
  const value = { items: used.map((item) => readString(item, 'capacity_provider')) };
  return known(open === undefined ? value : { ...value, open }, at.place, at.prefix + key);
}

function isIdle({ values, unknown }: Scope): boolean {
  const isNothing = (key: string) => values[key] === 0 || values[key] === null;
  return isNothing('weight') && isNothing('base') && unknown !== true;
}
