import type { Counts, Report, RequirementResult, Summary, Verdict } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import { movementSentence, type Trends } from '../../model/trends.ts';
import { count, withCommas } from '../text.ts';
import { type Html, html, joined, type Part } from './markup.ts';
import { failingClauses } from './sparkline.ts';
import { moment, subjectOf, verdictWords } from './words.ts';

const outcomes = {
  passed: { word: 'passed', state: 'pass' },
  failed: { word: 'failed', state: 'fail' },
  incomplete: { word: 'open: the reading is incomplete', state: 'unknown' },
  'nothing-judged': { word: 'open: nothing was judged', state: 'unknown' },
} as const;

/** The page's head: what was judged, by what, and when it was read. */
export function header(report: Report): Html {
  const { source, policy, tool } = report;
  const { what, name } = subjectOf(report);
  const details: readonly (readonly [string, Part])[] = [
    ['Policy', html`${policy.name} (<code>${policy.file}</code>)`],
    ['Document', policy.document !== '' && html`<code>${policy.document}</code>`],
    ['From', name !== source.subject && html`<code>${source.subject}</code>`],
    ['Read', source.readAt !== undefined && moment(source.readAt)],
    ...Object.entries(source.detail).map(
      ([key, value]) => [capital(key), html`<code>${value}</code>`] as const,
    ),
  ];
  return banner({
    kind: what,
    name,
    tool: `${tool.name} ${tool.version}`,
    gate: report.summary.gate,
    details,
  });
}

/** The same frame for one report and for many accounts. */
export function banner(about: {
  readonly kind: string;
  readonly name: string;
  readonly tool: string;
  readonly gate: Summary['gate'];
  readonly details: readonly (readonly [string, Part])[];
}): Html {
  const { word, state } = outcomes[about.gate.outcome];
  const told = about.details.filter(([, value]) => value !== false && value !== undefined);
  return html`<header><p class="tool">${about.tool} · compliance report</p>
<div class="head"><h1><span class="kind">${about.kind}</span> ${breakable(about.name)}</h1><p class="gate ${state}">Gate ${word}</p></div>
<dl class="meta">${told.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl></header>`;
}

/** Paths break behind their slashes where they have to. */
function breakable(path: string): Part {
  return joined(path.split('/'), html`/<wbr>`);
}

function capital(word: string): string {
  return word.replace(/^./, (letter) => letter.toUpperCase());
}

/** What the gate says, and the numbers that everyone asks for. */
export function summary(report: Report, trends: Trends | undefined): Html {
  const { counts, failBySeverity, changes, resources, rules } = report.summary;
  const change = changes.introduced + changes.fixed > 0 && changesOf(report);
  return html`<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>
${gateSentence(report.summary.gate)}
${tiles(counts, failBySeverity)}
<div class="cards">${clauseCard(report.requirements, trends)}${change}<div class="card"><h3>Judged</h3><p>${count(resources, 'resource')} by ${count(rules, 'rule')}. ${withCommas(counts.notApplicable)} times a rule had nothing to judge.</p>${lookedInto(report)}</div></div></section>`;
}

export function gateSentence({ reason, judged, failOn }: Summary['gate']): Html {
  const scope = judged === 'introduced' ? 'what the plan introduces' : 'all findings';
  const bar = failOn === 'none' ? 'it never fails' : `it fails on ${failOn} or worse`;
  return html`<p class="reason"><b>${reason}</b> <span class="muted">The gate judges ${scope}; ${bar}.</span></p>`;
}

/** Failed, waived, cannot tell, passed; what fails by severity. */
export function tiles(counts: Counts, failBySeverity: Summary['failBySeverity']): Html {
  const bySeverity = severities
    .filter((severity) => failBySeverity[severity] > 0)
    .map(
      (severity) =>
        html`<span class="badge ${severity}">${withCommas(failBySeverity[severity])} ${severity}</span> `,
    );
  const tile = (state: string, value: number, word: string, more: Part = false) =>
    html`<li class="tile ${state}"><b>${withCommas(value)}</b> <span>${word}</span>${more}</li>`;
  return html`<ul class="tiles">${[
    tile(
      'fail',
      counts.fail,
      counts.fail === 1 ? 'fails' : 'fail',
      bySeverity.length > 0 && html`<p>${bySeverity}</p>`,
    ),
    tile('unknown', counts.unknown, 'cannot tell'),
    tile('waived', counts.waived, 'waived'),
    tile('pass', counts.pass, counts.pass === 1 ? 'passes' : 'pass'),
  ]}</ul>`;
}

const manyWords: Readonly<Record<Verdict, string>> = { ...verdictWords, fail: 'fail', pass: 'hold' };
const order: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];

/** How many clauses hold, and how that moved. */
export function clauseCard(
  requirements: readonly Pick<RequirementResult, 'verdict'>[],
  trends: Trends | undefined,
): Html {
  const numbers = order.map(
    (verdict) => [verdict, requirements.filter((one) => one.verdict === verdict).length] as const,
  );
  const legend = numbers
    .filter(([, number]) => number > 0)
    .map(
      ([verdict, number]) =>
        html`<li><i class="key ${verdict}"></i><b>${number}</b> ${number === 1 ? verdictWords[verdict] : manyWords[verdict]}</li>`,
    );
  return html`<div class="card wide"><h3>${count(requirements.length, 'clause')}</h3>${bar(numbers)}<ul class="legend">${legend}</ul>${trends !== undefined && moves(trends)}</div>`;
}

/** One bar of all clauses; the list under it says the same. */
function bar(numbers: readonly (readonly [Verdict, number])[]): Html {
  const all = Math.max(
    1,
    numbers.reduce((sum, [, number]) => sum + number, 0),
  );
  let at = 0;
  const parts = numbers.map(([verdict, number]) => {
    const width = (number / all) * 1000;
    const x = at;
    at += width;
    return (
      number > 0 &&
      html`<rect class="${verdict}" x="${x.toFixed(1)}" width="${width.toFixed(1)}" height="10"/>`
    );
  });
  return html`<svg class="bar" aria-hidden="true" viewBox="0 0 1000 10" preserveAspectRatio="none">${parts}</svg>`;
}

function moves(trends: Trends): Html {
  const words = movementSentence(trends);
  if (words === '')
    return html`<p class="muted">The first run of this history: the next one tells what moved.</p>`;
  return html`${failingClauses(trends)}<p>${words}</p>`;
}

function changesOf({ summary: { changes } }: Report): Html {
  return html`<div class="card"><h3>This plan</h3><ul class="change"><li><b>${withCommas(changes.introduced)}</b> new</li><li><b>${withCommas(changes.fixed)}</b> fixed</li><li><b>${withCommas(changes.unchanged)}</b> unchanged</li>${changes.none > 0 && html`<li><b>${withCommas(changes.none)}</b> in the repository</li>`}</ul></div>`;
}

function lookedInto({ summary: { notLookedInto } }: Report): Part {
  const types = Object.keys(notLookedInto).length;
  return (
    types > 0 &&
    html`<p><a href="#not-looked-into">${count(types, 'resource type')}</a> by tags and name only.</p>`
  );
}
