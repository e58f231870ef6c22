import type { Policy } from '../model/policy.ts';
import type { Finding, FindingChange, Report, Verdict } from '../model/report.ts';
import type { Reading, Resource } from '../model/resource.ts';
import type { CompiledRule } from '../model/rule.ts';
import { judgeAttestations } from './attest.ts';
import { environmentLookup } from './environment.ts';
import { type Evaluation, type EvaluationContext, evaluateInventory } from './evaluate.ts';
import { evidenceOf } from './evidence.ts';
import { passGate } from './gate.ts';
import { judgeRequirements } from './requirements.ts';
import { settingLookup } from './settings.ts';
import { summarise } from './summary.ts';
import { openWaiverBook, type WaiverBook } from './waivers.ts';

export interface JudgeInput {
  readonly rules: readonly CompiledRule[];
  readonly reading: Reading;
  readonly policy: Policy;
  /** ISO date (UTC) by which waivers and attestations are judged. */
  readonly today: string;
  /** Environment that a person named; it wins over everything the policy says. */
  readonly environment?: string | undefined;
  readonly tool: { readonly name: string; readonly version: string };
  /** `problems` leaves the evidence of passes out, for readers that never show it. */
  readonly evidence: 'all' | 'problems';
}

/** Rules × inventory → report. Pure: the same input gives the same report. */
export function judge(input: JudgeInput): Report {
  const { reading, policy, rules } = input;
  const { source } = reading.after;
  const environmentOf = environmentLookup(policy, { environment: input.environment, stack: source.stack });
  const context: EvaluationContext = { rules, policy, environmentOf, settingOf: settingLookup(policy) };
  const waivers = openWaiverBook(policy.waivers, input.today);
  const earlier = verdictsBefore(reading, context);

  const findings: Finding[] = [];
  const notApplicable = new Map<string, number>();
  for (const evaluation of evaluateInventory(reading.after, context)) {
    const change = changeOf(evaluation, reading, earlier);
    if (evaluation.verdict === 'not-applicable' && change !== 'fixed') {
      const id = evaluation.compiled.rule.id;
      notApplicable.set(id, (notApplicable.get(id) ?? 0) + 1);
    } else findings.push(findingOf(evaluation, change, waivers, input.evidence));
  }
  findings.push(...goneFindings(earlier, waivers, input.evidence));
  findings.sort(byPlace);

  const attestations = judgeAttestations(policy, input.today);
  const results = judgeRequirements({
    rules,
    findings,
    notApplicable,
    attestations,
    context,
  });
  const judged = findings.length > 0 || notApplicable.size > 0;
  const gate = passGate(findings, { inventory: reading.after, judged }, policy);
  return {
    schemaVersion: '1',
    tool: input.tool,
    source,
    policy: { name: policy.name, document: policy.document, file: policy.file },
    summary: summarise({
      findings,
      notApplicable,
      inventory: reading.after,
      rules: results.rules.length,
      gate,
    }),
    requirements: results.requirements,
    rules: results.rules,
    findings,
    gaps: reading.after.gaps,
    ledger: reading.after.ledger,
    waivers: waivers.results(),
    attestations,
  };
}

interface Earlier {
  readonly verdicts: ReadonlyMap<string, Verdict>;
  /** Fails of resources that the plan deletes or forgets. */
  readonly gone: readonly Evaluation[];
}

function verdictsBefore(reading: Reading, context: EvaluationContext): Earlier | undefined {
  if (reading.before === undefined) return undefined;
  const movedFrom = new Set(Object.values(reading.moved));
  const alive = new Set(reading.after.resources.map((resource) => resource.key));
  const verdicts = new Map<string, Verdict>();
  const gone: Evaluation[] = [];
  for (const evaluation of evaluateInventory(reading.before, context)) {
    const { key } = evaluation.resource;
    verdicts.set(findingKey(evaluation.compiled, key), evaluation.verdict);
    if (evaluation.verdict === 'fail' && !alive.has(key) && !movedFrom.has(key)) gone.push(evaluation);
  }
  return { verdicts, gone };
}

function findingKey(compiled: CompiledRule, resource: string): string {
  return `${compiled.rule.id}\n${resource}`;
}

function changeOf(evaluation: Evaluation, reading: Reading, earlier: Earlier | undefined): FindingChange {
  if (earlier === undefined) return 'none';
  const key = reading.moved[evaluation.resource.key] ?? evaluation.resource.key;
  const before = earlier.verdicts.get(findingKey(evaluation.compiled, key));
  if (before === evaluation.verdict) return 'unchanged';
  return before === 'fail' && evaluation.verdict !== 'unknown' ? 'fixed' : 'introduced';
}

/** A violation that leaves with its resource is fixed too. */
function goneFindings(
  earlier: Earlier | undefined,
  waivers: WaiverBook,
  evidence: JudgeInput['evidence'],
): readonly Finding[] {
  return (earlier?.gone ?? []).map((evaluation) => {
    const verdict = 'not-applicable' as const;
    const message = `The plan takes this away. Before: ${evaluation.message}`;
    return findingOf({ ...evaluation, verdict, message }, 'fixed', waivers, evidence);
  });
}

function findingOf(
  evaluation: Evaluation,
  change: FindingChange,
  waivers: WaiverBook,
  evidence: JudgeInput['evidence'],
): Finding {
  const { compiled, resource, verdict } = evaluation;
  const waiver = verdict === 'fail' ? waivers.find(compiled.rule.id, resource) : undefined;
  const shown = evidence === 'all' || verdict === 'fail' || verdict === 'unknown';
  const finding: Finding = {
    rule: compiled.rule.id,
    requirements: compiled.rule.requirements,
    severity: evaluation.severity,
    verdict,
    change,
    resource: describe(resource, evaluation.environment),
    message: evaluation.message,
    evidence: shown ? evidenceOf(evaluation.reads) : [],
    locations: [],
  };
  return waiver === undefined ? finding : { ...finding, waiver };
}

function describe(resource: Resource, environment: string): Finding['resource'] {
  const { key, kind, type, label, address, arn, account, region } = resource;
  return {
    key,
    kind,
    type,
    label,
    ...(address === undefined ? {} : { address }),
    ...(arn === undefined ? {} : { arn }),
    ...(account === undefined ? {} : { account }),
    ...(region === undefined ? {} : { region }),
    environment,
  };
}

function byPlace(a: Finding, b: Finding): number {
  if (a.rule !== b.rule) return a.rule < b.rule ? -1 : 1;
  if (a.resource.key !== b.resource.key) return a.resource.key < b.resource.key ? -1 : 1;
  return 0;
}
