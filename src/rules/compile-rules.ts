import { compileCondition, compileTemplate } from '../expressions/compile.ts';
import type { CompiledRule } from '../model/rule.ts';
import type { CheckedRule } from './checked-rule.ts';

/** Checked rules → rules that can judge. Needs no parser. */
export function compileRules(rules: readonly Omit<CheckedRule, 'examples'>[]): CompiledRule[] {
  return rules.map(compileRule);
}

export function compileRule({ rule, when, expectations }: Omit<CheckedRule, 'examples'>): CompiledRule {
  const compiled = {
    rule,
    expectations: expectations.map(({ that, message }) => ({
      that: compileCondition(that),
      message: compileTemplate(message),
      source: that.source,
    })),
  };
  return when === undefined ? compiled : { ...compiled, when: compileCondition(when) };
}
