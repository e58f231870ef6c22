import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Report } from '../../model/report.ts';
import { worstAccountsFirst } from '../organisation-order.ts';
import type { FilePart, OrganisationOptions, OrganisationReporter } from '../organisation-reporter.ts';
import { count, withCommas } from '../text.ts';
import { accountAnchor, accountState, accountsSection, clausesByAccount, titleOf } from './accounts.ts';
import { token } from './anchors.ts';
import { closing, navigation, opening } from './document.ts';
import { attestationsSection, waiversSection } from './exceptions.ts';
import { filtersOfAll } from './filters.ts';
import { findingSections, sectionsOf } from './findings.ts';
import { limitsOfOne } from './limits.ts';
import { html, type Part } from './markup.ts';
import { gapsSection, ledgerTable } from './readings.ts';
import { banner, clauseCard, gateSentence, tiles } from './summary.ts';
import { moment } from './words.ts';

const name = 'account';

/** The organisation first, then a fold for every account; the more accounts there are, the less room each has. */
export const organisationHtml: OrganisationReporter = {
  pieces: (report, account, options) => [{ name, chunks: section(report, account, options) }],
  files: (organisation, options) => [parts(organisation, options)],
};

function* section(
  report: Report,
  account: AccountResult,
  { accounts, html: asked }: OrganisationOptions,
): Generator<string> {
  const limits = limitsOfOne(accounts);
  const anchor = accountAnchor(account);
  const { counts } = account.summary;
  const open = accounts === 1;
  yield html`<details class="account"${open && html` open`}><summary><h3>${titleOf(account)}</h3> ${accountState(account)} <span class="muted">${count(counts.fail, 'finding fails', 'findings fail')}, ${withCommas(counts.unknown)} cannot be told, ${count(counts.pass, 'pass', 'passes')}</span></summary><div id="${anchor}">\n`
    .html;
  yield html`${gapsSection(report, 'h4', `${anchor}-`)}`.html;
  // Passes are counts in the accounts' table: a fold of each would be longer than all that fails.
  const told = sectionsOf(report).filter(({ id }) => id !== 'passes' && id !== 'fixed');
  const repository = asked?.repository;
  const frame = { report, limits, repository, scope: `${token(account.account)}-`, level: 'h5' } as const;
  yield* findingSections(
    told,
    frame,
    ({ id, title, findings }) =>
      html`<h4 class="answer" id="${frame.scope}${id}">${title} <span class="muted">${withCommas(findings.length)}</span></h4>`,
  );
  if (report.ledger.length > 0)
    yield ledgerTable(report, limits, ` of ${account.name} ${account.account}`).html;
  yield '</div></details>\n';
}

function parts(organisation: Organisation, { trends }: OrganisationOptions): readonly FilePart[] {
  const { tool, summary, requirements, accounts } = organisation;
  const clauses = requirements.filter(({ counts }) => counts.fail + counts.unknown > 0).map(({ id }) => id);
  const filters = filtersOfAll(clauses);
  const reader = `${tool.name} ${tool.version}`;
  const head = html`${header(organisation)}\n${navigation(entries(organisation))}<main id="main">
<section id="summary" aria-labelledby="summary-title"><h2 id="summary-title">Summary</h2>${gateSentence(summary.gate)}
${tiles(summary.counts, summary.failBySeverity)}
<div class="cards">${clauseCard(requirements, trends)}<div class="card"><h3>Read</h3><p>${count(summary.accounts, 'account')}, ${summary.incompleteAccounts === 0 ? 'all of them whole' : `${withCommas(summary.incompleteAccounts)} not completely`}.</p><p>${count(summary.resources, 'resource')} judged.</p></div></div></section>
${accountsSection(organisation)}
${clausesByAccount(organisation, trends)}
<section id="findings" aria-labelledby="findings-title"><h2 id="findings-title">Findings by account</h2><div class="board">${filters.controls}<div>
`.html;
  return [
    opening(html`${count(accounts.length, 'account')} · ${tool.name}`, filters.style),
    head,
    ...worstAccountsFirst(accounts).map(({ account }): FilePart => ({ account, name })),
    html`</div></div></section>\n${waiversSection(organisation)}\n${attestationsSection(organisation)}\n`
      .html,
    closing(reader),
  ];
}

function header({ tool, policy, summary, accounts }: Organisation) {
  const times = accounts.flatMap(({ readAt }) => readAt ?? []).sort();
  const [first, last] = [times[0], times.at(-1)];
  const read: Part =
    first !== undefined &&
    last !== undefined &&
    (minute(first) === minute(last) ? moment(first) : html`${moment(first)} to ${moment(last)}`);
  return banner({
    kind: 'Accounts',
    name: policy.name,
    tool: `${tool.name} ${tool.version}`,
    gate: summary.gate,
    details: [
      ['Policy', html`<code>${policy.file}</code>`],
      ['Document', policy.document !== '' && html`<code>${policy.document}</code>`],
      ['Read', read],
    ],
  });
}

function entries({ accounts, requirements, waivers, attestations }: Organisation) {
  return [
    { id: 'summary', title: 'Summary' },
    { id: 'accounts', title: 'Accounts', count: accounts.length },
    { id: 'requirements', title: 'Requirements', count: requirements.length },
    { id: 'findings', title: 'Findings' },
    ...(waivers.length > 0 ? [{ id: 'waivers', title: 'Waivers', count: waivers.length }] : []),
    ...(attestations.length > 0
      ? [{ id: 'attestations', title: 'Attestations', count: attestations.length }]
      : []),
  ];
}

function minute(time: string): string {
  return time.slice(0, 16);
}
