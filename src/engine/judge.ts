import { isReadIn } from '../model/kind.ts';
import { findKind } from '../model/kinds/index.ts';
import type { SourcePlaces } from '../model/location.ts';
import type { Policy } from '../model/policy.ts';
import type { Finding, FindingChange, Report, Verdict } from '../model/report.ts';
import type { Reading } from '../model/resource.ts';
import type { CompiledRule } from '../model/rule.ts';
import { judgeAttestations, type Statement, statementsOf } from './attest.ts';
import { environmentLookup } from './environment.ts';
import { evaluateInventory } from './evaluate.ts';
import type { Evaluation, EvaluationContext } from './evaluation.ts';
import { evidenceOf } from './evidence.ts';
import { passGate } from './gate.ts';
import { type Locator, openLocator } from './locate.ts';
import { judgeRequirements } from './requirements.ts';
import { settingLookup } from './settings.ts';
import { standIn, statementInventory, statementKind } from './statements.ts';
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
  /** `problems` leaves the evidence and lines of passes out, for readers that never show them. */
  readonly evidence: 'all' | 'problems';
  /** Where the source declares what was read; findings have no lines without it. */
  readonly places?: SourcePlaces | undefined;
  /** Clauses were asked for by name: then a plan is asked for statements too. */
  readonly byClause?: boolean;
  /** The policy's path in the repository, for lines in it: `false` where it lies outside, left out where it is the file as given. */
  readonly policyPath?: string | false;
  /** Is told every evaluation, those included that do not apply; nobody else hears of them. */
  readonly onEvaluation?: (evaluation: Evaluation, phase: 'before' | 'after') => void;
}

/** What findings are made with, beside what was judged. */
interface Desk {
  readonly waivers: WaiverBook;
  readonly locator: Locator;
  readonly evidence: JudgeInput['evidence'];
}

/** Rules × inventory → report. Pure: the same input gives the same report. */
export function judge(input: JudgeInput): Report {
  const { reading, policy, rules } = input;
  const { source, gaps, ledger } = reading.after;
  const context = contextOf(input);
  const waivers = openWaiverBook({ policy, inventory: reading.after, today: input.today });
  const statements = statementsOf(policy, input.today, context.environmentOf(standIn(source)));
  const desk: Desk = { waivers, locator: openLocator(input.places), evidence: input.evidence };
  const { findings, notApplicable } = findingsOf(input, { context, desk, statements });
  const attestations = judgeAttestations(statements, input.today);
  const results = judgeRequirements({ rules, findings, notApplicable, attestations, context });
  const judged = isAnyJudged(input, findings) || (notApplicable.size > 0 && holdsResources(reading));
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
    gaps,
    ledger,
    waivers: waivers.results(),
    attestations,
  };
}

function contextOf({ reading, policy, rules, environment }: JudgeInput): EvaluationContext {
  const { source } = reading.after;
  const account = source.name === 'aws-account' ? source.subject : undefined;
  return {
    rules,
    policy,
    environmentOf: environmentLookup(policy, { environment, stack: source.stack }),
    settingOf: settingLookup(policy, account),
  };
}

interface Judging {
  readonly context: EvaluationContext;
  readonly desk: Desk;
  readonly statements: readonly Statement[];
}

/** Of what was read, of what people state, and of what the plan takes away. */
function findingsOf(
  input: JudgeInput,
  { context, desk, statements }: Judging,
): { readonly findings: readonly Finding[]; readonly notApplicable: Collected['notApplicable'] } {
  const { reading, policy } = input;
  const earlier = verdictsBefore(reading, context, heard(input, 'before'));
  const collected = collect(reading, earlier, (evaluation, change) => findingOf(evaluation, change, desk));
  evaluateInventory(reading.after, context, heard(input, 'after', collected.take));
  const stated = statementInventory(statements, {
    policy,
    read: reading.after,
    byClause: input.byClause === true,
    path: input.policyPath ?? policy.file,
  });
  const takeStatement = (evaluation: Evaluation) => collected.add(findingOf(evaluation, 'none', desk));
  evaluateInventory(stated, context, heard(input, 'after', takeStatement));
  for (const gone of earlier?.gone ?? []) collected.add(goneFinding(gone, desk));
  return { findings: collected.sorted(), notApplicable: collected.notApplicable };
}

/** What stands beside the reading is not what was to be judged, unless it was asked for. */
function isAnyJudged({ reading, byClause }: JudgeInput, findings: readonly Finding[]): boolean {
  return findings.some(({ resource: { kind } }) =>
    kind === statementKind ? byClause === true : !isBeside(kind, reading),
  );
}

/** The account stands in every inventory, of an empty plan too: alone it is nothing that was read. */
function holdsResources(reading: Reading): boolean {
  const resources = [...reading.after.resources, ...(reading.before?.resources ?? [])];
  return resources.some(({ kind }) => kind !== 'account' && !isBeside(kind, reading));
}

interface Earlier {
  /** By rule, then by the resource's key before the change. */
  readonly verdicts: ReadonlyMap<CompiledRule, ReadonlyMap<string, Verdict>>;
  /** Fails of resources that the plan deletes. */
  readonly gone: readonly Evaluation[];
}

type Take = (evaluation: Evaluation) => void;

/** Whoever listens hears of an evaluation before it is taken. */
function heard({ onEvaluation }: JudgeInput, phase: 'before' | 'after', take: Take = () => {}): Take {
  if (onEvaluation === undefined) return take;
  return (evaluation) => {
    onEvaluation(evaluation, phase);
    take(evaluation);
  };
}

function verdictsBefore(reading: Reading, context: EvaluationContext, hear: Take): Earlier | undefined {
  if (reading.before === undefined) return undefined;
  const movedFrom = new Set(Object.values(reading.moved));
  const alive = new Set(reading.after.resources.map((resource) => resource.key));
  const verdicts = new Map<CompiledRule, Map<string, Verdict>>();
  const gone: Evaluation[] = [];
  evaluateInventory(reading.before, context, (evaluation) => {
    hear(evaluation);
    const { compiled, resource } = evaluation;
    const { verdict } = evaluation.judgement;
    const known = verdicts.get(compiled);
    if (known === undefined) verdicts.set(compiled, new Map([[resource.key, verdict]]));
    else known.set(resource.key, verdict);
    // What Terraform forgets stays in AWS as wrong as it was: nothing of it is fixed.
    const isGone = !alive.has(resource.key) && !movedFrom.has(resource.key) && resource.action !== 'forget';
    if (verdict === 'fail' && isGone) gone.push(evaluation);
  });
  return { verdicts, gone };
}

function changeOf(evaluation: Evaluation, reading: Reading, earlier: Earlier | undefined): FindingChange {
  if (earlier === undefined || isBeside(evaluation.resource.kind, reading)) return 'none';
  const verdicts = earlier.verdicts.get(evaluation.compiled);
  if (verdicts === undefined) return 'introduced';
  const before = verdicts.get(reading.moved[evaluation.resource.key] ?? evaluation.resource.key);
  const { verdict } = evaluation.judgement;
  if (before === verdict) return 'unchanged';
  return before === 'fail' && verdict !== 'unknown' ? 'fixed' : 'introduced';
}

/** What another source tells beside a plan: nobody knows what it was before. */
function isBeside(kind: string, { after }: Reading): boolean {
  const declared = findKind(kind);
  return declared !== undefined && !isReadIn(declared, after.source.name);
}

interface Collected {
  readonly take: (evaluation: Evaluation) => void;
  readonly add: (finding: Finding) => void;
  /** By rule, then by resource. */
  readonly sorted: () => Finding[];
  /** How often each rule did not apply. */
  readonly notApplicable: ReadonlyMap<string, number>;
}

/** Makes findings of evaluations. Those that do not apply are only counted, unless the change mended something. */
function collect(
  reading: Reading,
  earlier: Earlier | undefined,
  finding: (evaluation: Evaluation, change: FindingChange) => Finding,
): Collected {
  const byRule = new Map<string, Finding[]>();
  const notApplicable = new Map<string, number>();
  const add = (one: Finding) => {
    const group = byRule.get(one.rule);
    if (group === undefined) byRule.set(one.rule, [one]);
    else group.push(one);
  };
  const take = (evaluation: Evaluation) => {
    const { id } = evaluation.compiled.rule;
    const change = changeOf(evaluation, reading, earlier);
    const left = evaluation.judgement.verdict === 'not-applicable' && change !== 'fixed';
    if (left) notApplicable.set(id, (notApplicable.get(id) ?? 0) + 1);
    else add(finding(evaluation, change));
  };
  const sorted = () => [...byRule.keys()].sort().flatMap((rule) => (byRule.get(rule) ?? []).sort(byResource));
  return { take, add, sorted, notApplicable };
}

/** A violation that leaves with its resource is fixed too. */
function goneFinding(evaluation: Evaluation, desk: Desk): Finding {
  const message = `The plan takes this away. Before: ${evaluation.judgement.message}`;
  const judgement = { ...evaluation.judgement, verdict: 'not-applicable', message } as const;
  return findingOf({ ...evaluation, judgement }, 'fixed', desk);
}

/** Most findings are passes of which nothing is shown: they share their empty lists. */
const none: readonly never[] = [];

function findingOf(evaluation: Evaluation, change: FindingChange, desk: Desk): Finding {
  const { compiled, resource } = evaluation;
  const { verdict, message, reads } = evaluation.judgement;
  const { waivers, locator } = desk;
  const isProblem = verdict === 'fail' || verdict === 'unknown';
  if (verdict !== 'not-applicable') waivers.judged(compiled.rule.id, resource);
  const waiver =
    verdict === 'fail' ? waivers.find(compiled.rule.id, resource, locator.block(resource)) : undefined;
  const shown = desk.evidence === 'all' || isProblem;
  const finding: Finding = {
    rule: compiled.rule.id,
    requirements: resource.requirement === undefined ? compiled.rule.requirements : [resource.requirement],
    severity: evaluation.severity,
    verdict,
    change,
    resource: evaluation.described,
    message,
    evidence: shown ? evidenceOf(reads) : none,
    locations: shown || change === 'fixed' ? locator.deciding(resource, evaluation.judgement) : none,
  };
  return waiver === undefined ? finding : { ...finding, waiver };
}

function byResource(a: Finding, b: Finding): number {
  if (a.resource.key === b.resource.key) return 0;
  return a.resource.key < b.resource.key ? -1 : 1;
}
