import type { Report, RequirementResult, Verdict } from '../../model/report.ts';
import type { Trends } from '../../model/trends.ts';
import { count } from '../text.ts';
import { token } from './anchors.ts';
import { type Html, html, type Part } from './markup.ts';
import { clauseTrend } from './sparkline.ts';
import { figure, table, verdictBadge } from './words.ts';

const order: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** Every clause with its answer, those that fail first, and the rules that serve it. */
export function requirementsSection(report: Report, trends: Trends | undefined): Html {
  const rank = ({ verdict }: RequirementResult) => order.indexOf(verdict);
  const clauses = [...report.requirements].sort((a, b) => rank(a) - rank(b));
  const failing = new Set(report.rules.filter(({ counts }) => counts.fail > 0).map(({ id }) => id));
  const judged = clauses.filter(({ verdict }) => verdict !== 'not-applicable');
  const idle = clauses.filter(({ verdict }) => verdict === 'not-applicable');
  const told = (title: string, rows: readonly RequirementResult[], moves: Trends | undefined) =>
    table(
      title,
      headOf(moves),
      rows.map((clause) => row(clause, failing, moves)),
      'wide',
    );
  const title = `${count(idle.length, 'clause')} with nothing to judge`;
  const fold = html`<details class="fold"><summary>${title}</summary>${told(title, idle, undefined)}</details>`;
  return html`<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements</h2>
${judged.length > 0 && told('Requirements', judged, trends)}${idle.length > 0 && fold}</section>`;
}

function headOf(trends: Trends | undefined): readonly string[] {
  const head = ['Clause', 'What it asks', 'Answer', '#Fail', '#Waived', '#Cannot tell', '#Pass'];
  return trends === undefined ? head : [...head, 'Run by run'];
}

function row(clause: RequirementResult, failing: ReadonlySet<string>, trends: Trends | undefined): Html {
  const { id, title, verdict, counts, rules } = clause;
  const trend = trends?.clauses.get(id);
  const filter =
    counts.fail + counts.unknown + counts.waived > 0 &&
    html` <a class="only" href="#only-${token(id)}">its findings</a>`;
  return html`<tr id="clause-${token(id)}"><th scope="row">${id}</th><td>${title}${served(rules, failing)}${filter}</td><td>${verdictBadge(verdict)}</td>${[counts.fail, counts.waived, counts.unknown, counts.pass].map(figure)}${trends !== undefined && html`<td>${trend !== undefined && clauseTrend(trend)}</td>`}</tr>\n`;
}

function served(rules: readonly string[], failing: ReadonlySet<string>): Part {
  if (rules.length === 0)
    return html`<span class="muted"> No rule: answered by an attestation, or not yet.</span>`;
  const links = rules.map((rule) => {
    const target = failing.has(rule) ? `fails-${token(rule)}` : `rule-${token(rule)}`;
    return html`<li><a href="#${target}">${rule}</a>${failing.has(rule) && html` <span class="chip bad">fails</span>`}</li>`;
  });
  return html`<details class="served"><summary>${count(rules.length, 'rule')}</summary><ul>${links}</ul></details>`;
}
