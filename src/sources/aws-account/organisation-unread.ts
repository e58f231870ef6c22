import type { Gap, Reading } from '../../model/resource.ts';
import { actions } from './actions.ts';

/** Why nothing at all was read of an account. */
export interface AccountFailure {
  readonly reason: Gap['reason'];
  /** One sentence for people. */
  readonly message: string;
  /** When it failed; RFC 3339, UTC. */
  readonly at: string;
}

/** Every kind of which a reading may lack resources or facts; the account itself among them. */
const everyKind = [
  ...new Set(actions.flatMap(({ kinds, describes }) => [...kinds, ...(describes ?? [])])),
].sort();

/**
 * The reading of an account of which nothing could be read: every kind is missing, so that every clause stays open.
 * `regions` are those that should have been read, where they are known.
 */
export function unreadAccount(
  account: string,
  { reason, message, at }: AccountFailure,
  regions: readonly string[],
): Reading {
  const gap: Gap = { reason, message, incomplete: true, account, kinds: everyKind };
  return {
    after: {
      source: {
        name: 'aws-account',
        subject: account,
        detail: { regions: regions.join(', ') },
        readAt: at,
      },
      resources: [],
      gaps: [gap],
      ledger: [],
    },
    moved: {},
  };
}
