import type { Requirement } from '../../src/model/policy.ts';
import type { CheckedRule } from '../../src/rules/checked-rule.ts';
import { cell, table } from './table.ts';

const sourceNames = { plan: 'terraform-plan', account: 'aws-account' } as const;

/** Clause → sources → rules that answer it there; what nobody answers yet is said so. */
export function requirementsPage(rules: readonly CheckedRule[], catalogue: readonly Requirement[]): string {
  const rows = catalogue.map((requirement) => {
    const serving = rules.filter((one) => one.rule.requirements.includes(requirement.id));
    const answered = (source: 'plan' | 'account') =>
      serving.some(({ rule }) => rule.sources.length === 0 || rule.sources.includes(sourceNames[source]));
    const state = requirement.sources.map((source) => {
      if (source === 'attest') return 'attest';
      if (source === 'repo') return 'repo: not yet';
      return answered(source) ? source : `${source}: not yet`;
    });
    const links = serving.map(({ rule }) => `[${rule.id}](rules/${rule.id}.md)`);
    const scope = requirement.environments.length === 0 ? 'all' : requirement.environments.join(', ');
    return [requirement.id, cell(requirement.title), scope, state.join(', '), links.join('<br>')];
  });
  const head = ['Clause', 'Says', 'Environments', 'Sources', 'Rules'];
  return `# Requirements\n\nThe clauses of the document that the policy enforces, and what answers them. Written by \`npm run docs\`.\n\n${table(head, rows)}`;
}
