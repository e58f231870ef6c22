import { findKind } from '../model/kinds/index.ts';
import type { Finding } from '../model/report.ts';
import type { Reading, Resource } from '../model/resource.ts';
import type { CompiledRule } from '../model/rule.ts';
import { type EnvironmentMatch, environmentMatcher } from './environment.ts';
import { type NotAsked, whyNotAsked } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { type JudgeInput, judge } from './judge.ts';
import { type EffectiveSetting, type SettingOrigins, settingLookup, settingOrigins } from './settings.ts';

/** What one rule says of everything that was read. */
export interface RuleRun {
  readonly after: readonly Evaluation[];
  readonly before: readonly Evaluation[];
  readonly findings: readonly Finding[];
}

export type OneRuleInput = Omit<JudgeInput, 'rules' | 'evidence' | 'onEvaluation'> & {
  readonly compiled: CompiledRule;
};

/** Judges by one rule alone, as every run judges, and keeps each of its evaluations. */
export function judgeByOne({ compiled, ...input }: OneRuleInput): RuleRun {
  const evaluations = { after: [] as Evaluation[], before: [] as Evaluation[] };
  const { findings } = judge({
    ...input,
    rules: [compiled],
    evidence: 'all',
    byClause: true,
    onEvaluation: (evaluation, phase) => evaluations[phase].push(evaluation),
  });
  return { ...evaluations, findings };
}

/** What is asked about: one that the plan takes away is there before the change only. */
export interface Subject {
  readonly resource: Resource;
  readonly phase: 'before' | 'after';
}

export type WhyNot = NotAsked | 'other-kind' | 'disabled' | 'other-environment';

/** One rule's answer on one resource, with everything that it hangs on. */
export interface Explained {
  readonly environment: EnvironmentMatch;
  readonly setting: EffectiveSetting;
  readonly origins: SettingOrigins;
  /** Why the conditions were not looked at, where they were not. */
  readonly notAsked?: WhyNot;
  /** Left out where the rule was not asked. */
  readonly evaluation?: Evaluation;
  /** The same before the change. */
  readonly before?: Evaluation;
  /** Left out where it does not apply. */
  readonly finding?: Finding;
}

export function explainSubject(input: OneRuleInput, run: RuleRun, { resource, phase }: Subject): Explained {
  const { compiled, policy, reading } = input;
  const { source } = reading.after;
  const environment = environmentMatcher(policy, { environment: input.environment, stack: source.stack })(
    resource,
  );
  const account = source.name === 'aws-account' ? source.subject : undefined;
  const declared = policy.environments.find(({ name }) => name === environment.name);
  const earlier = reading.moved[resource.key] ?? resource.key;
  const evaluation = of(run[phase], resource.key);
  const before = phase === 'after' ? of(run.before, earlier) : undefined;
  const finding = run.findings.find((one) => one.resource.key === resource.key);
  const notAsked = whyNot(input, { resource, phase }, evaluation, environment.name);
  return {
    environment,
    setting: settingLookup(policy, account)(compiled, environment.name),
    origins: settingOrigins(compiled.rule, policy, declared),
    ...(notAsked === undefined ? {} : { notAsked }),
    ...(evaluation === undefined ? {} : { evaluation }),
    ...(before === undefined ? {} : { before }),
    ...(finding === undefined ? {} : { finding }),
  };
}

function of(evaluations: readonly Evaluation[], key: string): Evaluation | undefined {
  return evaluations.find(({ resource }) => resource.key === key);
}

function whyNot(
  { compiled: { rule }, reading, policy }: OneRuleInput,
  { resource, phase }: Subject,
  evaluation: Evaluation | undefined,
  environment: string,
): WhyNot | undefined {
  if (evaluation !== undefined) {
    const { verdict } = evaluation.judgement;
    const isElsewhere = rule.environments.length > 0 && !rule.environments.includes(environment);
    return verdict === 'not-applicable' && isElsewhere && policy.environments.length > 0
      ? 'other-environment'
      : undefined;
  }
  if (!judgesKind(rule.appliesTo, resource.kind)) return 'other-kind';
  const inventory = inventoryOf(reading, phase);
  return whyNotAsked(rule, inventory, policy) ?? 'disabled';
}

function judgesKind(appliesTo: string, kind: string): boolean {
  return appliesTo === kind || (appliesTo === 'any' && findKind(kind)?.onlyOwnRules !== true);
}

function inventoryOf({ after, before }: Reading, phase: Subject['phase']) {
  return phase === 'before' && before !== undefined ? before : after;
}
