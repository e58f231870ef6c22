import type { AccountLabel } from '../../model/organisation.ts';
import type { Policy } from '../../model/policy.ts';
import type { Reading } from '../../model/resource.ts';
import { suggest } from '../../model/suggestion.ts';
import { UserError } from '../../model/user-error.ts';
import type { AccountFailure } from '../../sources/aws-account/organisation-unread.ts';
import type { AccountWatch, Watch } from './watch.ts';

/** One account that is to be read. A failure of its own is an answer; what it throws ends the whole run. */
export interface AccountTask {
  readonly label: AccountLabel;
  readonly read: (watch: AccountWatch) => Promise<Reading | AccountFailure>;
}

/** What is to be read, and how much of it at the same time. */
export interface Survey {
  readonly tasks: readonly AccountTask[];
  readonly atOnce: number;
  /** Where looking for the accounts was told of already. */
  readonly watch?: Watch;
}

/** What the policy calls an account; a recording's or an aggregator's word for it where the policy has none. */
export function labelOf(account: string, policy: Policy, name = account): AccountLabel {
  const known = policy.accounts.find(({ id }) => id === account);
  const environment = policy.environments.find(({ accounts }) => accounts.includes(account));
  return { account, name: known?.name ?? name, environment: environment?.name ?? '' };
}

/** Those of the accounts that `--accounts` names: all of them, or by id or name. */
export function chosen<T extends { readonly label: AccountLabel }>(
  all: readonly T[],
  words: string | undefined,
): readonly T[] {
  if (words === undefined || words === 'all') return all;
  const wanted = [...new Set(words.split(',').map((word) => word.trim()))];
  const names = all.flatMap(({ label: { account, name } }) => [account, name]);
  const strangers = wanted.filter((word) => !names.includes(word));
  if (strangers.length > 0) {
    throw new UserError(
      strangers.map((word) => ({
        at: '--accounts',
        message: `there is no account \`${word}\``,
        hint: suggest(word, ['all', ...new Set(all.map(({ label }) => label.name))]),
      })),
    );
  }
  return all.filter(({ label: { account, name } }) => wanted.includes(account) || wanted.includes(name));
}
