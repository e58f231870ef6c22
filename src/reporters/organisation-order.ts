import type { AccountResult, OrganisationRequirement } from '../model/organisation.ts';
import { severities } from '../model/rule.ts';

/** Accounts as people look at them: those of which nothing was read, then the most and the gravest violations. */
export function worstAccountsFirst(accounts: readonly AccountResult[]): readonly AccountResult[] {
  return [...accounts].sort((a, b) => {
    if (isUnread(a) !== isUnread(b)) return isUnread(a) ? -1 : 1;
    for (const severity of severities) {
      const difference = b.summary.failBySeverity[severity] - a.summary.failBySeverity[severity];
      if (difference !== 0) return difference;
    }
    return Number(a.complete) - Number(b.complete) || (a.account < b.account ? -1 : 1);
  });
}

/** Whether nothing at all was read of an account; what people stated passes all the same. */
export function isUnread({ complete, summary }: AccountResult): boolean {
  return !complete && summary.resources === 0;
}

/** Clauses that fail in the most accounts first; the catalogue's own order decides the rest. */
export function worstClausesFirst(
  requirements: readonly OrganisationRequirement[],
): readonly OrganisationRequirement[] {
  return [...requirements].sort(
    (a, b) => b.accounts.fail - a.accounts.fail || b.accounts.unknown - a.accounts.unknown,
  );
}
