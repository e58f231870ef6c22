import type { Requirement } from '../model/policy.ts';
import type { ParameterDeclaration, Rule } from '../model/rule.ts';
import { type Problem, UserError } from '../model/user-error.ts';
import { checkRule } from './check-rule.ts';
import type { CheckedRule } from './checked-rule.ts';
import type { RuleFile } from './rule-reading.ts';

/** Reads, validates and type-checks rule files. Throws a `UserError` that tells every mistake of every file. */
export function checkRules(
  files: readonly RuleFile[],
  catalogue: readonly Requirement[],
  others: readonly Rule[] = [],
): CheckedRule[] {
  const { rules, problems } = inspectRules(files, catalogue, others);
  if (problems.length > 0) throw new UserError(problems);
  return rules;
}

/** The same for those who want the sound rules in spite of the others. `others` are rules that are loaded already. */
export function inspectRules(
  files: readonly RuleFile[],
  catalogue: readonly Requirement[],
  others: readonly Rule[] = [],
): { readonly rules: CheckedRule[]; readonly problems: Problem[] } {
  const rules: CheckedRule[] = [];
  const problems: Problem[] = [];
  const taken = new Map(others.map((rule) => [rule.id, "the tool's own rules"]));
  const parameters = new Map<string, Declared>();
  for (const rule of others) problems.push(...clashingParameters(rule, rule.id, parameters));
  for (const file of files) {
    const checked = checkRule(file, catalogue);
    problems.push(...checked.problems);
    if (checked.rule === undefined) continue;
    const { rule } = checked.rule;
    const before = taken.get(rule.id);
    if (before !== undefined) {
      const hint = `It is in ${before}. Give the file another name, or switch the other one off in the policy.`;
      problems.push({ at: file.path, message: `the rule id \`${rule.id}\` is taken`, hint });
      continue;
    }
    taken.set(rule.id, file.path);
    problems.push(...clashingParameters(rule, file.path, parameters));
    rules.push(checked.rule);
  }
  return { rules, problems };
}

interface Declared {
  readonly type: ParameterDeclaration['type'];
  readonly rule: string;
}

/** A policy-wide parameter has one type, whichever rules ask for it. */
function clashingParameters(rule: Rule, at: string, known: Map<string, Declared>): Problem[] {
  return Object.entries(rule.parameters).flatMap(([name, { policy, type }]) => {
    if (policy === undefined) return [];
    const first = known.get(policy);
    if (first === undefined) known.set(policy, { type, rule: rule.id });
    if (first === undefined || first.type === type) return [];
    const message = `\`parameters.${name}\` takes \`${policy}\` as ${type}; ${first.rule} takes it as ${first.type}`;
    return [{ at, message, hint: 'Use one type, or another name.' }];
  });
}
