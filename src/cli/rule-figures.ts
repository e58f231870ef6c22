import { settingLookup } from '../engine/settings.ts';
import type { Policy } from '../model/policy.ts';
import type { ParameterDeclaration, ParameterValue } from '../model/rule.ts';
import type { CheckedRule } from '../rules/checked-rule.ts';
import { compileRule } from '../rules/compile-rules.ts';
import { hung, indent } from './rule-columns.ts';
import { wrap } from './rule-wrap.ts';

interface Setting {
  readonly width: number;
  readonly policy: Policy | undefined;
}

/** The severity of a rule, and what the policy makes of it. */
export function severityText(checked: CheckedRule, { policy }: Setting): string {
  const { rule } = checked;
  if (policy === undefined) return rule.severity;
  const look = settingLookup(policy);
  const compiled = compileRule(checked);
  const notes = [undefined, ...policy.environments.map(({ name }) => name)].flatMap((environment) => {
    const { enabled, severity } = look(compiled, environment ?? '');
    const where = environment === undefined ? 'by the policy' : `in ${environment}`;
    if (!enabled) return [`switched off ${where}`];
    return severity === rule.severity ? [] : [`${severity} ${where}`];
  });
  return [rule.severity, ...notes].join('; ');
}

/** Parameters with the values that are in effect. */
export function parameterLines(checked: CheckedRule, setting: Setting): string[] {
  return Object.entries(checked.rule.parameters).flatMap(([name, declared]) => {
    const told = [
      ...(declared.meaning === undefined ? [] : [`${declared.meaning}.`]),
      `${typeText(declared)}; ${valueText(declared.default, declared)} by default${
        declared.policy === undefined ? '' : `, the policy's ${declared.policy}`
      }.`,
    ];
    const head = `${name}: ${valuesInEffect(checked, name, setting)}`;
    const lines = wrap(told.join(' '), setting.width - 6).map((line) => `${indent}${line}`);
    return [...hung('', wrap(head, setting.width - 4), indent), ...lines];
  });
}

/** `7 days; dev: 3 days` */
function valuesInEffect(checked: CheckedRule, name: string, { policy }: Setting): string {
  const declared = checked.rule.parameters[name];
  if (declared === undefined) return '';
  if (policy === undefined) return valueText(declared.default, declared);
  const look = settingLookup(policy);
  const compiled = compileRule(checked);
  const valueIn = (environment: string) =>
    valueText(look(compiled, environment).parameters[name] ?? declared.default, declared);
  const usual = valueIn('');
  const others = policy.environments.flatMap((one) => {
    const here = valueIn(one.name);
    return here === usual ? [] : [`${one.name}: ${here}`];
  });
  return [usual, ...others].join('; ');
}

function typeText({ type, minimum, maximum, values }: ParameterDeclaration): string {
  const range = [
    ...(minimum === undefined ? [] : [`from ${minimum}`]),
    ...(maximum === undefined ? [] : [`to ${maximum}`]),
    ...(values === undefined ? [] : [`of ${values.join(', ')}`]),
  ];
  const words = { integer: 'A number', string: 'A text', boolean: 'true or false', 'string-list': 'A list' };
  return [words[type], ...range].join(' ');
}

function valueText(value: ParameterValue, { unit }: ParameterDeclaration): string {
  const text = [value].flat().map(String).join(', ') || 'nothing';
  return unit === undefined ? text : `${text} ${unit}`;
}
