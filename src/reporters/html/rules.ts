import type { Report, ReportRule } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import { count } from '../text.ts';
import { token } from './anchors.ts';
import { clauseLink } from './findings.ts';
import { type Html, html, joined } from './markup.ts';
import { figure, severityBadge, table } from './words.ts';

/** Every rule that was asked, and how often it did not apply: what was never judged must be seen too. */
export function rulesSection(report: Report): Html {
  const judged = report.rules.filter((rule) => answers(rule) > 0).sort(bySeverity);
  const idle = report.rules.filter((rule) => answers(rule) === 0).sort(bySeverity);
  const known = new Set(report.requirements.map(({ id }) => id));
  const head = [
    'Rule',
    'What it asks',
    'Severity',
    'Clauses',
    '#Fail',
    '#Waived',
    '#Cannot tell',
    '#Pass',
    '#Not applicable',
  ];
  const rows = (rules: readonly ReportRule[]) => rules.map((rule) => row(rule, known));
  const part = (title: string, rules: readonly ReportRule[]) =>
    rules.length > 0 &&
    html`<details class="fold"><summary>${title}</summary>${table(title, head, rows(rules), 'wide')}</details>`;
  return html`<section id="rules" aria-labelledby="rules-title"><h2 id="rules-title">Rules</h2>${part(`${count(judged.length, 'rule')} gave an answer`, judged)}${part(`${count(idle.length, 'rule')} had nothing to judge`, idle)}</section>`;
}

function answers({ counts: { pass, fail, unknown, waived } }: ReportRule): number {
  return pass + fail + unknown + waived;
}

function bySeverity(a: ReportRule, b: ReportRule): number {
  return severities.indexOf(a.severity) - severities.indexOf(b.severity);
}

function row({ id, title, severity, requirements, counts }: ReportRule, known: ReadonlySet<string>): Html {
  const clauses = requirements.map((one) => clauseLink(one, known));
  const numbers = [counts.fail, counts.waived, counts.unknown, counts.pass, counts.notApplicable];
  return html`<tr id="rule-${token(id)}"><th scope="row"><code>${id}</code></th><td>${title}</td><td>${severityBadge(severity)}</td><td>${joined(clauses, ' ')}</td>${numbers.map(figure)}</tr>\n`;
}
