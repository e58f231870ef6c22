import type { Counts, GateResult, Report } from '../../model/report.ts';
import { countSeverities, severityCounts, subjectOf } from '../selection.ts';
import { count, withCommas } from '../text.ts';
import { code, entities, sentence } from './escape.ts';
import type { Change, Telling } from './telling.ts';

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

/** Invisible second line: there is nothing in it for which somebody should be told anything. */
export function quietMarker({ tool }: Report): string {
  return `<!-- ${tool.name}:nothing-new -->`;
}

/** What this change does to compliance, or what fails, and what the gate says: in one line. */
export function headline({ report, change }: Telling): string {
  const { tool, summary } = report;
  const told = change.isPlan ? changeOutcome(summary, change) : outcome(summary);
  return `## ${entities(tool.name)}: ${told}`;
}

type Outcome = Pick<Report['summary'], 'counts' | 'failBySeverity' | 'gate'>;

function changeOutcome({ gate }: Outcome, { brought, older, beside, fixed }: Change): string {
  if (gate.outcome === 'nothing-judged') return outcomes[gate.outcome];
  const others = [
    ...(fixed.length > 0 ? [`${withCommas(fixed.length)} fixed`] : []),
    ...(older.length > 0 ? [`${withCommas(older.length)} there before`] : []),
    ...(beside.length > 0 ? [`${withCommas(beside.length)} in the repository`] : []),
  ];
  const nothing = others.length === 0 ? 'nothing fails' : 'no new violations';
  const news =
    brought.length === 0
      ? nothing
      : `${count(brought.length, 'new violation')} (${severityCounts(countSeverities(brought))})`;
  return `${[news, ...others].join(', ')} — ${outcomes[gate.outcome]}`;
}

const outcomes: Readonly<Record<GateResult['outcome'], string>> = {
  passed: '✅ gate passed',
  failed: '❌ gate failed',
  incomplete: '⚠️ gate not passed: the reading is incomplete',
  'nothing-judged': '⚠️ nothing was judged',
};

/** What fails, and the gate's answer. */
export function outcome({ counts, failBySeverity, gate }: Outcome): string {
  const fails =
    counts.fail === 0
      ? 'nothing fails'
      : `${count(counts.fail, 'finding fails', 'findings fail')} (${severityCounts(failBySeverity)})`;
  return gate.outcome === 'nothing-judged' ? outcomes[gate.outcome] : `${fails} — ${outcomes[gate.outcome]}`;
}

export function subjectLine(report: Report): string {
  const { source, policy } = report;
  const { what, name } = subjectOf(report);
  const file = what === 'plan' && source.stack !== undefined ? ` (${code(source.subject)})` : '';
  const document = policy.document === '' ? '' : ` for ${code(policy.document)}`;
  const readAt = source.readAt === undefined ? '' : ` · read ${moment(source.readAt)}`;
  return `${what[0]?.toUpperCase()}${what.slice(1)} ${code(name)}${file} · policy ${code(policy.file)}${document}${readAt}`;
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

/** The four numbers that everyone asks for. */
export function countsLine({ summary: { counts, resources, rules } }: Report): string {
  return `${numbers(counts)} — ${count(resources, 'resource')} judged by ${count(rules, 'rule')}.`;
}

export function numbers(counts: Counts): string {
  return [
    `**${withCommas(counts.fail)}** failed`,
    `**${withCommas(counts.waived)}** waived`,
    `**${withCommas(counts.unknown)}** cannot tell`,
    `**${withCommas(counts.pass)}** passed`,
  ].join(' · ');
}
