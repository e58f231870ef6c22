import type { Finding, Report, ReportRule } from '../../model/report.ts';
import { byRule, select } from '../selection.ts';
import type { SourceRepository } from '../source-link.ts';
import { count, withCommas } from '../text.ts';
import { token } from './anchors.ts';
import { findingHtml } from './finding.ts';
import type { Limits } from './limits.ts';
import { type Html, html, joined, type Part } from './markup.ts';
import { proseHtml } from './prose.ts';
import { severityBadge } from './words.ts';

/** One of the answers that findings are shown by. */
export interface Section {
  readonly id: 'fails' | 'cannot-tell' | 'waived' | 'fixed' | 'passes';
  readonly title: string;
  readonly lead: string;
  readonly findings: readonly Finding[];
}

/** Findings by what people do with them; sections with nothing in them are left out. */
export function sectionsOf(report: Report): readonly Section[] {
  const { failing, cannotTell, waived } = select(report);
  const fixed = report.findings.filter(({ change }) => change === 'fixed');
  const passes = report.findings.filter(({ verdict, change }) => verdict === 'pass' && change !== 'fixed');
  const all: readonly Section[] = [
    {
      id: 'fails',
      title: 'Fails',
      lead:
        report.summary.gate.judged === 'introduced'
          ? 'To be mended: what the plan brings first, worst first.'
          : 'To be mended, worst first.',
      findings: failing,
    },
    {
      id: 'cannot-tell',
      title: 'Cannot tell',
      lead: 'Neither passed nor failed: the value that decides could not be read.',
      findings: cannotTell.filter(({ change }) => change !== 'fixed'),
    },
    {
      id: 'waived',
      title: 'Waived',
      lead: 'These fail, and a waiver that still holds excuses them.',
      findings: waived,
    },
    {
      id: 'fixed',
      title: 'Fixed',
      lead: 'These failed before; the plan mends them or takes them away.',
      findings: fixed,
    },
    { id: 'passes', title: 'Passes', lead: 'What was judged and found right.', findings: passes },
  ];
  return all.filter(({ findings }) => findings.length > 0);
}

/** How the groups of a section are told. */
interface Frame {
  readonly report: Report;
  readonly limits: Limits;
  readonly repository: SourceRepository | undefined;
  /** Tells the groups of accounts apart. */
  readonly scope: string;
  readonly level: 'h3' | 'h5';
}

/** Every section's groups, in pieces; the room is given to the worst first. */
export function* findingSections(
  sections: readonly Section[],
  frame: Frame,
  heading: (section: Section) => Html,
): Generator<string> {
  const rules = new Map(frame.report.rules.map((rule) => [rule.id, rule]));
  const room = openRoom(frame.limits);
  for (const section of sections) {
    yield html`<section class="answers" data-v="${section.id}">${heading(section)}<p class="lead">${section.lead}</p>\n`
      .html;
    for (const [id, findings] of byRule(section.findings)) {
      yield* group({ section, frame, rule: rules.get(id), id, findings }, room);
    }
    yield '</section>\n';
  }
}

type Form = 'whole' | 'line' | 'none';

/** Hands out the room of a page, finding by finding. */
function openRoom({ whole, lines, passes }: Limits): (section: Section['id']) => Form {
  let told = 0;
  return (section) => {
    if (section === 'passes') return passes === 'counts' ? 'none' : passes === 'lines' ? 'line' : 'whole';
    told += 1;
    if (told <= whole) return 'whole';
    return told <= lines ? 'line' : 'none';
  };
}

interface Group {
  readonly section: Section;
  readonly frame: Frame;
  readonly rule: ReportRule | undefined;
  readonly id: string;
  readonly findings: readonly Finding[];
}

/** Groups that stand open: as many as a reader can look over. */
const mostOpen = 40;

function* group(one: Group, room: (section: Section['id']) => Form): Generator<string> {
  const { section, frame, rule, id, findings } = one;
  const [first] = findings;
  if (first === undefined) return;
  const open = section.id === 'fails' && section.findings.length <= mostOpen;
  const clauses = first.requirements.map(token).join(' ');
  const { level } = frame;
  const heading = { html: `<${level}>${html`${rule?.title ?? id}`.html}</${level}>` };
  yield html`<details class="group" data-c="${clauses}"${open && html` open`}><summary>${severityBadge(first.severity)} <span class="title">${heading} <code>${id}</code></span> <span class="many">${howMany(one)}</span></summary>\n<div class="inside" id="${frame.scope}${section.id}-${token(id)}">${about(one)}`
    .html;
  let left = 0;
  for (const finding of findings) {
    const form = room(section.id);
    if (form === 'none') left += 1;
    else yield findingHtml(finding, { whole: form === 'whole', repository: frame.repository }).html;
  }
  if (left > 0) yield html`<p class="left">${leftOut(left, findings.length)}</p>\n`.html;
  yield '</div></details>\n';
}

/** How many resources, and how many of them a plan does this to. */
function howMany({ section, findings }: Group): string {
  const all = count(findings.length, 'resource');
  const brought = findings.filter(({ change }) => change === 'introduced').length;
  if (section.id !== 'fails' || brought === 0) return all;
  return brought === findings.length ? `${all}, new` : `${all}, ${withCommas(brought)} new`;
}

function leftOut(left: number, all: number): string {
  const what = left === all ? count(all, 'finding') : `${withCommas(left)} more`;
  return `${what}: too many for this page; the JSON report has each of them.`;
}

/** Why the rule is there and what to write; only where something is to be done. */
function about({ section, frame, rule, findings }: Group): Part {
  const ids = findings[0]?.requirements ?? [];
  const known = new Set(frame.report.requirements.map(({ id }) => id));
  const clauses =
    ids.length > 0 &&
    html`<p class="clauses">Clauses: ${joined(
      ids.map((id) => clauseLink(id, known)),
      ', ',
    )}</p>`;
  if (rule === undefined || section.id !== 'fails') return clauses;
  const why =
    rule.rationale !== '' &&
    html`<div><b class="label">Why</b>${proseHtml(rule.rationale)}${clauses}${references(rule)}</div>`;
  const fix =
    rule.remediation !== '' &&
    html`<div class="fix"><b class="label">Fix</b>${proseHtml(rule.remediation)}</div>`;
  return html`<div class="about">${why || clauses}${fix}</div>`;
}

/** Leads to a clause's row, if the page has one. */
export function clauseLink(id: string, known: ReadonlySet<string>): Html {
  return known.has(id) ? html`<a href="#clause-${token(id)}">${id}</a>` : html`${id}`;
}

function references({ references: all }: ReportRule): Part {
  if (all.length === 0) return false;
  return html`<p class="clauses">See also: ${joined(all.map(reference), ', ')}</p>`;
}

function reference(text: string): Html {
  return /^https:\/\/[^\s"<>]+$/.test(text)
    ? html`<a href="${text}" rel="noreferrer">${text.replace(/^https:\/\//, '')}</a>`
    : html`${text}`;
}
