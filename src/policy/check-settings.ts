import type { ParameterDeclaration, Rule } from '../model/rule.ts';
import { suggest } from '../model/suggestion.ts';
import { wrongParameterValue } from '../rules/parameter-value.ts';
import type { Path } from '../rules/yaml/path.ts';
import type { PolicyReading } from './policy-reading.ts';

type Values = Readonly<Record<string, unknown>>;

/** Figures for all rules: each must be one that a loaded rule takes, and suit every rule that takes it. */
export function checkSharedParameters(values: Values, path: Path, reading: PolicyReading): void {
  const takers = new Map<string, { readonly rule: string; readonly declared: ParameterDeclaration }[]>();
  for (const rule of reading.rules.values()) {
    for (const declared of Object.values(rule.parameters)) {
      if (declared.policy === undefined) continue;
      const taken = takers.get(declared.policy) ?? [];
      takers.set(declared.policy, [...taken, { rule: rule.id, declared }]);
    }
  }
  for (const [name, value] of Object.entries(values)) {
    const asked = takers.get(name);
    if (asked === undefined) {
      reading.reportKey(
        [...path, name],
        `no rule takes the parameter \`${name}\``,
        suggest(name, takers.keys()),
      );
      continue;
    }
    for (const { rule, declared } of asked) {
      const wrong = wrongParameterValue(declared, value);
      if (wrong) reading.report([...path, name], `\`${name}\` ${wrong.message} (${rule})`, wrong.hint);
    }
  }
}

/** What the policy says rule by rule, and rule by rule in one environment. */
export function checkRuleSettings(reading: PolicyReading): void {
  const { content, rules, sound } = reading;
  if (!sound('rules')) return;
  for (const [id, setting] of Object.entries(content.rules ?? {})) {
    const rule = rules.get(id);
    if (rule === undefined) {
      reading.reportKey(['rules', id], `there is no rule \`${id}\``, suggest(id, rules.keys()));
      continue;
    }
    checkOwnParameters(rule, setting.parameters ?? {}, ['rules', id, 'parameters'], reading);
    for (const [name, here] of Object.entries(setting.environments ?? {})) {
      const path = ['rules', id, 'environments', name];
      checkEnvironmentName(name, path, reading);
      checkOwnParameters(rule, here.parameters ?? {}, [...path, 'parameters'], reading);
    }
  }
}

function checkEnvironmentName(name: string, path: Path, { content, sound, reportKey }: PolicyReading): void {
  const known = Object.keys(content.environments ?? {});
  if (!sound('environments') || known.includes(name)) return;
  reportKey(path, `there is no environment \`${name}\``, suggest(name, known));
}

function checkOwnParameters(rule: Rule, values: Values, path: Path, reading: PolicyReading): void {
  for (const [name, value] of Object.entries(values)) {
    const declared = Object.hasOwn(rule.parameters, name) ? rule.parameters[name] : undefined;
    if (declared === undefined) {
      const hint = suggest(name, Object.keys(rule.parameters));
      reading.reportKey([...path, name], `${rule.id} has no parameter \`${name}\``, hint);
      continue;
    }
    const wrong = wrongParameterValue(declared, value);
    if (wrong) reading.report([...path, name], `\`${name}\` ${wrong.message}`, wrong.hint);
  }
}
