import type { Requirement } from '../model/policy.ts';
import type { AttestationResult, Finding, ReportRule, RequirementResult } from '../model/report.ts';
import type { CompiledRule, Rule } from '../model/rule.ts';
import { addCounts, count, emptyTally, overall, type Tally } from './counts.ts';
import type { EvaluationContext } from './evaluation.ts';
import { statementKind } from './statements.ts';

interface Judged {
  readonly rules: readonly CompiledRule[];
  readonly findings: readonly Finding[];
  /** How often each rule did not apply. */
  readonly notApplicable: ReadonlyMap<string, number>;
  readonly attestations: readonly AttestationResult[];
  readonly context: EvaluationContext;
}

/** Clause by clause and rule by rule: how often it passed, failed, could not be told. */
export function judgeRequirements(judged: Judged): {
  requirements: readonly RequirementResult[];
  rules: readonly ReportRule[];
} {
  const tallies = tally(judged);
  const enabled = judged.rules.filter((compiled) => judged.context.settingOf(compiled, '').enabled);
  const rules = enabled.map((compiled) =>
    reportRule(compiled, judged, tallies.ofRule.get(compiled.rule.id) ?? emptyTally()),
  );
  const forOne = new Set(enabled.filter(({ rule }) => isForOneClause(rule)).map(({ rule }) => rule.id));
  const requirements = judged.context.policy.requirements.map((clause): RequirementResult => {
    const { id, title } = clause;
    const serving = rules.filter((rule) => rule.requirements.includes(id));
    const counts = serving
      .map((rule) =>
        forOne.has(rule.id) ? (tallies.ofClause.get(`${rule.id} ${id}`) ?? emptyTally()) : rule.counts,
      )
      .reduce(addCounts, emptyTally());
    return {
      id,
      title,
      verdict: verdictOf(clause, counts, judged),
      counts,
      rules: serving.map((rule) => rule.id),
    };
  });
  return { requirements, rules };
}

/** Statements are not asked of every reading: a clause that only people can tell is then answered by what stands in the policy. */
function verdictOf(
  { id, sources }: Requirement,
  counts: Tally,
  { attestations, context }: Judged,
): RequirementResult['verdict'] {
  const verdict = overall(counts);
  if (verdict !== 'not-applicable' || sources.some((source) => source !== 'attest')) return verdict;
  const own = attestations.find((one) => one.requirement === id);
  // Where there is a policy and nothing is said of the clause, it binds other environments than this one.
  if (own === undefined && context.policy.file !== '') return verdict;
  return own?.status === 'valid' ? 'pass' : 'unknown';
}

interface Tallies {
  readonly ofRule: ReadonlyMap<string, Tally>;
  /** By rule and clause, for rules whose findings count for one clause each. */
  readonly ofClause: ReadonlyMap<string, Tally>;
}

function tally({ rules, findings, notApplicable }: Judged): Tallies {
  const ofRule = new Map<string, Tally>();
  const ofClause = new Map<string, Tally>();
  for (const { rule } of rules) {
    ofRule.set(rule.id, { ...emptyTally(), notApplicable: notApplicable.get(rule.id) ?? 0 });
    if (isForOneClause(rule))
      for (const id of rule.requirements) ofClause.set(`${rule.id} ${id}`, emptyTally());
  }
  for (const finding of findings) {
    const own = ofRule.get(finding.rule);
    if (own !== undefined) count(own, finding);
    const narrow = ofClause.get(`${finding.rule} ${finding.requirements[0]}`);
    if (narrow !== undefined) count(narrow, finding);
  }
  return { ofRule, ofClause };
}

function isForOneClause({ appliesTo }: Rule): boolean {
  return appliesTo === statementKind;
}

function reportRule(compiled: CompiledRule, judged: Judged, counts: Tally): ReportRule {
  const { id, title, requirements, rationale, remediation, references } = compiled.rule;
  const { severity } = judged.context.settingOf(compiled, '');
  return { id, title, severity, requirements, rationale, remediation, references, counts };
}
