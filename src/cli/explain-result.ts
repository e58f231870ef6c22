import { identify } from '../engine/describe.ts';
import type { EnvironmentMatch } from '../engine/environment.ts';
import type { Explained, Subject, WhyNot } from '../engine/explain.ts';
import type { Location } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { Finding, FindingChange, FindingWaiver, Verdict } from '../model/report.ts';
import type { ChangeAction, Inventory } from '../model/resource.ts';
import type { ParameterValue, Rule, Severity } from '../model/rule.ts';
import { type ExplainedFact, explainFacts } from './explain-facts.ts';
import type { WatchedRule } from './explain-rule.ts';
import { type ExplainedStep, explainStep } from './explain-steps.ts';
import { whyNotSentence } from './explain-why-not.ts';

/** How a rule came to its verdict on one resource. Plain data: redacted as every report is. */
export interface Explanation {
  readonly schemaVersion: '1';
  readonly source: Inventory['source'];
  readonly policy: { readonly name: string; readonly file: string };
  readonly rule: Pick<Rule, 'id' | 'title' | 'appliesTo' | 'environments' | 'remediation'> & {
    readonly requirements: readonly { readonly id: string; readonly title: string }[];
  };
  readonly resource: Omit<Finding['resource'], 'environment'>;
  /** What the plan does to it; `none` in an account. */
  readonly action: ChangeAction;
  /** The plan takes it away: everything below is how it was before. */
  readonly gone: boolean;
  readonly location?: Location;
  readonly environment: EnvironmentMatch;
  readonly severity: { readonly value: Severity; readonly from: string };
  readonly parameters: readonly ExplainedParameter[];
  readonly verdict: Verdict | 'not-asked';
  /** Why, in a sentence. */
  readonly message: string;
  readonly notAsked?: WhyNot;
  readonly change?: FindingChange;
  readonly before?: { readonly verdict: Verdict; readonly message: string };
  readonly waiver?: FindingWaiver;
  readonly facts: readonly ExplainedFact[];
  readonly conditions: readonly ExplainedCondition[];
}

export interface ExplainedParameter {
  readonly name: string;
  readonly value: ParameterValue;
  readonly unit?: string;
  /** `caja-policy.yaml:51:3: parameters > backup.retentionDays`, or that it is the rule's own. */
  readonly from: string;
}

export interface ExplainedCondition {
  readonly role: 'when' | 'expect';
  readonly step: ExplainedStep;
}

export interface ToExplain {
  readonly watched: WatchedRule;
  readonly explained: Explained;
  readonly subject: Subject;
  readonly policy: Policy;
  readonly inventory: Inventory;
  readonly location: Location | undefined;
  /** The place of a setting in the policy's file. */
  readonly placeOf: (path: readonly string[]) => string;
}

export function explanationOf(input: ToExplain): Explanation {
  const { watched, explained, subject, policy, inventory } = input;
  const { rule } = watched.compiled;
  const { evaluation, finding, before, environment, notAsked } = explained;
  const judgement = evaluation?.judgement;
  const location = finding?.locations[0] ?? input.location;
  const message =
    notAsked === undefined && judgement !== undefined
      ? ((subject.phase === 'before' ? finding?.message : undefined) ?? judgement.message)
      : whyNotSentence(notAsked ?? 'disabled', { ...input, rule });
  return {
    schemaVersion: '1',
    source: inventory.source,
    policy: { name: policy.name, file: policy.file },
    rule: ruleOf(rule, policy),
    resource: identify(subject.resource),
    action: subject.resource.action,
    gone: subject.phase === 'before',
    ...(location === undefined ? {} : { location }),
    environment,
    severity: { value: explained.setting.severity, from: fromOf(explained.origins.severity.path, input) },
    parameters: parametersOf(input),
    verdict: judgement?.verdict ?? 'not-asked',
    message: judgement?.verdict === 'not-applicable' && message === '' ? whenIsFalse : message,
    ...(notAsked === undefined ? {} : { notAsked }),
    ...(finding === undefined ? {} : { change: finding.change }),
    ...(before === undefined
      ? {}
      : { before: { verdict: before.judgement.verdict, message: before.judgement.message } }),
    ...(finding?.waiver === undefined ? {} : { waiver: finding.waiver }),
    facts: evaluation === undefined ? [] : factsOf(watched, evaluation.judgement.reads),
    conditions: watched.conditions.map(({ role, node, words, lastRun }) => ({
      role,
      step: explainStep(node, lastRun()?.root, words),
    })),
  };
}

const whenIsFalse = 'The rule does not apply here: what it asks first is false.';

function ruleOf(rule: Rule, policy: Policy): Explanation['rule'] {
  const { id, title, appliesTo, environments, remediation } = rule;
  const titles = new Map(policy.requirements.map((one) => [one.id, one.title]));
  const requirements = rule.requirements.map((clause) => ({ id: clause, title: titles.get(clause) ?? '' }));
  return { id, title, appliesTo, environments, remediation, requirements };
}

/** What stands for a listing that was not read has its one fact, which no condition was asked about. */
function factsOf({ conditions }: WatchedRule, deciding: Parameters<typeof explainFacts>[1]) {
  const runs = conditions.map(({ lastRun, words }) => ({ reads: lastRun()?.reads ?? [], words }));
  return explainFacts(runs, deciding);
}

function parametersOf(input: ToExplain): readonly ExplainedParameter[] {
  const { setting, origins } = input.explained;
  return Object.entries(input.watched.compiled.rule.parameters).map(([name, declared]) => ({
    name,
    value: setting.parameters[name] ?? declared.default,
    ...(declared.unit === undefined ? {} : { unit: declared.unit }),
    from: fromOf(origins.parameters[name]?.path ?? [], input),
  }));
}

function fromOf(path: readonly string[], { placeOf }: ToExplain): string {
  return path.length === 0 ? "the rule's own" : `${placeOf(path)}: ${path.join(' > ')}`;
}
