import type { Fact, ListValue, Unknown } from '../../model/fact.ts';
import { takeList } from '../evaluate/read.ts';
import { blend, gather, isUndecided, type Result, type Undecided, undecided } from '../evaluate/value.ts';
import type { Make } from './arguments.ts';

/** A list that nobody could read may hold anything: what is made of it stays open. */
export const flatten: Make = ({ values }) => {
  return (frame): Result => {
    const lists = values[0]?.(frame) as ListValue | Undecided;
    if (isUndecided(lists)) return lists;
    const items: Fact[] = [];
    let doubt: Unknown[] | undefined =
      lists.open === undefined ? undefined : gather(undefined, undecided(lists.open));
    for (const fact of lists.items) {
      const list = takeList(frame, fact);
      if (isUndecided(list)) {
        doubt = gather(doubt, list);
        continue;
      }
      items.push(...list.items);
      if (list.open !== undefined) doubt = gather(doubt, undecided(list.open));
    }
    return doubt === undefined ? { items } : { items, open: blend({ unknowns: doubt }) };
  };
};
