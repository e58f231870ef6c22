import type { Finding, Report } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import { withCommas } from '../text.ts';
import { token } from './anchors.ts';
import { environmentToken } from './finding.ts';
import type { Section } from './findings.ts';
import { type Html, html, type Part } from './markup.ts';

interface Choice {
  readonly name: string;
  readonly id: string;
  readonly count: number;
}

/** What readers may narrow the findings by, and the style that does it without a script. */
export interface Filters {
  readonly controls: Html;
  readonly style: string;
}

/** Boxes to tick off severities, answers and environments; a clause is chosen by its link. */
export function filtersOf(report: Report, sections: readonly Section[]): Filters {
  const findings = sections.flatMap((section) => section.findings);
  const bySeverity = tally(findings, ({ severity }) => severity);
  const byEnvironment = tally(findings, environmentToken);
  const names = new Map(findings.map((one) => [environmentToken(one), one.resource.environment]));
  const chosen = severities.filter((one) => bySeverity.has(one));
  const environments = [...byEnvironment.keys()].sort();
  const clauses = clausesIn(report, sections);
  const controls = html`${boxes(
    'Severity',
    's',
    chosen.map((id) => ({ name: id, id, count: bySeverity.get(id) ?? 0 })),
  )}${boxes(
    'Answer',
    'v',
    sections.map(({ id, title, findings: { length } }) => ({ name: title, id, count: length })),
  )}${novelty(findings)}${
    environments.length > 1 &&
    boxes(
      'Environment',
      'e',
      environments.map((id) => ({
        name: names.get(id) || 'not known',
        id,
        count: byEnvironment.get(id) ?? 0,
      })),
    )
  }${clauseChoice(clauses)}`;
  const hides = [
    ...chosen.map((id) => hiding('s', id)),
    ...sections.map(({ id }) => hiding('v', id)),
    ...environments.map((id) => hiding('e', id)),
    ...clauses.map(showing),
    'body:has([id="n-only"]:checked) .finding:not([data-n="introduced"]){display:none}',
  ];
  return { controls: panel(controls, clauses), style: hides.join('\n') };
}

const answers = { fails: 'Fails', 'cannot-tell': 'Cannot tell', waived: 'Waived' } as const;

/** The same over several accounts, which are told apart by their own folds. */
export function filtersOfAll(clauses: readonly string[]): Filters {
  const named = (choices: Readonly<Record<string, string>>) =>
    Object.entries(choices).map(([id, name]) => ({ id, name, count: 0 }));
  const bySeverity = Object.fromEntries(severities.map((one) => [one, one]));
  const controls = html`${boxes('Severity', 's', named(bySeverity))}${boxes('Answer', 'v', named(answers))}${clauseChoice(clauses)}`;
  const hides = [
    ...severities.map((id) => hiding('s', id)),
    ...Object.keys(answers).map((id) => hiding('v', id)),
    ...clauses.map(showing),
  ];
  return { controls: panel(controls, clauses), style: hides.join('\n') };
}

function showing(clause: string): string {
  const id = token(clause);
  return `body:has([id="only-${id}"]:target) .answers .group:not([data-c~="${id}"]){display:none}`;
}

function hiding(kind: string, id: string): string {
  return `body:has([id="${kind}-${id}"]:not(:checked)) [data-${kind}="${id}"]{display:none}`;
}

/** Controls that need the script are hidden until it runs. */
function panel(controls: Html, clauses: readonly string[]): Html {
  const targets = clauses.map(
    (id) =>
      html`<p class="chosen" id="only-${token(id)}">Only clause <b>${id}</b>. <a href="#findings">Show all</a></p>`,
  );
  return html`<details class="filters" open><summary>Filters</summary><div class="controls">${targets}<div class="js" hidden><label for="search">Text</label><input id="search" type="search" autocomplete="off" placeholder="name, rule, file …"></div>${controls}<div class="js buttons" hidden><button type="button" id="open-all">Open all</button><button type="button" id="close-all">Close all</button><button type="button" id="reset">Reset</button></div><p id="shown" role="status"></p></div></details>`;
}

function boxes(title: string, kind: string, choices: readonly Choice[]): Part {
  if (choices.length === 0) return false;
  const items = choices.map(
    ({ name, id, count }) =>
      html`<label><input type="checkbox" autocomplete="off" checked id="${kind}-${id}"> ${name}${count > 0 && html` <span class="muted">${withCommas(count)}</span>`}</label>`,
  );
  return html`<fieldset><legend>${title}</legend>${items}</fieldset>`;
}

function novelty(findings: readonly Finding[]): Part {
  const isNew = findings.filter(({ change }) => change === 'introduced').length;
  if (isNew === 0) return false;
  return html`<fieldset><legend>Change</legend><label><input type="checkbox" autocomplete="off" id="n-only"> only what is new <span class="muted">${withCommas(isNew)}</span></label></fieldset>`;
}

function clauseChoice(clauses: readonly string[]): Part {
  if (clauses.length === 0) return false;
  const options = clauses.map((id) => html`<option value="only-${token(id)}">${id}</option>`);
  return html`<div class="js" hidden><label for="clause">Clause</label><select id="clause" autocomplete="off"><option value="findings">all</option>${options}</select></div>`;
}

/** Clauses of the report that have findings on the page. */
function clausesIn({ requirements }: Report, sections: readonly Section[]): readonly string[] {
  const found = new Set(sections.flatMap(({ findings }) => findings.flatMap((one) => one.requirements)));
  return requirements.map(({ id }) => id).filter((id) => found.has(id));
}

function tally(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const finding of findings) counts.set(keyOf(finding), (counts.get(keyOf(finding)) ?? 0) + 1);
  return counts;
}
