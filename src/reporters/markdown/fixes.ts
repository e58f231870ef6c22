import type { Finding, ReportRule } from '../../model/report.ts';
import { byRule } from '../selection.ts';
import { asSteps, count, prose } from '../text.ts';
import { closedFences, codeElement, entities, sentence, unwrapped } from './escape.ts';
import { severityMark } from './findings.ts';
import { lineOf } from './place.ts';
import type { Telling } from './telling.ts';

/**
 * One fold a rule: every resource with its sentence, why it matters, what to write. What the plan brings comes first;
 * who reviews it is not told in the conversation how to mend what was there before.
 */
export function ruleDetails(telling: Telling): string {
  const { report, change, limits, view } = telling;
  if (limits.resourcesPerRule === 0) return '';
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const older = view === 'comment' && change.brought.length > 0 ? [] : [...change.older, ...change.beside];
  const groups = [...byRule([...change.brought, ...older])];
  const folds = groups
    .slice(0, limits.rulesExplained)
    .map(([id, findings]) => fold(rules.get(id), findings, telling));
  if (folds.length === 0) return '';
  const more = groups.length - folds.length;
  const rest = more > 0 ? `\n\n…and ${count(more, 'more rule')}.` : '';
  return `### Why, and how to fix it\n\n${folds.join('\n\n')}${rest}`;
}

function fold(rule: ReportRule | undefined, findings: readonly Finding[], telling: Telling): string {
  const [first] = findings;
  if (first === undefined) return '';
  const { limits } = telling;
  const title = rule === undefined ? first.rule : rule.title;
  const brought = findings.filter(({ change }) => change === 'introduced').length;
  const which = brought === findings.length ? 'new' : `${brought} new`;
  const news = telling.change.isPlan && brought > 0 ? `, ${which}` : '';
  const head = `${severityMark(first.severity)} · <b>${entities(title)}</b> · ${codeElement(first.rule)} · ${count(findings.length, 'resource')}${news}`;
  const more = findings.length - limits.resourcesPerRule;
  const parts = [
    `<details><summary>${head}</summary>`,
    findings
      .slice(0, limits.resourcesPerRule)
      .map((finding) => item(finding, telling))
      .join('\n'),
    more > 0 ? `…and ${count(more, 'more resource')}.` : '',
    rule === undefined || rule.rationale === '' ? '' : closedFences(`**Why** ${prose(rule.rationale)}`),
    rule === undefined || rule.remediation === '' ? '' : closedFences(fixOf(rule, telling)),
    '</details>',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function fixOf({ remediation }: ReportRule, { report, view }: Telling): string {
  const text = prose(remediation);
  // Who reviews a pull request types Terraform; the console's way would be undone by the next apply.
  const typed = view === 'comment' && report.source.name !== 'aws-account' ? terraformStep(text) : undefined;
  if (typed !== undefined) return `**Fix in Terraform:** ${unwrapped(typed)}`;
  return `**Fix**\n\n${view === 'comment' ? unwrapped(asSteps(text)) : asSteps(text)}`;
}

/** What stands behind `Terraform:`, up to the next way to do it. */
function terraformStep(text: string): string | undefined {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.startsWith('Terraform: '));
  if (start < 0) return undefined;
  const rest = lines.slice(start + 1);
  const end = rest.findIndex((line) => /^(Console|CLI|[A-Z][A-Za-z]+): /.test(line));
  const step = [lines[start]?.slice('Terraform: '.length), ...(end < 0 ? rest : rest.slice(0, end))];
  return step.join('\n').trim();
}

function item(finding: Finding, { options }: Telling): string {
  const where = lineOf(finding, options);
  const { waiver } = finding;
  const expired =
    waiver?.status === 'expired'
      ? ` The waiver${waiver.owner === undefined ? '' : ` by ${sentence(waiver.owner)}`} expired on ${sentence(waiver.expires)}.`
      : '';
  return `- ${sentence(finding.message, finding.resource.label)}${expired}${where === '' ? '' : ` — ${where}`}`;
}
