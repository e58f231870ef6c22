import type { Environment, Policy, RuleSetting } from '../model/policy.ts';
import type { CompiledRule, ParameterValue, Rule, Severity } from '../model/rule.ts';

/** What the policy makes of one rule in one environment. */
export interface EffectiveSetting {
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Settings by rule and environment, worked out once each. `account` is the one that is being read, where one is. */
export function settingLookup(
  policy: Policy,
  account?: string,
): (compiled: CompiledRule, environment: string) => EffectiveSetting {
  const environments = new Map(policy.environments.map((one) => [one.name, one]));
  const found = new Map<string, Map<CompiledRule, EffectiveSetting>>();
  return (compiled, environment) => {
    let here = found.get(environment);
    if (here === undefined) {
      here = new Map();
      found.set(environment, here);
    }
    const before = here.get(compiled);
    if (before !== undefined) return before;
    const setting = effectiveSetting(compiled.rule, policy, environments.get(environment), account);
    here.set(compiled, setting);
    return setting;
  };
}

/** The narrowest word wins: rule in environment, rule, environment's parameter, policy's parameter, the rule's default. */
function effectiveSetting(
  rule: Rule,
  policy: Policy,
  environment: Environment | undefined,
  account: string | undefined,
): EffectiveSetting {
  const setting: RuleSetting | undefined = policy.rules[rule.id];
  const here = environment === undefined ? undefined : setting?.environments[environment.name];
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, declared] of Object.entries(rule.parameters)) {
    const shared = declared.policy === undefined ? undefined : declared.policy;
    const value =
      here?.parameters[name] ??
      setting?.parameters[name] ??
      (shared === undefined ? undefined : sharedValue(shared, policy, environment)) ??
      declared.default;
    parameters[name] = shared === ownAccounts ? withAccount(value, account) : value;
  }
  return {
    enabled: here?.enabled ?? setting?.enabled ?? true,
    severity: here?.severity ?? setting?.severity ?? rule.severity,
    parameters,
  };
}

const ownAccounts = 'environment.accounts';

/** A live account is its own, whether or not the policy names it. */
function withAccount(value: ParameterValue, account: string | undefined): ParameterValue {
  if (account === undefined || !Array.isArray(value) || value.includes(account)) return value;
  return [...value, account];
}

/** What the policy says once for all rules; `environment.domain` and `environment.accounts` are what the environment itself declares. */
function sharedValue(
  name: string,
  policy: Policy,
  environment: Environment | undefined,
): ParameterValue | undefined {
  if (name === 'environment.domain') return environment?.domain;
  if (name === ownAccounts) return environment?.accounts;
  return environment?.parameters[name] ?? policy.parameters[name];
}
