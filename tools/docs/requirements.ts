import type { Requirement } from '../../src/model/policy.ts';
import type { CheckedRule } from '../../src/rules/checked-rule.ts';
import type { Fault } from '../fixtures/fault-files.ts';
import { cell, table } from './table.ts';

const sources = {
  plan: { name: 'terraform-plan', what: 'Terraform plan' },
  account: { name: 'aws-account', what: 'live account' },
  repo: { name: 'repository', what: 'repository' },
} as const;
type Shown = keyof typeof sources;

/** Clause → sources → rules that answer it there, and what proves them; what nobody answers yet is said so. */
export function requirementsPage(
  rules: readonly CheckedRule[],
  catalogue: readonly Requirement[],
  faults: readonly Fault[],
): string {
  const broken = new Set(faults.map(({ rule }) => rule));
  const rows = catalogue.map((requirement) => {
    const serving = rules.filter((one) => one.rule.requirements.includes(requirement.id));
    const scope = requirement.environments.length === 0 ? 'all' : requirement.environments.join(', ');
    const state = requirement.sources.map((source) => answer(source, serving));
    const links = serving.map(({ rule }) => `[${rule.id}](rules/${rule.id}.md)`);
    return [
      requirement.id,
      cell(requirement.title),
      scope,
      state.join(', '),
      links.join('<br>'),
      proof(serving, broken),
    ];
  });
  const answered = (source: Shown) => {
    const asked = catalogue.filter((clause) => clause.sources.includes(source));
    const done = asked.filter(({ id }) => answers(source, servingOf(id, rules)));
    return `${done.length} of the ${asked.length} clauses that a ${sources[source].what} can show`;
  };
  const stated = catalogue.filter(({ sources }) => sources.includes('attest'));
  const asked = stated.filter(({ id }) => servingOf(id, rules).some(asksForStatement));
  const head = ['Clause', 'Says', 'Environments', 'Sources', 'Rules', 'Proof'];
  return `# Requirements

The clauses of the document that the policy enforces, and what answers them. Written by \`npm run docs\`.

Rules answer ${answered('plan')}, ${answered('account')} and
${answered('repo')}.
A dated statement is asked for ${asked.length} of the ${stated.length} clauses that people can answer.
A rule's examples run as tests. A fault is a change of the clean Caja stack, planned by real Terraform, that the rule alone must
catch ([fixtures](../fixtures/README.md#faults)).

${table(head, rows)}`;
}

function servingOf(id: string, rules: readonly CheckedRule[]): readonly CheckedRule[] {
  return rules.filter(({ rule }) => rule.requirements.includes(id));
}

function answers(source: Shown, serving: readonly CheckedRule[]): boolean {
  return serving.some((one) => !asksForStatement(one) && one.rule.sources.includes(sources[source].name));
}

/** A statement answers its clause wherever it is asked for; it shows nothing of an account or a repository. */
function asksForStatement({ rule }: CheckedRule): boolean {
  return rule.appliesTo === 'attestation';
}

function answer(source: Requirement['sources'][number], serving: readonly CheckedRule[]): string {
  if (source === 'attest') return serving.some(asksForStatement) ? 'attest' : 'attest: not yet';
  return answers(source, serving) ? source : `${source}: not yet`;
}

function proof(serving: readonly CheckedRule[], broken: ReadonlySet<string>): string {
  if (serving.length === 0) return '';
  const examples = serving.reduce((sum, one) => sum + one.examples.length, 0);
  const faults = serving.filter(({ rule }) => broken.has(rule.id)).length;
  return `${examples} examples, ${faults} ${faults === 1 ? 'fault' : 'faults'}`;
}
