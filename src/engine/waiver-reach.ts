import { globMatcher } from '../model/glob.ts';
import type { SourceName } from '../model/kind.ts';
import type { Policy, Waiver } from '../model/policy.ts';
import type { Inventory } from '../model/resource.ts';

import { accountOfName, type NameSort, sortOfName } from './waiver-names.ts';

/** The names that resources of a source have for sure. Plans know some ARNs, and nobody can tell which. */
const namesIn: Readonly<Record<SourceName, readonly NameSort[]>> = {
  'terraform-plan': ['address', 'any'],
  'aws-account': ['arn', 'key', 'any'],
  repository: ['file', 'any'],
};

/**
 * Whether something of this reading could bear a name that the waiver gives. Where none could, it is about another place,
 * and that it matches nothing here says nothing about it.
 */
export function couldName(
  waiver: Waiver,
  { policy, inventory }: { readonly policy: Policy; readonly inventory: Inventory },
): boolean {
  if (waiver.block !== undefined) return true;
  const { source, joined = [] } = inventory;
  const sorts = [source.name, ...joined].flatMap((name) => namesIn[name]);
  return waiver.resources.some((glob) => {
    const sort = sortOfName(glob);
    if (!sorts.includes(sort)) return false;
    if (sort === 'address') return isMeant(waiver, source.stack);
    return sort === 'arn' || sort === 'key' ? isOfAccount(glob, source.subject, policy) : true;
  });
}

function isMeant({ stacks }: Waiver, stack: string | undefined): boolean {
  return stacks === undefined || (stack !== undefined && globMatcher(stacks)(stack));
}

/** ARNs of buckets name no account: another account that the policy knows may hold what they mean. */
function isOfAccount(glob: string, account: string, { environments }: Policy): boolean {
  const named = accountOfName(glob);
  if (named !== '') return named === account;
  return environments.flatMap(({ accounts }) => accounts).every((one) => one === account);
}
