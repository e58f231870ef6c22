import type { Counts, Report } from '../../model/report.ts';
import { severityCounts, subjectOf } from '../selection.ts';
import { count, withCommas } from '../text.ts';
import { code, entities, sentence } from './escape.ts';

/** Invisible first line by which a comment is found again and rewritten. */
export function marker(report: Report): string {
  const { what, name } = subjectOf(report);
  // Two hyphens would end the comment.
  const place = name
    .replace(/[^A-Za-z0-9._/-]+/g, '-')
    .replace(/-{2,}/g, '-')
    .slice(0, 200);
  return `<!-- ${report.tool.name}:${what}:${place} -->`;
}

/** What fails and what the gate says, in one line. */
export function headline(report: Report): string {
  return `## ${entities(report.tool.name)}: ${outcome(report.summary)}`;
}

/** What fails, and the gate's answer. */
export function outcome({
  counts,
  failBySeverity,
  gate,
}: Pick<Report['summary'], 'counts' | 'failBySeverity' | 'gate'>): string {
  const fails =
    counts.fail === 0
      ? 'nothing fails'
      : `${count(counts.fail, 'finding fails', 'findings fail')} (${severityCounts(failBySeverity)})`;
  const outcomes = {
    passed: '✅ gate passed',
    failed: '❌ gate failed',
    incomplete: '⚠️ gate open: the reading is incomplete',
    'nothing-judged': '⚠️ nothing was judged',
  } as const;
  return gate.outcome === 'nothing-judged' ? outcomes[gate.outcome] : `${fails} — ${outcomes[gate.outcome]}`;
}

export function subjectLine(report: Report): string {
  const { source, policy } = report;
  const { what, name } = subjectOf(report);
  const file = what === 'plan' && source.stack !== undefined ? ` (${code(source.subject)})` : '';
  const document = policy.document === '' ? '' : ` for ${code(policy.document)}`;
  const readAt = source.readAt === undefined ? '' : ` · read ${moment(source.readAt)}`;
  return `${what === 'plan' ? 'Plan' : 'Account'} ${code(name)}${file} · policy ${code(policy.file)}${document}${readAt}`;
}

/** `2026-11-20T09:30:00Z` is `2026-11-20 09:30 UTC`. */
export function moment(time: string): string {
  const [, day, minute] = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d)(?::[\d.]+)?Z$/.exec(time) ?? [];
  return day === undefined ? sentence(time) : `${day} ${minute} UTC`;
}

export function gateLine({
  summary: { gate },
}: {
  readonly summary: Pick<Report['summary'], 'gate'>;
}): string {
  const scope = gate.judged === 'introduced' ? 'what the plan introduces' : 'all findings';
  const bar = gate.failOn === 'none' ? 'it never fails' : `it fails on ${gate.failOn} or worse`;
  return `**Gate** ${sentence(gate.reason)} _(It judges ${scope}; ${bar}.)_`;
}

/** The four numbers that everyone asks for, then what the plan changes. */
export function countsLines(report: Report): string {
  const { counts, changes, resources, rules } = report.summary;
  const judged = `${count(resources, 'resource')} judged by ${count(rules, 'rule')}`;
  const changed = changes.introduced + changes.fixed;
  const change =
    changed === 0
      ? ''
      : `\\\nThe plan brings ${count(changes.introduced, 'new finding')} and mends ${withCommas(changes.fixed)}.`;
  return `${numbers(counts)} — ${judged}.${change}`;
}

export function numbers(counts: Counts): string {
  return [
    `**${withCommas(counts.fail)}** failed`,
    `**${withCommas(counts.waived)}** waived`,
    `**${withCommas(counts.unknown)}** cannot tell`,
    `**${withCommas(counts.pass)}** passed`,
  ].join(' · ');
}
