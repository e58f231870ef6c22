import type { Policy } from '../model/policy.ts';
import type { FindingResource } from '../model/report.ts';
import type { Resource } from '../model/resource.ts';
import type { CompiledRule, Severity } from '../model/rule.ts';
import type { Judgement } from './judge-rule.ts';
import type { EffectiveSetting } from './settings.ts';

/** One rule's judgement on one resource of one inventory, with what the finding will be made from. */
export interface Evaluation {
  readonly compiled: CompiledRule;
  readonly resource: Resource;
  /** The resource as findings tell it. */
  readonly described: FindingResource;
  readonly severity: Severity;
  readonly judgement: Judgement;
}

/** What an evaluation needs besides the inventory. */
export interface EvaluationContext {
  readonly rules: readonly CompiledRule[];
  readonly policy: Policy;
  readonly environmentOf: (resource: Resource) => string;
  readonly settingOf: (compiled: CompiledRule, environment: string) => EffectiveSetting;
}

export interface RulesByKind {
  /** Rules for that kind alone. */
  readonly ofKind: (kind: string) => readonly CompiledRule[];
  /** Those, and the rules for any kind. */
  readonly judging: (kind: string) => readonly CompiledRule[];
}
