import type { AttestationResult, Finding, ReportRule, RequirementResult } from '../model/report.ts';
import type { CompiledRule } from '../model/rule.ts';
import { addCounts, count, emptyTally, overall, type Tally } from './counts.ts';
import type { EvaluationContext } from './evaluation.ts';

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
  const tallies = new Map<string, Tally>();
  for (const { rule } of judged.rules) {
    tallies.set(rule.id, { ...emptyTally(), notApplicable: judged.notApplicable.get(rule.id) ?? 0 });
  }
  for (const finding of judged.findings) {
    const tally = tallies.get(finding.rule);
    if (tally !== undefined) count(tally, finding);
  }
  const enabled = judged.rules.filter((compiled) => judged.context.settingOf(compiled, '').enabled);
  const rules = enabled.map((compiled) =>
    reportRule(compiled, judged, tallies.get(compiled.rule.id) ?? emptyTally()),
  );
  const requirements = judged.context.policy.requirements.map(({ id, title, sources }): RequirementResult => {
    const serving = rules.filter((rule) => rule.requirements.includes(id));
    const counts = serving.map((rule) => rule.counts).reduce(addCounts, emptyTally());
    const attested = judged.attestations.find((one) => one.requirement === id && one.status === 'valid');
    const onlyAttested = sources.every((source) => source === 'attest');
    const verdict = onlyAttested ? (attested === undefined ? 'unknown' : 'pass') : overall(counts);
    return { id, title, verdict, counts, rules: serving.map((rule) => rule.id) };
  });
  return { requirements, rules };
}

function reportRule(compiled: CompiledRule, judged: Judged, counts: Tally): ReportRule {
  const { id, title, requirements, rationale, remediation, references } = compiled.rule;
  const { severity } = judged.context.settingOf(compiled, '');
  return { id, title, severity, requirements, rationale, remediation, references, counts };
}
