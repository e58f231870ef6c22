import { judgeAttestations, statementsOf } from '../engine/attest.ts';
import { daysBetween } from '../engine/days.ts';
import { broadByItself } from '../engine/waivers.ts';
import type { Policy } from '../model/policy.ts';

const soon = 30;

interface Dated {
  /** ISO date by which the list is sorted; empty for what has none. */
  readonly date: string;
  readonly line: string;
}

/** Waivers and statements that have run out or do so within 30 days, the first before the others; then what is too broad. */
export function datesOf(policy: Policy, today: string): readonly string[] {
  const dated = [...waiverDates(policy, today), ...statementDates(policy, today)];
  const broad = policy.waivers.flatMap((waiver) => {
    const why = waiver.expires < today ? undefined : broadByItself(waiver, policy, today);
    return why === undefined ? [] : [`${waiver.at}: the waiver of ${waiver.rule} is too broad: ${why}.`];
  });
  return [...dated.sort(byDate).map(({ line }) => line), ...broad];
}

function waiverDates({ waivers }: Policy, today: string): readonly Dated[] {
  return waivers.flatMap(({ rule, at, expires, owner }) => {
    const left = daysBetween(today, expires);
    const whose = owner === undefined ? '' : ` (${owner})`;
    if (left > soon) return [];
    const what = left < 0 ? `expired on ${expires}` : `expires ${inDays(left)}, on ${expires}`;
    return [{ date: expires, line: `${at}: the waiver of ${rule} ${what}${whose}.` }];
  });
}

function statementDates(policy: Policy, today: string): readonly Dated[] {
  const statements = statementsOf(policy, today, '');
  const results = judgeAttestations(statements, today);
  const dated = results.flatMap((result, index) => {
    const { requirement, status, on = '', expires = '', daysLeft = 0 } = result;
    if (status === 'missing' || (status === 'valid' && daysLeft > soon)) return [];
    const words = {
      'in-the-future': `is dated ${on}, which is still to come`,
      stale: `ran out on ${expires}`,
      valid: `runs out ${inDays(daysLeft)}, on ${expires}`,
    } as const;
    const line = `${statements[index]?.attestation?.at}: the statement of ${requirement} ${words[status]}.`;
    return [{ date: status === 'in-the-future' ? on : expires, line }];
  });
  const missing = results.filter(({ status }) => status === 'missing').map(({ requirement }) => requirement);
  if (missing.length === 0) return dated;
  const line = `${policy.attestationsAt ?? policy.file}: nobody states ${missing.join(', ')}.`;
  return [...dated, { date: '', line }];
}

function inDays(days: number): string {
  return days === 0 ? 'today' : days === 1 ? 'tomorrow' : `in ${days} days`;
}

function byDate(a: Dated, b: Dated): number {
  if (a.date === b.date) return a.line < b.line ? -1 : 1;
  return a.date < b.date ? -1 : 1;
}
