import { globMatcher } from '../model/glob.ts';
import { isReadIn, type SourceName } from '../model/kind.ts';
import { anyKind, findKind } from '../model/kinds/index.ts';
import type { Policy } from '../model/policy.ts';
import { type Inventory, type Resource, unclaimed } from '../model/resource.ts';
import type { CompiledRule, Rule, Scope } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { describe } from './describe.ts';
import type { Evaluation, EvaluationContext, RulesByKind } from './evaluation.ts';
import { type Judgement, judgeRule, notApplicable } from './judge-rule.ts';
import { relate } from './relate.ts';
import { unreadListings } from './unread.ts';

/** Every rule on every resource that it applies to, and an `unknown` for every listing that could not be read. */
export function evaluateInventory(
  inventory: Inventory,
  context: EvaluationContext,
  visit: (evaluation: Evaluation) => void,
): void {
  const asked = groupByKind(
    context.rules.filter(({ rule }) => whyNotAsked(rule, inventory, context.policy) === undefined),
  );
  const inArea = relate(inventory, { ownsArea: true });
  const outside = relate(inventory, { ownsArea: false });
  const hasEnvironments = context.policy.environments.length > 0;
  for (const resource of inventory.resources) {
    const environment = context.environmentOf(resource);
    const described = describe(resource, environment);
    for (const compiled of asked.judging(resource.kind)) {
      const { enabled, severity, parameters } = context.settingOf(compiled, environment);
      if (!enabled || !concerns(compiled, resource)) continue;
      const related = compiled.rule.area === undefined ? outside : inArea;
      const scope = { resource, environment, parameters, related };
      const judgement = judgeWhereBound(compiled, scope, hasEnvironments);
      visit({ compiled, resource, described, severity, judgement });
    }
  }
  for (const evaluation of unreadListings(inventory, asked, context)) visit(evaluation);
}

/** What stands for one clause is judged by the rules of that clause. */
function concerns({ rule }: CompiledRule, { requirement }: Resource): boolean {
  return requirement === undefined || rule.requirements.includes(requirement);
}

/** A rule that binds some environments asks nothing elsewhere, and cannot tell where the environment is not known. */
function judgeWhereBound(compiled: CompiledRule, scope: Scope, hasEnvironments: boolean): Judgement {
  const bound = compiled.rule.environments;
  if (bound.length > 0 && hasEnvironments) {
    if (scope.environment === '') return unplaced(bound);
    if (!bound.includes(scope.environment)) return notApplicable;
  }
  try {
    return judgeRule(compiled, scope);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StepBudgetError') throw error;
    const message = `gave up on ${scope.resource.label}: ${error.message}`;
    const hint = 'Make the condition simpler, or nest fewer loops over long lists.';
    throw new UserError([{ at: compiled.rule.id, message, hint }]);
  }
}

function unplaced(bound: readonly string[]): Judgement {
  const message =
    `Cannot tell: the rule binds ${bound.join(', ')}, and the policy does not say which environment this belongs to ` +
    '(by account, stack, tag or name).';
  return { verdict: 'unknown', message, reads: [] };
}

/** Why a rule is asked nothing in an inventory. */
export type NotAsked =
  /** The source cannot answer it, or does not look for its kind. */
  | 'source'
  /** It is asked of the stack that holds its area, and nobody said which stack this is. */
  | 'no-stack'
  | 'area';

/** Rules are asked of the sources that can answer, and "there must be one" only of the stack that holds the area. */
export function whyNotAsked(rule: Rule, inventory: Inventory, policy: Policy): NotAsked | undefined {
  const { source, joined = [] } = inventory;
  const kind = findKind(rule.appliesTo);
  const answers = (name: SourceName) =>
    (rule.sources.length === 0 || rule.sources.includes(name)) &&
    (kind === undefined || isReadIn(kind, name));
  if (!answers(source.name) && !joined.some(answers)) return 'source';
  if (rule.area === undefined || source.name === 'aws-account') return undefined;
  if (source.stack === undefined) return 'no-stack';
  const { stack } = source;
  const { area } = rule;
  const isHeld = policy.stacks.some(
    (entry) => entry.holds.includes(area) && globMatcher([entry.stack])(stack),
  );
  return isHeld ? undefined : 'area';
}

/** Rules by the kind that they judge; every group carries the rules for any kind along. */
function groupByKind(rules: readonly CompiledRule[]): RulesByKind {
  const anywhere = rules.filter(({ rule }) => rule.appliesTo === anyKind);
  const own = new Map<string, CompiledRule[]>();
  for (const compiled of rules) {
    const kind = compiled.rule.appliesTo;
    if (kind === anyKind) continue;
    const group = own.get(kind);
    if (group === undefined) own.set(kind, [compiled]);
    else group.push(compiled);
  }
  const all = new Map(
    [...own].map(([kind, group]) => [kind, isForOwnRules(kind) ? group : [...group, ...anywhere]]),
  );
  own.set(unclaimed, anywhere);
  return {
    ofKind: (kind) => own.get(kind) ?? [],
    judging: (kind) => all.get(kind) ?? (isForOwnRules(kind) ? [] : anywhere),
  };
}

function isForOwnRules(kind: string): boolean {
  return findKind(kind)?.onlyOwnRules === true;
}
