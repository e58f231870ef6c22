import type { Environment, Policy } from '../model/policy.ts';
import type { CompiledRule, ParameterValue, Rule, Severity } from '../model/rule.ts';

/** What the policy makes of one rule in one environment. */
export interface EffectiveSetting {
  readonly enabled: boolean;
  readonly severity: Severity;
  readonly parameters: Readonly<Record<string, ParameterValue>>;
}

/** Where a setting comes from: keys of the policy from its root down, and none for what the rule itself says. */
export interface Settled<V> {
  readonly value: V;
  readonly path: readonly string[];
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
  const origins = settingOrigins(rule, policy, environment);
  const parameters: Record<string, ParameterValue> = {};
  for (const [name, declared] of Object.entries(rule.parameters)) {
    const value = origins.parameters[name]?.value ?? declared.default;
    parameters[name] = declared.policy === ownAccounts ? withAccount(value, account) : value;
  }
  return { enabled: origins.enabled.value, severity: origins.severity.value, parameters };
}

/** What the policy makes of one rule in one environment, each with where it says so. */
export interface SettingOrigins {
  readonly enabled: Settled<boolean>;
  readonly severity: Settled<Severity>;
  readonly parameters: Readonly<Record<string, Settled<ParameterValue>>>;
}

export function settingOrigins(
  rule: Rule,
  policy: Policy,
  environment: Environment | undefined,
): SettingOrigins {
  const everywhere = policy.rules[rule.id];
  const here = environment === undefined ? undefined : everywhere?.environments[environment.name];
  const [ofRule, ofHere] = [
    ['rules', rule.id],
    ['rules', rule.id, 'environments', environment?.name ?? ''],
  ];
  const parameters = Object.entries(rule.parameters).map(([name, declared]) => {
    const own =
      settled(here?.parameters[name], [...ofHere, 'parameters', name]) ??
      settled(everywhere?.parameters[name], [...ofRule, 'parameters', name]);
    const shared =
      declared.policy === undefined ? undefined : sharedValue(declared.policy, policy, environment);
    return [name, own ?? shared ?? { value: declared.default, path: [] }] as const;
  });
  return {
    enabled: settled(here?.enabled, [...ofHere, 'enabled']) ??
      settled(everywhere?.enabled, [...ofRule, 'enabled']) ?? { value: true, path: [] },
    severity: settled(here?.severity, [...ofHere, 'severity']) ??
      settled(everywhere?.severity, [...ofRule, 'severity']) ?? { value: rule.severity, path: [] },
    parameters: Object.fromEntries(parameters),
  };
}

function settled<V>(value: V | undefined, path: readonly string[]): Settled<V> | undefined {
  return value === undefined ? undefined : { value, path };
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
): Settled<ParameterValue> | undefined {
  const ofEnvironment = ['environments', environment?.name ?? ''];
  if (name === 'environment.domain') return settled(environment?.domain, [...ofEnvironment, 'domain']);
  if (name === ownAccounts) return settled(environment?.accounts, [...ofEnvironment, 'match', 'accounts']);
  return (
    settled(environment?.parameters[name], [...ofEnvironment, 'parameters', name]) ??
    settled(policy.parameters[name], ['parameters', name])
  );
}
