import type { ReportRule } from '../../model/report.ts';
import { asSteps, oneLine, prose, truncateEnd } from '../text.ts';
import { withPeriod } from './message.ts';
import { sarifSeverity } from './severity.ts';
import type { SarifRule } from './types.ts';

const longestName = 255;
const longestDescription = 1_024;
const mostTags = 10;

/** Every loaded rule, sorted by id, the same in every run: GitHub closes and reopens alerts when rules come and go. */
export function sarifRules(rules: readonly ReportRule[]): readonly SarifRule[] {
  const ordered = [...rules].sort((left, right) => (left.id < right.id ? -1 : 1));
  return ordered.map(sarifRule);
}

function sarifRule(rule: ReportRule): SarifRule {
  const { level, problem, score } = sarifSeverity[rule.severity];
  const helpUri = rule.references.find(
    (reference) => /^https:\/\/[^\s]+$/.test(reference) && URL.canParse(reference),
  );
  return {
    id: rule.id,
    name: truncateEnd(pascalCase(rule.id), longestName),
    shortDescription: { text: description(rule.title) },
    fullDescription: { text: description(rule.rationale === '' ? rule.title : rule.rationale) },
    help: { text: helpText(rule), markdown: helpMarkdown(rule) },
    ...(helpUri === undefined ? {} : { helpUri }),
    defaultConfiguration: { level },
    properties: {
      tags: tagsOf(rule),
      precision: 'very-high',
      'problem.severity': problem,
      ...(score === undefined ? {} : { 'security-severity': score }),
    },
  };
}

function description(text: string): string {
  return withPeriod(truncateEnd(oneLine(text) || 'No description', longestDescription - 1));
}

/** `rds/instance-keeps-backups` is `RdsInstanceKeepsBackups`. */
export function pascalCase(id: string): string {
  return id
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.slice(0, 1).toUpperCase() + word.slice(1))
    .join('');
}

function tagsOf(rule: ReportRule): readonly string[] {
  const service = rule.id.split('/')[0] ?? '';
  const tags = new Set(['security', 'aws', service, ...rule.requirements.map((id) => `requirement/${id}`)]);
  return [...tags].filter((tag) => tag !== '').slice(0, mostTags);
}

function helpText(rule: ReportRule): string {
  const parts = [
    withPeriod(oneLine(rule.title)),
    `Why: ${prose(rule.rationale)}`,
    `Fix: ${prose(rule.remediation)}`,
    `Requirements: ${rule.requirements.map(oneLine).join(', ')}`,
    `References: ${rule.references.map(oneLine).join(', ')}`,
  ];
  return parts.filter((part) => !part.endsWith(': ')).join('\n\n');
}

/** Shown by GitHub instead of the text. The rule's own prose is Markdown already. */
function helpMarkdown(rule: ReportRule): string {
  const sections = [
    ['Why', prose(rule.rationale)],
    ['Fix', asSteps(prose(rule.remediation))],
    ['Requirements', listOf(rule.requirements)],
    ['References', listOf(rule.references)],
  ] as const;
  const filled = sections.filter(([, body]) => body !== '');
  return [`**${oneLine(rule.title)}**`, ...filled.map(([title, body]) => `## ${title}\n\n${body}`)].join(
    '\n\n',
  );
}

function listOf(items: readonly string[]): string {
  return items.map((item) => `- ${oneLine(item)}`).join('\n');
}
