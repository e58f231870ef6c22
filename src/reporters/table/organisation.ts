import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Finding, Report } from '../../model/report.ts';
import { severities } from '../../model/rule.ts';
import { isUnread, worstAccountsFirst, worstClausesFirst } from '../organisation-order.ts';
import type { FilePart, OrganisationOptions, OrganisationReporter } from '../organisation-reporter.ts';
import { byRule, select } from '../selection.ts';
import { count, oneLine, truncateEnd, truncateMiddle, withCommas } from '../text.ts';
import { statementRows, waiverNotes } from './exceptions.ts';
import { columnsOf } from './index.ts';
import { bare, labelled, wrapped } from './lines.ts';
import { type Paint, painter } from './paint.ts';
import { readLine } from './read.ts';
import { gate, numbers } from './summary.ts';

const name = 'list';
const mostAccounts = 50;
const mostLists = 20;
const mostClauses = 10;
const mostRules = 5;
const mostGaps = 2;
const [accountWidth, stateWidth, numberWidth] = [30, 14, 9];

/** For a terminal: the accounts, the clauses that fail in the most of them, then a short list for each. */
export const organisationTable: OrganisationReporter = {
  pieces: (report, account, options) => [{ name, chunks: [list(report, account, options)] }],
  files: (organisation, options) => [parts(organisation, options)],
};

function parts(organisation: Organisation, options: OrganisationOptions): readonly FilePart[] {
  const paint = painter(options.table?.color === true);
  const width = columnsOf(options.table);
  const worst = worstAccountsFirst(organisation.accounts).slice(0, mostLists);
  const listed = organisation.accounts.filter((account) => worst.includes(account));
  const more = organisation.accounts.length - listed.length;
  const head = [
    title(organisation, paint, width),
    accountsPart(organisation, paint),
    clausesPart(organisation, paint, width),
  ];
  const note = more > 0 ? `\n${count(more, 'more account')} not listed: see the other reports.\n` : '';
  return [
    `${head.filter((part) => part !== '').join('\n\n')}\n`,
    ...listed.flatMap(({ account }): FilePart[] => ['\n', { account, name }]),
    `${note}\n${tail(organisation, paint, width)}\n`,
  ];
}

function title({ tool, policy, summary }: Organisation, paint: Paint, width: number): string {
  const words = [
    paint('strong', `${tool.name} ${tool.version}`),
    count(summary.accounts, 'account'),
    `policy ${oneLine(policy.file)}`,
  ];
  return `${wrapped(words.join(' · '), width)}\n\n${wrapped(numbers(summary, paint), width)}`;
}

function accountsPart({ accounts }: Organisation, paint: Paint): string {
  const shown = worstAccountsFirst(accounts).slice(0, mostAccounts);
  const head = ['Account', 'State', 'Critical', 'High', 'Medium', 'Low', 'Unknown', 'Pass'].map((word) =>
    paint('strong', word),
  );
  const rows = shown.map((account) => [
    truncateMiddle(titleOf(account), accountWidth),
    stateOf(account, paint),
    ...severities
      .slice(0, 4)
      .map((severity) => paint(severity, number(account.summary.failBySeverity[severity]))),
    number(account.summary.counts.unknown),
    number(account.summary.counts.pass),
  ]);
  const more = accounts.length - shown.length;
  const rest = more > 0 ? `\n${count(more, 'more account')} not shown: see the other reports.` : '';
  const widths = [accountWidth, stateWidth, ...head.slice(2).map(() => numberWidth)];
  return `${bare([head, ...rows], widths, 1)}${rest}`;
}

function titleOf({ account, name: called }: AccountResult): string {
  return called === account ? account : `${oneLine(called)} (${account})`;
}

function stateOf(account: AccountResult, paint: Paint): string {
  if (isUnread(account)) return paint('unknown', 'not read');
  const { outcome } = account.summary.gate;
  if (outcome === 'failed') return paint('critical', account.complete ? 'failed' : 'failed, open');
  if (outcome === 'passed') return paint('pass', account.complete ? 'passed' : 'passed, open');
  return paint('unknown', outcome === 'incomplete' ? 'incomplete' : 'nothing judged');
}

function clausesPart({ requirements, accounts }: Organisation, paint: Paint, width: number): string {
  const worst = worstClausesFirst(requirements)
    .filter(({ accounts: by }) => by.fail > 0)
    .slice(0, mostClauses);
  if (worst.length === 0) return '';
  const rows = worst.map(({ id, title: words, accounts: by, counts }) => [
    oneLine(id),
    `${oneLine(words)}: ${withCommas(counts.fail)} in ${by.fail} of ${count(accounts.length, 'account')}`,
  ]);
  return `${paint('strong', 'Clauses that fail in the most accounts')}\n${labelled(rows, width)}`;
}

/** What one account breaks, by rule and worst first, and what was not read of it. */
function list(report: Report, account: AccountResult, options: OrganisationOptions): string {
  const paint = painter(options.table?.color === true);
  const width = columnsOf(options.table);
  const { failing } = select(report);
  const groups = [...byRule(failing).values()];
  const rows = groups.slice(0, mostRules).map((findings) => ruleRow(findings, paint));
  const more = groups.length - rows.length;
  const gaps = report.gaps
    .filter((gap) => gap.incomplete)
    .slice(0, mostGaps)
    .map(({ message }) => [paint('unknown', 'not read'), truncateEnd(oneLine(message), 300)]);
  const lines = [
    ...rows,
    ...(more > 0 ? [['', `and ${count(more, 'more rule')}`]] : []),
    ...gaps,
    ...(account.gaps > gaps.length ? [['', `and ${count(account.gaps - gaps.length, 'more gap')}`]] : []),
    ...readLine(report),
  ];
  const found = isUnread(account) ? paint('unknown', 'nothing was read') : numbers(report.summary, paint);
  const environment = account.environment === '' ? '' : ` · ${oneLine(account.environment)}`;
  return `${paint('strong', titleOf(account))}${environment}   ${found}\n${labelled(lines, width)}\n`;
}

function ruleRow(findings: readonly Finding[], paint: Paint): string[] {
  const [first] = findings;
  if (first === undefined) return [];
  const names = findings.slice(0, 2).map(({ resource }) => truncateMiddle(oneLine(resource.label), 50));
  const more = findings.length - names.length;
  const on = `${names.join(', ')}${more > 0 ? ` and ${withCommas(more)} more` : ''}`;
  return [paint(first.severity, first.severity), `${oneLine(first.rule)}: ${on}`];
}

function tail(organisation: Organisation, paint: Paint, width: number): string {
  const { summary } = organisation;
  const unread = organisation.accounts.filter(isUnread).map(titleOf);
  const rows = [
    ['Judged', `${count(summary.resources, 'resource')} in ${count(summary.accounts, 'account')}`],
    ...(unread.length === 0 ? [] : [['Not read', truncateEnd(unread.join(', '), 400)]]),
    ...waiverNotes(organisation),
    ...statementRows(organisation),
    ['Gate', gate(organisation, paint)],
  ].map(([label = '', text = '']) => [paint('strong', label), text]);
  return labelled(rows, width);
}

function number(value: number): string {
  return value === 0 ? '–' : withCommas(value);
}
