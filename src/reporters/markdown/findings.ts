import type { Finding } from '../../model/report.ts';
import { type Severity, severities } from '../../model/rule.ts';
import { byRule, countSeverities, severityCounts } from '../selection.ts';
import { count } from '../text.ts';
import { code, sentence, table } from './escape.ts';
import type { Limits } from './limits.ts';
import { lineOf, resourceOf } from './place.ts';
import { folded } from './sections.ts';
import { isGone, type Telling } from './telling.ts';

const marks: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '🔵',
  info: '⚪',
};

export function severityMark(severity: Severity): string {
  // Narrow columns would part the two.
  return `${marks[severity]}&nbsp;${severity}`;
}

/** What a plan brings, or all that fails where nothing is compared; worst first, one row a finding. */
export function failingTable(telling: Telling): string {
  const { change, limits } = telling;
  if (change.brought.length === 0 || limits.rows === 0) return '';
  const title = change.isPlan ? `### New with this plan (${change.brought.length})` : '### What fails';
  const { rows, rest } = violations(change.brought, limits.rows, telling);
  return `${title}\n\n${table(head(telling), rows)}${rest}`;
}

/** What fails and is not of the plan's making: counted, and folded away. */
export function olderTables(telling: Telling): string {
  const { older, beside } = telling.change;
  const leaves = `that this plan leaves as ${older.length === 1 ? 'it was' : 'they were'}`;
  return [
    otherTable('Not new', older, leaves, telling),
    otherTable('In the repository', beside, 'beside this plan', telling),
  ]
    .filter((one) => one !== '')
    .join('\n\n');
}

function otherTable(where: string, findings: readonly Finding[], words: string, telling: Telling): string {
  if (findings.length === 0) return '';
  const bySeverity = severityCounts(countSeverities(findings));
  const title = `${where}: ${count(findings.length, 'violation')} (${bySeverity}) ${words}`;
  const { rows, rest } = violations(findings, telling.limits.olderRows, telling);
  if (rows.length === 0) return `**${title}**`;
  return `<details><summary><b>${title}</b></summary>\n\n${table(head(telling), rows)}${rest}\n\n</details>`;
}

function violations(
  findings: readonly Finding[],
  most: number,
  telling: Telling,
): { readonly rows: readonly (readonly string[])[]; readonly rest: string } {
  const { limits, options } = telling;
  const listed = severities.slice(0, severities.indexOf(limits.least) + 1);
  const shown = findings.filter(({ severity }) => listed.includes(severity)).slice(0, most);
  const rows = shown.map((finding) => [
    severityMark(finding.severity),
    code(finding.rule),
    resourceOf(finding.resource, expiry(finding)),
    ...(hasLines(telling) ? [lineOf(finding, options, 'column') || '–'] : []),
    finding.requirements.map((id) => sentence(id) || '–').join(', ') || '–',
  ]);
  const others = new Set(shown);
  const left = findings.filter((finding) => !others.has(finding));
  const rest = `\n\n…and ${count(left.length, 'more finding')} (${severityCounts(countSeverities(left))}).`;
  return { rows, rest: left.length > 0 ? rest : '' };
}

function head(telling: Telling): readonly string[] {
  return ['Severity', 'Rule', 'Resource', ...(hasLines(telling) ? ['Line'] : []), 'Requirement'];
}

function hasLines({ selection }: Telling): boolean {
  return selection.failing.some(({ locations }) => locations.length > 0);
}

function expiry({ waiver }: Finding): readonly string[] {
  return waiver?.status === 'expired' ? ['waiver expired'] : [];
}

/** What the plan mends; what only leaves with its resource is said to be gone. */
export function fixedTable({ change: { fixed }, limits }: Telling): string {
  if (fixed.length === 0) return '';
  const rows = fixed.map((finding) => [
    severityMark(finding.severity),
    code(finding.rule),
    resourceOf(finding.resource),
    isGone(finding) ? 'gone with the resource' : '✅ mended',
  ]);
  const gone = fixed.filter(isGone).length;
  const title = `Fixed by this plan: ${fixed.length}${gone > 0 ? `, ${gone} of them gone with the resource` : ''}`;
  const room: Limits = { ...limits, lesserRows: limits.fixedRows };
  return folded(title, ['Severity', 'Rule', 'Resource', ''], rows, room);
}

/** For when there is no room for more: how many by rule. */
export function ruleCounts({ report, selection: { failing }, limits }: Telling): string {
  if (failing.length === 0 || !limits.countsByRule) return '';
  const titles = new Map(report.rules.map((rule) => [rule.id, rule.title]));
  const groups = [...byRule(failing)];
  const rows = groups
    .slice(0, limits.rulesCounted)
    .map(([id, findings]) => [
      severityMark(findings[0]?.severity ?? 'info'),
      code(id),
      sentence(titles.get(id) ?? ''),
      String(findings.length),
    ]);
  const more = groups.length - rows.length;
  const rest = more > 0 ? `\n\n…and ${count(more, 'more rule')}.` : '';
  return `### What fails, by rule\n\n${table(['Severity', 'Rule', 'Title', 'Findings'], rows)}${rest}`;
}

export function cannotTell({ selection: { cannotTell: findings }, limits, options, view }: Telling): string {
  if (findings.length === 0) return '';
  const title = `Cannot tell: ${findings.length}`;
  if (limits.unknownRows === 0) return `**${title}**`;
  const rows = findings
    .slice(0, limits.unknownRows)
    .map((finding) => [
      severityMark(finding.severity),
      code(finding.rule),
      [resourceOf(finding.resource), lineOf(finding, options)].filter((one) => one !== '').join('<br>'),
      sentence(finding.message, finding.resource.label) || '–',
    ]);
  const more = findings.length - rows.length;
  const rest = more > 0 ? `\n\n…and ${count(more, 'more', 'more')}.` : '';
  const body = `Neither passed nor failed: the value that decides is not there to be read.\n\n${table(['Severity', 'Rule', 'Resource', 'Why'], rows)}${rest}`;
  return view === 'summary'
    ? `### ${title}\n\n${body}`
    : `<details><summary><b>${title}</b></summary>\n\n${body}\n\n</details>`;
}

/** What is excused, and until when: the next to end comes first. */
export function waivedTable({ selection: { waived }, limits }: Telling): string {
  if (waived.length === 0) return '';
  const until = ({ waiver }: Finding) => waiver?.expires ?? '';
  const sorted = [...waived].sort((a, b) => (until(a) < until(b) ? -1 : until(a) > until(b) ? 1 : 0));
  const rows = sorted.map((finding) => [
    sentence(until(finding)) || '–',
    severityMark(finding.severity),
    code(finding.rule),
    resourceOf(finding.resource),
    sentence(finding.waiver?.owner ?? '') || '–',
    sentence(finding.waiver?.reason ?? '') || '–',
  ]);
  const title = `Waived: ${waived.length}${nextEnd(sorted, ', the next until ')}`;
  return folded(title, ['Until', 'Severity', 'Rule', 'Resource', 'Owner', 'Reason'], rows, limits);
}

/** When the first of the waivers ends, behind some words; empty where none does. */
export function nextEnd(waived: readonly Finding[], words: string): string {
  const [first] = waived.flatMap(({ waiver }) => waiver?.expires ?? []).sort();
  return first !== undefined && /^\d{4}-\d\d-\d\d$/.test(first) ? `${words}${first}` : '';
}
