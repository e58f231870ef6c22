import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Verdict } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import { isUnread, worstAccountsFirst, worstClausesFirst } from '../organisation-order.ts';
import { count, withCommas } from '../text.ts';
import { code, sentence, table } from './escape.ts';
import type { Limits } from './limits.ts';
import { folded } from './sections.ts';

const mostColumns = 8;
const mostClauses = 200;
const marks: Readonly<Record<Verdict, string>> = {
  fail: '❌',
  unknown: '❔',
  pass: '✅',
  'not-applicable': '➖',
};

/** Every account with its state, worst first; never folded, for an account that was not read must be seen. */
export function accountsTable({ accounts }: Organisation, limits: Limits): string {
  const shown = worstAccountsFirst(accounts).slice(0, Math.max(limits.rows, 10));
  const rows = shown.map((account) => [
    nameOf(account),
    sentence(account.environment) || '–',
    stateOf(account),
    ...severities.slice(0, 4).map((severity) => number(account.summary.failBySeverity[severity])),
    number(account.summary.counts.unknown),
    number(account.summary.counts.pass),
    why(account),
  ]);
  const more = accounts.length - shown.length;
  const rest =
    more > 0
      ? `\n\n…and ${count(more, 'more account')}, none worse than these; the JSON report has all.`
      : '';
  const head = [
    'Account',
    'Environment',
    'State',
    'Critical',
    'High',
    'Medium',
    'Low',
    'Cannot tell',
    'Passed',
    'Not read',
  ];
  return `### Accounts (${accounts.length})\n\n${table(head, rows)}${rest}`;
}

function nameOf({ account, name }: AccountResult): string {
  return name === account ? code(account) : `${code(name)}<br>${code(account)}`;
}

function stateOf(account: AccountResult): string {
  const { gate } = account.summary;
  if (isUnread(account)) return '⚠️ **not read**';
  const open = account.complete ? '' : ', incomplete';
  const states = {
    passed: `✅ passed${open}`,
    failed: `❌ failed${open}`,
    incomplete: '⚠️ incomplete',
    'nothing-judged': '⚠️ nothing judged',
  } as const;
  return states[gate.outcome];
}

function why({ missing, gaps }: AccountResult): string {
  const [first] = missing;
  if (first === undefined) return '–';
  return gaps > 1 ? `${sentence(first)} And ${count(gaps - 1, 'more gap')}.` : sentence(first);
}

/** Every clause in every account: the sums over all of them, and the accounts in columns as long as they fit. */
export function clauseMatrix({ requirements, accounts }: Organisation, limits: Limits): string {
  const columns = worstAccountsFirst(accounts).slice(0, mostColumns);
  const clauses = worstClausesFirst(requirements);
  const rows = clauses.map(({ id, title, accounts: by }) => [
    sentence(id),
    sentence(title),
    number(by.fail),
    number(by.unknown),
    number(by.pass),
    ...columns.map((account) => marks[account.requirements[id] ?? 'not-applicable']),
  ]);
  const head = [
    'Requirement',
    '',
    'Fails in',
    'Cannot tell in',
    'Holds in',
    ...columns.map(({ name }) => code(name)),
  ];
  const failing = requirements.filter(({ verdict }) => verdict === 'fail').length;
  const title = `Requirements by account: ${failing} of ${requirements.length} fail somewhere`;
  const more = accounts.length - columns.length;
  const rest =
    more > 0 ? `\n\n${count(more, 'more account')} count in the sums; the JSON report tells each.` : '';
  return `${folded(title, head, rows, { ...limits, lesserRows: Math.min(limits.lesserRows * 2, mostClauses) })}${rest}`;
}

function number(value: number): string {
  return value === 0 ? '–' : withCommas(value);
}
