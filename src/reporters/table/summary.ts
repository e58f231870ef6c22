import type { Report } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import { type Selection, severityCounts, subjectOf } from '../selection.ts';
import { count, oneLine, sentenceList, truncateEnd, truncateMiddle, withCommas } from '../text.ts';
import { fixedRows, statementRows, waivedRows, waiverNotes } from './exceptions.ts';
import { labelled, wrapped } from './lines.ts';
import type { Paint } from './paint.ts';
import { readLine } from './read.ts';

const longestText = 300;
const mostGaps = 3;

/** Tool, source and policy; then the numbers that everyone looks for. */
export function head(report: Report, paint: Paint, width: number): string {
  const { tool, policy, summary } = report;
  const { what, name } = subjectOf(report);
  const title = [
    paint('strong', `${tool.name} ${tool.version}`),
    `${what} ${truncateMiddle(oneLine(name), longestText)}`,
    `policy ${oneLine(policy.file)}`,
  ];
  return `${wrapped(title.join(' · '), width)}\n\n${wrapped(numbers(summary, paint), width)}`;
}

/** The numbers that everyone looks for. */
export function numbers(
  {
    counts,
    failBySeverity,
    gate: { outcome },
  }: Pick<Report['summary'], 'counts' | 'failBySeverity' | 'gate'>,
  paint: Paint,
): string {
  if (outcome === 'nothing-judged') return paint('unknown', 'nothing was judged');
  const bySeverity = severities
    .filter((severity) => failBySeverity[severity] > 0)
    .map((severity) => paint(severity, `${withCommas(failBySeverity[severity])} ${severity}`));
  const fails =
    counts.fail === 0 ? paint('pass', 'nothing fails') : paint('strong', `${withCommas(counts.fail)} fail`);
  const others = [
    ...(counts.unknown > 0 ? [paint('unknown', `${withCommas(counts.unknown)} cannot tell`)] : []),
    ...(counts.waived > 0 ? [paint('quiet', `${withCommas(counts.waived)} waived`)] : []),
    paint('pass', `${withCommas(counts.pass)} pass`),
  ];
  return [
    [fails, ...(bySeverity.length === 0 ? [] : [`(${bySeverity.join(', ')})`])].join(' '),
    ...others,
  ].join('   ');
}

/** One line each: what was judged, what fails, what could not be told, what was not read, the gate, the files. */
export function tail(
  report: Report,
  selection: Selection,
  {
    paint,
    width,
    reports,
  }: { readonly paint: Paint; readonly width: number; readonly reports: readonly string[] },
): string {
  const rows = [
    ['Judged', judged(report)],
    ['Fails', fails(report)],
    ...changes(report),
    ...fixedRows(report),
    ...waivedRows(selection.waived),
    ['Cannot tell', cannotTell(selection)],
    ...readLine(report),
    ...notRead(report),
    ...waiverNotes(report),
    ...statementRows(report),
    ['Gate', gate(report, paint)],
    ...(reports.length === 0 ? [] : [['Reports', sentenceList(reports.map(oneLine))]]),
  ].map(([label = '', text = '']) => [paint('strong', label), text]);
  return labelled(rows, width);
}

function judged({ summary, source, policy }: Report): string {
  const whose = { 'terraform-plan': 'of', 'aws-account': 'in account', repository: 'in repository' } as const;
  const subject = `${whose[source.name]} ${oneLine(source.subject)}`;
  const document = policy.document === '' ? '' : `, for ${oneLine(policy.document)}`;
  const untyped = Object.keys(summary.notLookedInto).length;
  const tagsOnly = untyped === 0 ? '' : `; ${count(untyped, 'type')} by tags and name only`;
  return `${count(summary.resources, 'resource')} ${subject} by ${count(summary.rules, 'rule')}${document}${tagsOnly}`;
}

function fails({ summary: { counts, failBySeverity } }: Report): string {
  const waived = counts.waived > 0 ? `; ${withCommas(counts.waived)} waived` : '';
  if (counts.fail === 0) return `nothing${waived}`;
  return `${count(counts.fail, 'finding')}: ${severityCounts(failBySeverity)}${waived}`;
}

/** What a plan does to compliance; an account has no before. */
function changes({ source, summary: { changes: by } }: Report): string[][] {
  if (source.name !== 'terraform-plan') return [];
  const { introduced, unchanged, fixed, none } = by;
  if (introduced + unchanged + fixed === 0) return [];
  const left =
    unchanged === 0 ? '' : `, leaves ${withCommas(unchanged)} as ${unchanged === 1 ? 'it was' : 'they were'}`;
  const told = `brings ${introduced === 0 ? 'none' : withCommas(introduced)}${left}, fixes ${fixed === 0 ? 'none' : withCommas(fixed)}`;
  return [['The plan', none === 0 ? told : `${told}; ${withCommas(none)} more in the repository`]];
}

function cannotTell({ cannotTell: findings }: Selection): string {
  if (findings.length === 0) return 'nothing';
  const names = [...new Set(findings.map(({ resource }) => oneLine(resource.label)))];
  const first = names.slice(0, 3).map((name) => truncateMiddle(name, 60));
  const more = names.length - first.length;
  const about = sentenceList([...first, ...(more > 0 ? [`${withCommas(more)} more`] : [])]);
  return `${count(findings.length, 'verdict')}, on ${about}`;
}

function notRead({ gaps }: Report): string[][] {
  const told = gaps.slice(0, mostGaps).map((gap, index) => {
    const place = [gap.account, gap.region]
      .filter((part) => part !== undefined && part !== '')
      .map((part) => oneLine(part ?? ''));
    const where = place.length === 0 ? '' : ` (${place.join(' · ')})`;
    return [index === 0 ? 'Not read' : '', `${truncateEnd(oneLine(gap.message), longestText)}${where}`];
  });
  const more = gaps.length - told.length;
  return more > 0 ? [...told, ['', `and ${count(more, 'more gap')}`]] : told;
}

export function gate(
  { summary: { gate: result } }: { readonly summary: Pick<Report['summary'], 'gate'> },
  paint: Paint,
): string {
  const words = {
    passed: paint('pass', 'passed'),
    failed: paint('critical', 'failed'),
    incomplete: paint('unknown', 'incomplete'),
    'nothing-judged': paint('unknown', 'nothing judged'),
  } as const;
  return `${words[result.outcome]}: ${truncateEnd(oneLine(result.reason), longestText)}`;
}
