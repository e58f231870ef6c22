import type { Finding, Report, ReportRule } from '../../model/report.ts';
import type { Severity } from '../../model/rule.ts';
import { byRule, type Selection } from '../selection.ts';
import { asSteps, count, prose } from '../text.ts';
import { closedFences, code, codeElement, entities, sentence, table } from './escape.ts';
import type { Limits } from './limits.ts';

const marks: Readonly<Record<Severity, string>> = {
  critical: '🔴',
  high: '🟠',
  medium: '🟡',
  low: '🔵',
  info: '⚪',
};

export function severityMark(severity: Severity): string {
  return `${marks[severity]} ${severity}`;
}

/** What fails, worst first: one row a finding. */
export function failingTable({ failing }: Selection, limits: Limits): string {
  if (failing.length === 0 || limits.rows === 0) return '';
  const rows = failing
    .slice(0, limits.rows)
    .map((finding) => [
      severityMark(finding.severity),
      code(finding.rule),
      `${code(finding.resource.label)}${novelty(finding)}`,
      finding.requirements.map(sentenceOrDash).join(', ') || '–',
    ]);
  const more = failing.length - rows.length;
  const rest = more > 0 ? `\n\n…and ${count(more, 'more finding')}.` : '';
  return `### What fails\n\n${table(['Severity', 'Rule', 'Resource', 'Requirement'], rows)}${rest}`;
}

function sentenceOrDash(text: string): string {
  return sentence(text) || '–';
}

function novelty({ change, waiver }: Finding): string {
  const words = [
    ...(change === 'introduced' ? ['new'] : []),
    ...(waiver?.status === 'expired' ? ['waiver expired'] : []),
  ];
  return words.length === 0 ? '' : ` <sup>${words.join(', ')}</sup>`;
}

/** One fold a rule: why it matters, what to write, and every resource with its sentence. */
export function ruleDetails(report: Report, { failing }: Selection, limits: Limits): string {
  if (limits.resourcesPerRule === 0) return '';
  const rules = new Map(report.rules.map((rule) => [rule.id, rule]));
  const folds = [...byRule(failing)].map(([id, findings]) => fold(rules.get(id), findings, limits));
  return folds.length === 0 ? '' : `### Why, and how to fix it\n\n${folds.join('\n\n')}`;
}

function fold(rule: ReportRule | undefined, findings: readonly Finding[], limits: Limits): string {
  const [first] = findings;
  if (first === undefined) return '';
  const title = rule === undefined ? first.rule : rule.title;
  const head = `${severityMark(first.severity)} · <b>${entities(title)}</b> · ${codeElement(first.rule)} · ${count(findings.length, 'resource')}`;
  const parts = [
    `<details><summary>${head}</summary>`,
    findings.slice(0, limits.resourcesPerRule).map(item).join('\n'),
    findings.length > limits.resourcesPerRule
      ? `…and ${count(findings.length - limits.resourcesPerRule, 'more resource')}.`
      : '',
    rule === undefined || rule.rationale === '' ? '' : closedFences(`**Why** ${prose(rule.rationale)}`),
    rule === undefined || rule.remediation === ''
      ? ''
      : closedFences(`**Fix**\n\n${asSteps(prose(rule.remediation))}`),
    '</details>',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function item(finding: Finding): string {
  const [place] = finding.locations;
  const where = place === undefined ? '' : ` — ${code(`${place.file}:${place.line}`)}`;
  const { waiver } = finding;
  const expired =
    waiver?.status === 'expired'
      ? ` The waiver${waiver.owner === undefined ? '' : ` by ${sentence(waiver.owner)}`} expired on ${sentence(waiver.expires)}.`
      : '';
  return `- ${sentence(finding.message, finding.resource.label)}${expired}${where}`;
}

/** For when there is no room for more: how many by rule. */
export function ruleCounts(report: Report, { failing }: Selection, limits: Limits): string {
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

export function cannotTell({ cannotTell: findings }: Selection, limits: Limits): string {
  if (findings.length === 0) return '';
  const head = `### Cannot tell (${findings.length})`;
  if (limits.unknownRows === 0) return `${head}\n\n${count(findings.length, 'verdict')} could not be told.`;
  const rows = findings
    .slice(0, limits.unknownRows)
    .map((finding) => [
      severityMark(finding.severity),
      code(finding.rule),
      code(finding.resource.label),
      sentence(finding.message, finding.resource.label) || '–',
    ]);
  const more = findings.length - rows.length;
  const rest = more > 0 ? `\n\n…and ${count(more, 'more')}.` : '';
  return `${head}\n\nNeither passed nor failed: the value that decides is not there to be read.\n\n${table(['Severity', 'Rule', 'Resource', 'Why'], rows)}${rest}`;
}
