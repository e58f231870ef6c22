import type { SourceName } from './kind.ts';
import type { FileLine } from './location.ts';
import type { ParameterValue, Severity } from './rule.ts';

/** How a resource is known to belong to an environment: any one match is enough; globs with `*` and `**`. */
export interface Environment {
  readonly name: string;
  /** The host name that serves it. */
  readonly domain?: string;
  readonly accounts: readonly string[];
  readonly stacks: readonly string[];
  readonly tags: Readonly<Record<string, readonly string[]>>;
  readonly names: readonly string[];
  /** Policy-wide parameters that differ here. */
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** An AWS account that the policy names, and how it is read. */
export interface Account {
  readonly id: string;
  /** What people call it. */
  readonly name: string;
  readonly environment: string;
  /** Assumed before it is read; the caller's own credentials where there is none. */
  readonly roleArn?: string;
  /** What the role's trust policy asks for. */
  readonly externalId?: string;
  /** Left out: the configured region. */
  readonly regions?: readonly string[] | 'all';
}

/** An AWS Config aggregator: the inventory of a whole organisation in one place. */
export interface Aggregator {
  readonly name: string;
  readonly region: string;
  readonly roleArn?: string;
  readonly externalId?: string;
}

/** What the policy says about one rule. */
export interface RuleSetting {
  readonly enabled: boolean;
  readonly severity?: Severity;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  /** The same, by environment. */
  readonly environments: Readonly<
    Record<
      string,
      {
        readonly enabled?: boolean;
        readonly severity?: Severity;
        readonly parameters: Readonly<Record<string, ParameterValue>>;
      }
    >
  >;
}

/** A dated, owned, reasoned exception to one rule on named resources. */
export interface Waiver {
  readonly rule: string;
  /** Globs over address, ARN or key. Empty for one beside a block. */
  readonly resources: readonly string[];
  /** Globs over the stacks whose addresses are meant, where several have the same; ARNs and keys say it themselves. */
  readonly stacks?: readonly string[];
  /** The block (or module call) that an inline waiver stands beside: it excuses whatever that block declares. */
  readonly block?: FileLine & { readonly endLine: number };
  readonly reason: string;
  /** Only a comment beside a block may leave it out. */
  readonly owner?: string;
  /** ISO date; the waiver holds through that day (UTC). */
  readonly expires: string;
  readonly ticket?: string;
  /** `caja-policy.yaml:41:5`, for messages. */
  readonly at: string;
}

/** A person's dated statement for a requirement no machine can see. */
export interface Attestation {
  readonly requirement: string;
  readonly by: string;
  /** ISO date. */
  readonly on: string;
  readonly evidence: string;
  readonly at: string;
}

export interface Gate {
  /** Fails at this severity or above; `none` never fails. */
  readonly failOn: Severity | 'none';
  /** Judge a plan on all findings, or only on those it introduces. */
  readonly plan: 'all' | 'introduced';
  /** Sources whose incomplete read fails (exit 3). */
  readonly incomplete: readonly SourceName[];
  /** Waivers that hold for longer than this are told of. */
  readonly longestWaiverDays?: number;
}

/** Areas (`audit-trail`, `account-baseline`) that the stacks matching the glob must hold. */
export interface StackAreas {
  readonly stack: string;
  readonly holds: readonly string[];
}

/** A clause of the document that the policy enforces. */
export interface Requirement {
  readonly id: string;
  readonly title: string;
  readonly sources: readonly ('plan' | 'account' | 'repo' | 'attest')[];
  /** Environments it binds; all when empty. */
  readonly environments: readonly string[];
  /** For attestations: how many days a statement holds. */
  readonly maximumAgeDays?: number;
}

/** `caja-policy.yaml`, validated against the loaded rules. */
export interface Policy {
  readonly name: string;
  /** The document it enforces, for report heads. */
  readonly document: string;
  /** File name as given, for report heads and messages. */
  readonly file: string;
  readonly environments: readonly Environment[];
  readonly accounts: readonly Account[];
  readonly aggregator?: Aggregator;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly stacks: readonly StackAreas[];
  readonly waivers: readonly Waiver[];
  readonly attestations: readonly Attestation[];
  /** Where statements stand or would stand in the file: `caja-policy.yaml:117:1`; left out where there is no policy file. */
  readonly attestationsAt?: string;
  readonly gate: Gate;
  readonly requirements: readonly Requirement[];
}
