import type { Fact, ListValue, Unknown, Value } from './fact.ts';
import type { SourceName } from './kind.ts';
import type { Resource } from './resource.ts';

export const severities = ['critical', 'high', 'medium', 'low', 'info'] as const;
export type Severity = (typeof severities)[number];

export type ParameterValue = string | number | boolean | readonly string[];

/** A figure of the policy that a rule asks for. */
export interface ParameterDeclaration {
  readonly type: 'integer' | 'string' | 'boolean' | 'string-list';
  readonly default: ParameterValue;
  readonly meaning?: string;
  readonly unit?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly values?: readonly string[];
  /** Name of the policy-wide parameter that supplies it: `backup.retentionDays`. */
  readonly policy?: string;
}

/** One rule as its file says it. */
export interface Rule {
  /** Equals the file's path under the rules folder, without `.yaml`. */
  readonly id: string;
  readonly title: string;
  readonly requirements: readonly string[];
  readonly severity: Severity;
  /** A kind's name, or `any` for every resource of every source. */
  readonly appliesTo: string;
  /** Sources that can answer it. */
  readonly sources: readonly SourceName[];
  /** Environments it binds; all when empty. */
  readonly environments: readonly string[];
  /** Area that a stack must hold (by the policy) for a plan to be asked; live accounts hold every area. */
  readonly area?: string;
  readonly parameters: Readonly<Record<string, ParameterDeclaration>>;
  readonly rationale: string;
  readonly remediation: string;
  readonly references: readonly string[];
}

/** A CEL condition's answer: an unknown carries every unknown it met. */
export type Answer = boolean | { readonly unknowns: readonly Unknown[] };

/** What a condition may look at. */
export interface Scope {
  readonly resource: Resource;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
  readonly environment: string;
  /** Follows a relation of a resource's kind; the engine has it indexed. */
  readonly related: (resource: Resource, relation: string) => Fact<ListValue | Resource>;
}

/** Collects the facts that decided an answer, in the order of reading. */
export interface Trace {
  readonly reads: Fact<Value>[];
}

/** Judges one condition. Throws only for a step budget that ran out. */
export type Condition = (scope: Scope, trace: Trace) => Answer;

/** Fills a sentence's placeholders; sensitive and unknown values are said to be so, never printed. */
export type Template = (scope: Scope) => string;

export interface Expectation {
  readonly that: Condition;
  readonly message: Template;
  /** The condition as written, for `explain` and the docs. */
  readonly source: string;
}

/** A rule that was parsed, type-checked and compiled: ready for the engine. */
export interface CompiledRule {
  readonly rule: Rule;
  readonly when?: Condition;
  readonly expectations: readonly Expectation[];
}
