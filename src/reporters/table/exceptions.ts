import type { AttestationResult, Finding, Report, WaiverResult } from '../../model/report.ts';
import { byRule } from '../selection.ts';
import { count, oneLine, sentenceList, truncateEnd, truncateMiddle, withCommas } from '../text.ts';

const longestName = 60;
const longestReason = 120;
const mostNames = 2;
const mostRules = 8;
const mostStatements = 6;

/** How many waivers do their work, and what is wrong with the others. */
export function waiverNotes({ waivers }: Pick<Report, 'waivers'>): string[][] {
  const number = (status: WaiverResult['status']) => waivers.filter((one) => one.status === status).length;
  const broad = waivers.filter(({ tooBroad }) => tooBroad !== undefined).length;
  const unmatched = number('unmatched');
  const notes = [
    ...(number('active') > 0 ? [`${number('active')} in force`] : []),
    ...(number('expired') > 0 ? [`${number('expired')} expired`] : []),
    ...(unmatched > 0 ? [`${unmatched} that ${unmatched === 1 ? 'matches' : 'match'} nothing`] : []),
    ...(broad > 0 ? [`${broad} too broad`] : []),
  ];
  const isWorthALine = waivers.some(({ status }) => status !== 'elsewhere') || broad > 0;
  return isWorthALine ? [['Waivers', sentenceList(notes)]] : [];
}

/** What is excused, until when, by whom and why: one line a rule and waiver. */
export function waivedRows(waived: readonly Finding[]): string[][] {
  const groups = [...byRule(waived).values()].flatMap((findings) => [...byWaiver(findings).values()]);
  const more = groups.length - mostRules;
  const rows = groups.slice(0, mostRules).map(waivedRow);
  return labelledOnce('Waived', more > 0 ? [...rows, `and ${count(more, 'more', 'more')}`] : rows);
}

function waivedRow(findings: readonly Finding[]): string {
  const [first] = findings;
  if (first?.waiver === undefined) return '';
  const { owner, expires, reason, ticket, inline } = first.waiver;
  const by = [owner, ticket, inline === true ? 'in the source' : undefined].filter(
    (one) => one !== undefined,
  );
  const who = by.length === 0 ? '' : ` (${by.map((one) => oneLine(one ?? '')).join(', ')})`;
  const why = truncateEnd(oneLine(reason), longestReason);
  return `${oneLine(first.rule)}: ${names(findings)}; until ${oneLine(expires)}${who}: ${why}`;
}

/** People like to see what a plan mends; what leaves with its resource is told after that. */
export function fixedRows({ findings }: Pick<Report, 'findings'>): string[][] {
  const fixed = findings.filter(({ change }) => change === 'fixed');
  const mended = fixed.filter(({ verdict }) => verdict !== 'not-applicable');
  const gone = fixed.filter(({ verdict }) => verdict === 'not-applicable');
  const rows = [...byRule(mended).values()].map(
    (group) => `${oneLine(group[0]?.rule ?? '')}: ${names(group)}`,
  );
  const left = [...byRule(gone).values()].length;
  const away =
    gone.length === 0 ? [] : [`${count(left, 'rule')} on ${names(gone)}, which the plan takes away`];
  const shown = [...rows.slice(0, mostRules), ...away];
  const more = rows.length - mostRules;
  return labelledOnce('Fixed', more > 0 ? [...shown, `and ${count(more, 'more rule')}`] : shown);
}

/** Statements of clauses that people answer: how many hold, which do not, and which runs out next. */
export function statementRows({ attestations }: Pick<Report, 'attestations'>): string[][] {
  if (attestations.length === 0) return [];
  const valid = attestations.filter(({ status }) => status === 'valid');
  const stale = attestations.filter(({ status }) => status === 'stale' || status === 'in-the-future');
  const missing = attestations.filter(({ status }) => status === 'missing');
  const all = [
    `${valid.length} of ${attestations.length} hold`,
    ...firstOf(stale.map(notValid)),
    ...(missing.length === 0
      ? []
      : [`missing: ${firstOf(missing.map(({ requirement }) => oneLine(requirement))).join(', ')}`]),
    ...nextToRunOut(valid),
  ];
  return [['Attestations', all.join('; ')]];
}

function notValid({ requirement, status, expires, on }: AttestationResult): string {
  const id = oneLine(requirement);
  if (status === 'in-the-future') return `${id} is dated ${oneLine(on ?? '')}, still to come`;
  return expires === undefined ? `${id} is too old` : `${id} ran out on ${oneLine(expires)}`;
}

function firstOf(words: readonly string[]): readonly string[] {
  const more = words.length - mostStatements;
  return more > 0 ? [...words.slice(0, mostStatements), `${withCommas(more)} more`] : words;
}

function nextToRunOut(valid: readonly AttestationResult[]): readonly string[] {
  const [next] = valid
    .filter(({ daysLeft }) => daysLeft !== undefined)
    .sort((a, b) => (a.daysLeft ?? 0) - (b.daysLeft ?? 0));
  if (next?.daysLeft === undefined) return [];
  const when = next.daysLeft === 0 ? 'today' : `in ${count(next.daysLeft, 'day')}`;
  return [`${oneLine(next.requirement)} runs out ${when}`];
}

function byWaiver(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const { at = '', expires = '', owner = '' } = finding.waiver ?? {};
    const key = at === '' ? `${owner} ${expires}` : at;
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  return groups;
}

function names(findings: readonly Finding[]): string {
  const labels = [...new Set(findings.map(({ resource }) => oneLine(resource.label) || '(no name)'))];
  const shown = labels.slice(0, mostNames).map((label) => truncateMiddle(label, longestName));
  const more = labels.length - shown.length;
  return sentenceList([...shown, ...(more > 0 ? [`${withCommas(more)} more`] : [])]);
}

/** The label stands on the first line alone. */
function labelledOnce(label: string, rows: readonly string[]): string[][] {
  return rows.map((row, index) => [index === 0 ? label : '', row]);
}
