import type { CheckedExample, CheckedRule } from '../../src/rules/checked-rule.ts';
import { cell, table } from './table.ts';

/** Every rule in one table, by service. */
export function ruleIndex(rules: readonly CheckedRule[]): string {
  const rows = rules.map(({ rule }) => [
    `[${rule.id}](rules/${rule.id}.md)`,
    rule.severity,
    rule.appliesTo,
    rule.requirements.join(', '),
    cell(rule.title),
  ]);
  const head = ['Rule', 'Severity', 'Kind', 'Requirements', 'What holds'];
  return `# Rules\n\n${rules.length} rules. This page and those below it are written by \`npm run docs\`.\n\n${table(head, rows)}`;
}

/** One rule: what it asks, why, what to write, and the examples that prove it. */
export function rulePageMarkdown({ rule, when, expectations, examples }: CheckedRule): string {
  const facts = [
    ['Severity', rule.severity],
    [
      'Applies to',
      `[${rule.appliesTo}](${'../'.repeat(rule.id.split('/').length)}kinds.md#${rule.appliesTo})`,
    ],
    ['Requirements', rule.requirements.join(', ')],
    ['Environments', rule.environments.length === 0 ? 'all' : rule.environments.join(', ')],
    ['Sources', rule.sources.length === 0 ? 'Terraform plan, AWS account' : rule.sources.join(', ')],
    ...(rule.area === undefined
      ? []
      : [['Area', `${rule.area}: a plan is asked when the policy says that its stack holds it`]]),
  ];
  const parameters = Object.entries(rule.parameters).map(([name, one]) => [
    `\`${name}\``,
    one.type,
    `\`${String(one.default)}\`${one.unit === undefined ? '' : ` ${one.unit}`}`,
    one.policy === undefined ? '' : `\`${one.policy}\``,
    cell(one.meaning ?? ''),
  ]);
  const conditions = [
    ...(when === undefined ? [] : [`when: ${when.source}`]),
    ...expectations.map((one) => `expect: ${one.that.source}`),
  ];
  const sections = [
    `# ${rule.id}\n\n${rule.title}.`,
    table(['', ''], facts),
    `## Why\n\n${rule.rationale.trim()}`,
    `## What to do\n\n\`\`\`text\n${rule.remediation.trim()}\n\`\`\``,
    parameters.length === 0
      ? ''
      : `## Parameters\n\n${table(['Name', 'Type', 'Default', "Policy's name", 'Meaning'], parameters)}`,
    `## Condition\n\n\`\`\`cel\n${conditions.join('\n')}\n\`\`\``,
    `## Examples\n\n${table(['Verdict', 'Example', 'Message'], examples.map(exampleRow))}`,
    rule.references.length === 0
      ? ''
      : `## References\n\n${rule.references.map((one) => `- ${one}`).join('\n')}`,
  ];
  return `${sections
    .filter((section) => section !== '')
    .map((section) => section.trimEnd())
    .join('\n\n')}\n`;
}

function exampleRow(example: CheckedExample): string[] {
  return [example.verdict, cell(example.name), cell(example.says ?? '')];
}
