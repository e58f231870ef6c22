import type { CheckedRule } from '../rules/checked-rule.ts';

/** One rule for the terminal: what it asks, why, what to write, and how it is tested. */
export function rulePage({ rule, when, expectations, examples }: CheckedRule): string {
  const facts: [string, string][] = [
    ['Severity', rule.severity],
    ['Applies to', rule.appliesTo],
    ['Requirements', rule.requirements.join(', ')],
    ['Environments', rule.environments.length === 0 ? 'all' : rule.environments.join(', ')],
    ['Sources', rule.sources.length === 0 ? 'terraform-plan, aws-account' : rule.sources.join(', ')],
  ];
  if (rule.area !== undefined) facts.push(['Area', `${rule.area} (asked of the stack that holds it)`]);
  const sections = [
    `${rule.id}\n${rule.title}`,
    facts.map(([name, value]) => `${`${name}:`.padEnd(14)} ${value}`).join('\n'),
    parameterLines(rule.parameters),
    [
      ...(when === undefined ? [] : [`when   ${when.source}`]),
      ...expectations.map((one) => `expect ${one.that.source}`),
    ].join('\n'),
    `Why\n${indent(rule.rationale)}`,
    `What to do\n${indent(rule.remediation)}`,
    `Examples\n${examples.map((one) => `  ${one.verdict.padEnd(15)}${one.name}`).join('\n')}`,
    rule.references.length === 0 ? '' : `References\n${rule.references.map((one) => `  ${one}`).join('\n')}`,
  ];
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

function parameterLines(parameters: CheckedRule['rule']['parameters']): string {
  const lines = Object.entries(parameters).map(([name, declared]) => {
    const unit = declared.unit === undefined ? '' : ` ${declared.unit}`;
    const policy = declared.policy === undefined ? '' : `, from the policy's ${declared.policy}`;
    return `  ${name}: ${String(declared.default)}${unit} by default${policy}`;
  });
  return lines.length === 0 ? '' : `Parameters\n${lines.join('\n')}`;
}

function indent(text: string): string {
  return text
    .trim()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
