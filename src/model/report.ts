import type { Location } from './location.ts';
import type { Gap, LedgerEntry, SourceDescription } from './resource.ts';
import type { Severity } from './rule.ts';

export type Verdict = 'pass' | 'fail' | 'unknown' | 'not-applicable';

/** What the plan does to a finding; `none` for a live account. */
export type FindingChange = 'introduced' | 'unchanged' | 'fixed' | 'none';

/** A fact that decided a verdict, ready for print: redacted already. */
export interface Evidence {
  /** Attribute path in the source's words. */
  readonly path: string;
  /** Terraform address, ARN or id of the thing it was read from. */
  readonly where: string;
  readonly state: 'known' | 'unknown' | 'absent';
  /** Left out when unknown, absent or sensitive. */
  readonly value?: unknown;
  readonly default?: true;
  readonly sensitive?: true;
  /** Why it is unknown. */
  readonly detail?: string;
}

export interface FindingResource {
  readonly key: string;
  readonly kind: string;
  readonly type: string;
  readonly label: string;
  readonly address?: string;
  readonly arn?: string;
  readonly account?: string;
  readonly region?: string;
  /** When AWS Config looked at it, where that is what the finding stands on. */
  readonly capturedAt?: string;
  /** Root module whose state holds it, where `--state` was given. */
  readonly stack?: string;
  /** False where states were given and none holds it. */
  readonly managed?: boolean;
  /** Empty when the policy cannot tell. */
  readonly environment: string;
}

export interface FindingWaiver {
  /** A comment beside a block need not name one. */
  readonly owner?: string;
  /** It stands in the source beside the block, not in the policy. */
  readonly inline?: true;
  /** Where it is written: `caja-policy.yaml:41:5`. */
  readonly at?: string;
  readonly reason: string;
  readonly expires: string;
  readonly ticket?: string;
  /** An expired one excuses nothing: the finding is active again and names it. */
  readonly status: 'active' | 'expired';
}

/** A rule's verdict on one resource, with its evidence. */
export interface Finding {
  readonly rule: string;
  readonly requirements: readonly string[];
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly change: FindingChange;
  readonly resource: FindingResource;
  /** One sentence or more; for `unknown` it says what could not be told and why. Plain text, to be escaped by reporters. */
  readonly message: string;
  readonly evidence: readonly Evidence[];
  /** The line that decides it, else its block's; empty where no source was read or none declares it. */
  readonly locations: readonly Location[];
  readonly waiver?: FindingWaiver;
}

export interface Counts {
  readonly pass: number;
  readonly fail: number;
  readonly unknown: number;
  readonly notApplicable: number;
  /** Fails that an active waiver excuses; not counted in `fail`. */
  readonly waived: number;
}

export interface RequirementResult {
  readonly id: string;
  readonly title: string;
  readonly verdict: Verdict;
  readonly counts: Counts;
  /** Loaded and enabled rules that serve it. */
  readonly rules: readonly string[];
}

/** A rule as reporters show it: static text only, never a resource's name. */
export interface ReportRule {
  readonly id: string;
  readonly title: string;
  readonly severity: Severity;
  readonly requirements: readonly string[];
  readonly rationale: string;
  readonly remediation: string;
  readonly references: readonly string[];
  readonly counts: Counts;
}

export interface WaiverResult {
  readonly rule: string;
  /** Globs; for one beside a block, the file and line of that block. */
  readonly resources: readonly string[];
  readonly stacks?: readonly string[];
  readonly owner?: string;
  readonly reason: string;
  readonly expires: string;
  readonly ticket?: string;
  readonly at: string;
  /** `unmatched`: nothing that fails here is what it names; `elsewhere`: it names things that this reading cannot hold. */
  readonly status: 'active' | 'expired' | 'unmatched' | 'elsewhere';
  readonly matched: number;
  readonly inline?: true;
  /** Why it excuses more than an exception should, in half a sentence. */
  readonly tooBroad?: string;
}

/** Whether a clause that people can answer is stated to be met: the newest statement, or that there is none. */
export interface AttestationResult {
  readonly requirement: string;
  /** These three are left out where nobody stated anything. */
  readonly by?: string;
  readonly on?: string;
  readonly evidence?: string;
  readonly status: 'valid' | 'stale' | 'in-the-future' | 'missing';
  /** For how many days a statement of this clause holds. */
  readonly maximumAgeDays?: number;
  /** The last day on which the statement holds. */
  readonly expires?: string;
  /** Days until then from the day of the report; negative for a stale one. */
  readonly daysLeft?: number;
}

/** The gate's answer, told before exit codes are thought of. */
export interface GateResult {
  readonly outcome: 'passed' | 'failed' | 'incomplete' | 'nothing-judged';
  readonly failOn: Severity | 'none';
  readonly judged: 'all' | 'introduced';
  /** Active fails at or above `failOn` that count for the gate. */
  readonly failing: number;
  /** Such fails that the plan does not introduce; only where it is judged on what it introduces. */
  readonly leftAlone?: number;
  /** One sentence. */
  readonly reason: string;
}

export interface Summary {
  readonly resources: number;
  readonly rules: number;
  readonly counts: Counts;
  readonly failBySeverity: Readonly<Record<Severity, number>>;
  readonly changes: Readonly<Record<FindingChange, number>>;
  /** Resource types that no adapter claims, with how many: tags and names were judged, nothing else. */
  readonly notLookedInto: Readonly<Record<string, number>>;
  readonly gate: GateResult;
}

/** The one value that every reporter is a pure function of. Plain data, sorted. */
export interface Report {
  readonly schemaVersion: '1';
  readonly tool: { readonly name: string; readonly version: string };
  readonly source: SourceDescription;
  readonly policy: { readonly name: string; readonly document: string; readonly file: string };
  readonly summary: Summary;
  readonly requirements: readonly RequirementResult[];
  readonly rules: readonly ReportRule[];
  /** fail, unknown and pass; not-applicable ones are only counted. */
  readonly findings: readonly Finding[];
  readonly gaps: readonly Gap[];
  readonly ledger: readonly LedgerEntry[];
  readonly waivers: readonly WaiverResult[];
  readonly attestations: readonly AttestationResult[];
}
