import type { ReadPlace } from './places.ts';
import type {
  AttestationResult,
  Counts,
  GateResult,
  Report,
  RequirementResult,
  Summary,
  Verdict,
  WaiverResult,
} from './report.ts';
import type { Severity } from './rule.ts';

/** Who an account is, beside its id. */
export interface AccountLabel {
  readonly account: string;
  /** What the policy or the recording calls it; the id where nobody does. */
  readonly name: string;
  /** Empty when the policy does not say. */
  readonly environment: string;
}

/** One account of several, summed up: small, so that thousands fit into memory. */
export interface AccountResult extends AccountLabel {
  /** Who read, from where: as in the account's report. */
  readonly detail: Readonly<Record<string, string>>;
  /** Whether everything that should have been read was. */
  readonly complete: boolean;
  readonly readAt?: string;
  /** Why it is not complete: the gaps' sentences, the first few. */
  readonly missing: readonly string[];
  /** How many gaps make it incomplete. */
  readonly gaps: number;
  readonly summary: Summary;
  /** Every clause's answer for this account. */
  readonly requirements: Readonly<Record<string, Verdict>>;
  readonly places: readonly AccountPlace[];
}

/** What was read of one region of an account. */
export type AccountPlace = Omit<ReadPlace, 'missing' | 'short' | 'apis'>;

/** One clause over all accounts. */
export interface OrganisationRequirement
  extends Pick<RequirementResult, 'id' | 'title' | 'verdict' | 'counts'> {
  /** In how many accounts it fails, cannot be told, holds, or has nothing to judge. */
  readonly accounts: Readonly<Record<Verdict, number>>;
}

export interface OrganisationSummary {
  readonly accounts: number;
  readonly incompleteAccounts: number;
  readonly resources: number;
  readonly counts: Counts;
  readonly failBySeverity: Readonly<Record<Severity, number>>;
  readonly gate: GateResult;
}

/** Many accounts as one: what stands above their reports. Plain data, sorted. */
export interface Organisation {
  readonly schemaVersion: '1';
  readonly tool: Report['tool'];
  readonly policy: Report['policy'];
  readonly summary: OrganisationSummary;
  readonly requirements: readonly OrganisationRequirement[];
  readonly accounts: readonly AccountResult[];
  readonly waivers: readonly WaiverResult[];
  readonly attestations: readonly AttestationResult[];
}
