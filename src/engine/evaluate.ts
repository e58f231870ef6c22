import type { Fact } from '../model/fact.ts';
import { globMatcher } from '../model/glob.ts';
import { anyKind } from '../model/kinds/index.ts';
import type { Policy } from '../model/policy.ts';
import type { Verdict } from '../model/report.ts';
import type { Inventory, Resource } from '../model/resource.ts';
import type { CompiledRule, Severity } from '../model/rule.ts';
import { UserError } from '../model/user-error.ts';
import { cannotTell, judgeRule } from './judge-rule.ts';
import { relate } from './relate.ts';
import type { EffectiveSetting } from './settings.ts';
import { placeholderFor } from './unread.ts';

/** One rule's verdict on one resource of one inventory, with what the finding will be made from. */
export interface Evaluation {
  readonly compiled: CompiledRule;
  readonly resource: Resource;
  readonly environment: string;
  readonly severity: Severity;
  readonly verdict: Verdict;
  readonly message: string;
  readonly reads: readonly Fact[];
}

/** What an evaluation needs besides the inventory. */
export interface EvaluationContext {
  readonly rules: readonly CompiledRule[];
  readonly policy: Policy;
  readonly environmentOf: (resource: Resource) => string;
  readonly settingOf: (compiled: CompiledRule, environment: string) => EffectiveSetting;
}

/** Every rule on every resource that it applies to, and an `unknown` for every listing that could not be read. */
export function* evaluateInventory(inventory: Inventory, context: EvaluationContext): Generator<Evaluation> {
  const asked = context.rules.filter((compiled) => isAsked(compiled, inventory, context.policy));
  const byKind = groupByKind(asked);
  const anywhere = byKind.get(anyKind) ?? [];
  const inArea = relate(inventory, { ownsArea: true });
  const outside = relate(inventory, { ownsArea: false });
  for (const resource of inventory.resources) {
    const environment = context.environmentOf(resource);
    for (const rules of [byKind.get(resource.kind) ?? [], anywhere]) {
      for (const compiled of rules) {
        const setting = context.settingOf(compiled, environment);
        if (!setting.enabled) continue;
        const related = compiled.rule.area === undefined ? outside : inArea;
        yield evaluateOne(
          compiled,
          { resource, environment, parameters: setting.parameters, related },
          setting,
          context,
        );
      }
    }
  }
  yield* unreadListings(inventory, byKind, context);
}

type Scope = Parameters<typeof judgeRule>[1];

function evaluateOne(
  compiled: CompiledRule,
  scope: Scope,
  setting: EffectiveSetting,
  context: EvaluationContext,
): Evaluation {
  const { rule } = compiled;
  const { resource, environment } = scope;
  const base = { compiled, resource, environment, severity: setting.severity };
  if (rule.environments.length > 0) {
    if (environment === '' && context.policy.environments.length > 0)
      return unplaced(base, rule.environments);
    const bound = environment === '' || rule.environments.includes(environment);
    if (!bound) return { ...base, verdict: 'not-applicable', message: '', reads: [] };
  }
  try {
    const { verdict, message, reads } = judgeRule(compiled, scope);
    return { ...base, verdict, message, reads };
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'StepBudgetError') throw error;
    const hint = 'Make the condition simpler, or nest fewer loops over long lists.';
    throw new UserError([
      { at: `${rule.id}`, message: `gave up on ${resource.label}: ${error.message}`, hint },
    ]);
  }
}

function unplaced(
  base: Omit<Evaluation, 'verdict' | 'message' | 'reads'>,
  bound: readonly string[],
): Evaluation {
  const message =
    `Cannot tell: the rule binds ${bound.join(', ')}, and the policy does not say which environment this belongs to ` +
    '(by account, stack, tag or name).';
  return { ...base, verdict: 'unknown', message, reads: [] };
}

/** Rules are asked of the sources that can answer, and "there must be one" only of the stack that holds the area. */
function isAsked(compiled: CompiledRule, inventory: Inventory, policy: Policy): boolean {
  const { rule } = compiled;
  const { source } = inventory;
  if (rule.sources.length > 0 && !rule.sources.includes(source.name)) return false;
  if (rule.area === undefined || source.name === 'aws-account') return true;
  if (source.stack === undefined) return false;
  const { stack } = source;
  const area = rule.area;
  return policy.stacks.some((entry) => entry.holds.includes(area) && globMatcher([entry.stack])(stack));
}

function groupByKind(rules: readonly CompiledRule[]): ReadonlyMap<string, readonly CompiledRule[]> {
  const groups = new Map<string, CompiledRule[]>();
  for (const compiled of rules) {
    const group = groups.get(compiled.rule.appliesTo);
    if (group === undefined) groups.set(compiled.rule.appliesTo, [compiled]);
    else group.push(compiled);
  }
  return groups;
}

/** What was denied or not recorded is not "none": its rules cannot tell, once for each account and region. */
function* unreadListings(
  inventory: Inventory,
  byKind: ReadonlyMap<string, readonly CompiledRule[]>,
  context: EvaluationContext,
): Generator<Evaluation> {
  const told = new Set<string>();
  for (const gap of inventory.gaps) {
    if (!gap.incomplete) continue;
    for (const kind of gap.kinds) {
      for (const compiled of byKind.get(kind) ?? []) {
        const resource = placeholderFor(inventory, gap, kind);
        const key = `${compiled.rule.id}\n${resource.key}`;
        if (told.has(key)) continue;
        told.add(key);
        const environment = context.environmentOf(resource);
        const setting = context.settingOf(compiled, environment);
        const bound = compiled.rule.environments;
        const elsewhere = environment !== '' && bound.length > 0 && !bound.includes(environment);
        if (!setting.enabled || elsewhere) continue;
        const fact = resource.fields.listing;
        const message = fact?.state === 'unknown' ? cannotTell([fact]) : gap.message;
        const { severity } = setting;
        yield {
          compiled,
          resource,
          environment,
          severity,
          verdict: 'unknown',
          message,
          reads: fact ? [fact] : [],
        };
      }
    }
  }
}
