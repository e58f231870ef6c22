import { type FakeAccount, tellOf } from './account.ts';
import { type FakeAggregator, tellOfAggregator } from './aggregator.ts';
import type { Received, Told } from './exchange.ts';
import type { ServedAccount } from './recorded-account.ts';

/** Several accounts behind one endpoint, and whoever may assume their roles. */
export interface FakeOrganisation {
  readonly accounts: readonly FakeAccount[];
  /** In the caller's own account. */
  readonly aggregator?: FakeAggregator;
  /** Ids of accounts whose roles admit nobody. */
  readonly closed?: readonly string[];
  /** What the role of an account asks for beside the caller. */
  readonly externalIds?: Readonly<Record<string, string>>;
  /** Answers that one account gives otherwise; undefined for its own. */
  readonly instead?: (account: string, call: Received) => Told | undefined;
}

/** The account of the caller, who may only assume roles. */
export const auditAccount = '999999999999';

const keyOf = (account: string) => `ASIA${account}`;

/** Serves every account to the keys of its own role. */
export function organisationOf(organisation: FakeOrganisation): ServedAccount {
  return {
    tell: (call) => {
      if (call.api === 'sts:AssumeRole') return assumed(organisation, call);
      const account = organisation.accounts.find(({ id }) => keyOf(id) === call.key);
      const otherwise = organisation.instead?.(account?.id ?? auditAccount, call);
      if (otherwise !== undefined) return otherwise;
      if (account !== undefined) return tellOf(account, call);
      if (call.api === 'sts:GetCallerIdentity') {
        const Arn = `arn:aws:iam::${auditAccount}:user/auditor`;
        return { output: { Account: auditAccount, Arn, UserId: 'AIDAEXAMPLE' } };
      }
      const told = organisation.aggregator && tellOfAggregator(organisation.aggregator, call);
      if (told !== undefined) return told;
      throw new Error(`${call.api} was asked with the caller's own key`);
    },
  };
}

function assumed({ closed, externalIds }: FakeOrganisation, { input }: Received): Told {
  const account = String(input.RoleArn).split(':')[4] ?? '';
  const wanted = externalIds?.[account];
  if (closed?.includes(account) === true || (wanted !== undefined && input.ExternalId !== wanted)) {
    const message = `User: arn:aws:iam::${auditAccount}:user/auditor is not authorized to perform: sts:AssumeRole on resource: ${input.RoleArn}`;
    return { refusal: { status: 403, code: 'AccessDenied', message } };
  }
  const Credentials = {
    AccessKeyId: keyOf(account),
    SecretAccessKey: 'example',
    SessionToken: 'example',
    Expiration: '2999-01-01T00:00:00Z',
  };
  return { output: { Credentials } };
}
