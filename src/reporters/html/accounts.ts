import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Verdict } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import type { Trends } from '../../model/trends.ts';
import { isUnread, worstAccountsFirst, worstClausesFirst } from '../organisation-order.ts';
import { count } from '../text.ts';
import { token } from './anchors.ts';
import { type Html, html, type Part } from './markup.ts';
import { clauseTrend } from './sparkline.ts';
import { figure, moment, table, verdictBadge, verdictSigns, verdictWords } from './words.ts';

const mostAccounts = 2_000;
const mostColumns = 24;

/** Every account with its state, worst first: one that was not read must be seen. */
export function accountsSection({ accounts }: Organisation): Html {
  const sorted = worstAccountsFirst(accounts);
  const shown = sorted.slice(0, mostAccounts);
  const head = [
    'Account',
    'Environment',
    'State',
    ...severities.map((one) => `#${one.replace(/^./, (letter) => letter.toUpperCase())}`),
    '#Cannot tell',
    '#Pass',
    'Read',
  ];
  const rows = shown.map((account) => accountRow(account, head.length));
  const more = accounts.length - shown.length;
  return html`<section id="accounts" aria-labelledby="accounts-title"><h2 id="accounts-title">Accounts</h2>${table('Accounts', head, rows, 'wide')}${more > 0 && html`<p class="left">…and ${count(more, 'more account')}; the JSON report has each of them.</p>`}</section>`;
}

/** What was not read stands below in the table's whole width: it is why the figures say nothing. */
function accountRow(account: AccountResult, columns: number): Html {
  const { summary, readAt } = account;
  const figures = [
    ...severities.map((one) => summary.failBySeverity[one]),
    summary.counts.unknown,
    summary.counts.pass,
  ];
  return html`<tr><th scope="row"><a href="#${accountAnchor(account)}">${titleOf(account)}</a></th><td>${account.environment || '–'}</td><td>${accountState(account)}</td>${figures.map(figure)}<td>${readAt === undefined ? '–' : moment(readAt)}</td></tr>${missing(account, columns)}\n`;
}

export function accountAnchor({ account }: AccountResult): string {
  return `account-${token(account)}`;
}

/** Its name and id; the id alone where nobody names it. */
export function titleOf({ account, name }: AccountResult): Html {
  return name === account ? html`${account}` : html`${name} <span class="muted">${account}</span>`;
}

export function accountState(account: AccountResult): Html {
  if (isUnread(account)) return html`<span class="chip bad">not read</span>`;
  const states = {
    passed: verdictBadge('pass', 'passed'),
    failed: verdictBadge('fail', 'failed'),
    incomplete: verdictBadge('unknown', 'not passed'),
    'nothing-judged': verdictBadge('unknown', 'nothing judged'),
  } as const;
  const open = !account.complete && html` <span class="chip warn">incomplete</span>`;
  return html`${states[account.summary.gate.outcome]}${open}`;
}

function missing({ missing: sentences, gaps }: AccountResult, columns: number): Part {
  const [first] = sentences;
  if (first === undefined) return false;
  const others = gaps > 1 && html` <span class="muted">And ${count(gaps - 1, 'more gap')}.</span>`;
  return html`<tr><td colspan="${columns}"><b class="label">Not read</b> ${first}${others}</td></tr>`;
}

/** Every clause in every account: in how many it fails, and the accounts in columns as long as they fit. */
export function clausesByAccount(organisation: Organisation, trends: Trends | undefined): Html {
  const columns = worstAccountsFirst(organisation.accounts).slice(0, mostColumns);
  const rows = worstClausesFirst(organisation.requirements).map((clause) => {
    const { id, title, accounts } = clause;
    const trend = trends?.clauses.get(id);
    const only =
      clause.counts.fail + clause.counts.unknown > 0 &&
      html` <a class="only" href="#only-${token(id)}">its findings</a>`;
    const cells = columns.map((account) => cell(account.requirements[id] ?? 'not-applicable'));
    const moves = trends !== undefined && html`<td>${trend !== undefined && clauseTrend(trend)}</td>`;
    return html`<tr id="clause-${token(id)}"><th scope="row">${id}</th><td>${title}${only}</td>${[accounts.fail, accounts.unknown, accounts.pass].map(figure)}${moves}${cells}</tr>\n`;
  });
  const head = ['Clause', 'What it asks', '#Fails in', '#Cannot tell in', '#Holds in'];
  const names = columns.map(({ name }) => `^${name}`);
  const moves = trends === undefined ? [] : ['Run by run'];
  const more = organisation.accounts.length - columns.length;
  return html`<section id="requirements" aria-labelledby="requirements-title"><h2 id="requirements-title">Requirements by account</h2>${table('Requirements by account', [...head, ...moves, ...names], rows, 'wide')}${more > 0 && html`<p class="left">${count(more, 'more account')} count in the sums; the JSON report tells each.</p>`}</section>`;
}

function cell(verdict: Verdict): Html {
  return html`<td class="cell"><span class="state ${verdict}"><span aria-hidden="true">${verdictSigns[verdict]}</span><span class="unseen">${verdictWords[verdict]}</span></span></td>`;
}
