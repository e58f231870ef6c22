import type { Report, Verdict, WaiverResult } from '../../model/report.ts';
import { count, withCommas } from '../text.ts';
import { code, sentence, table } from './escape.ts';
import type { Limits } from './limits.ts';

export const verdictMarks: Readonly<Record<Verdict, string>> = {
  fail: '❌ fails',
  unknown: '❔ cannot tell',
  pass: '✅ holds',
  'not-applicable': '➖ nothing to judge',
};

/** Every requirement with its answer; those that fail come first. */
export function requirements(report: Report, limits: Limits): string {
  const order: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];
  const sorted = [...report.requirements].sort((a, b) => order.indexOf(a.verdict) - order.indexOf(b.verdict));
  const rows = sorted.map(({ id, title, verdict, counts }) => [
    sentence(id),
    sentence(title),
    verdictMarks[verdict],
    number(counts.fail),
    number(counts.waived),
    number(counts.unknown),
    number(counts.pass),
  ]);
  const head = ['Requirement', '', 'Answer', 'Failed', 'Waived', 'Cannot tell', 'Passed'];
  const failing = report.requirements.filter(({ verdict }) => verdict === 'fail').length;
  return folded(`Requirements: ${failing} of ${report.requirements.length} fail`, head, rows, limits);
}

export function waivers(report: Pick<Report, 'waivers'>, limits: Limits): string {
  const rows = report.waivers.map((waiver) => [
    code(waiver.rule),
    waiver.resources.map(code).join(' ') || '–',
    `${sentence(waiver.reason)}${waiver.ticket === undefined ? '' : ` (${sentence(waiver.ticket)})`}`,
    sentence(waiver.owner ?? '') || '–',
    sentence(waiver.expires),
    waiverStatus(waiver),
  ]);
  const expired = report.waivers.filter(({ status }) => status === 'expired').length;
  const unmatched = report.waivers.filter(({ status }) => status === 'unmatched').length;
  const broad = report.waivers.filter(({ tooBroad }) => tooBroad !== undefined).length;
  const notes = [
    ...(expired > 0 ? [`${expired} expired`] : []),
    ...(unmatched > 0 ? [`${unmatched} ${unmatched === 1 ? 'matches' : 'match'} nothing`] : []),
    ...(broad > 0 ? [`${broad} too broad`] : []),
  ];
  const title = `Waivers: ${[report.waivers.length, ...notes].join(', ')}`;
  return folded(title, ['Rule', 'Resources', 'Reason', 'Owner', 'Until', 'State'], rows, limits);
}

function waiverStatus({ status, matched, inline, tooBroad }: WaiverResult): string {
  const states = {
    active: `excuses ${matched}`,
    expired: '**expired**',
    unmatched: '**matches nothing**',
    elsewhere: 'for another place',
  } as const;
  const notes = [
    ...(inline === true ? ['beside the block'] : []),
    ...(tooBroad === undefined ? [] : [`**too broad:** ${sentence(tooBroad)}`]),
  ];
  return [states[status], ...notes].join(', ');
}

/** Never folded: what was not read is what a reader must know. */
export function gaps(report: Report, limits: Limits): string {
  if (report.gaps.length === 0) return '';
  const head = `### Not read (${report.gaps.length})`;
  const told = report.gaps.slice(0, Math.max(limits.lesserRows, 3)).map((gap) => {
    const place = [gap.account, gap.region, gap.api].filter((one) => one !== undefined && one !== '');
    const where = place.length === 0 ? '' : ` (${place.map((one) => code(one ?? '')).join(', ')})`;
    return `- ${gap.incomplete ? '**Incomplete:** ' : ''}${sentence(gap.message) || '–'}${where}`;
  });
  const more = report.gaps.length - told.length;
  return `${head}\n\n${told.join('\n')}${more > 0 ? `\n- …and ${count(more, 'more', 'more')}.` : ''}`;
}

export function attestations(report: Pick<Report, 'attestations'>, limits: Limits): string {
  const states = {
    valid: 'valid',
    stale: '**too old**',
    'in-the-future': '**dated in the future**',
    missing: '**missing**',
  } as const;
  const rows = report.attestations.map((one) => [
    sentence(one.requirement),
    sentence(one.by ?? '') || '–',
    sentence(one.on ?? '') || '–',
    sentence(one.evidence ?? '') || '–',
    sentence(one.expires ?? '') || '–',
    states[one.status],
  ]);
  const bad = report.attestations.filter(({ status }) => status !== 'valid').length;
  const title = `Attestations: ${report.attestations.length}${bad > 0 ? `, ${bad} not valid` : ''}`;
  return folded(title, ['Requirement', 'By', 'On', 'Evidence', 'Holds until', 'State'], rows, limits);
}

export function notLookedInto(report: Report, limits: Limits): string {
  const types = Object.entries(report.summary.notLookedInto);
  if (types.length === 0 || limits.lesserRows === 0) return '';
  const rows = types.map(([type, number_]) => [code(type), number(number_)]);
  return folded(
    `Judged by tags and name only: ${count(types.length, 'resource type')}`,
    ['Type', 'Resources'],
    rows,
    limits,
  );
}

/** A table under a fold, cut honestly; its title alone where there is no room. */
export function folded(
  title: string,
  head: readonly string[],
  rows: readonly (readonly string[])[],
  limits: Limits,
): string {
  if (rows.length === 0) return '';
  if (limits.lesserRows === 0) return `**${title}**`;
  const more = rows.length - limits.lesserRows;
  const rest = more > 0 ? `\n\n…and ${count(more, 'more', 'more')}.` : '';
  return `<details><summary><b>${title}</b></summary>\n\n${table(head, rows.slice(0, limits.lesserRows))}${rest}\n\n</details>`;
}

function number(value: number): string {
  return value === 0 ? '–' : withCommas(value);
}
