import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Report } from '../../model/report.ts';
import { movementSentence } from '../../model/trends.ts';
import { isUnread } from '../organisation-order.ts';
import type { FilePart, OrganisationOptions, OrganisationReporter } from '../organisation-reporter.ts';
import { count } from '../text.ts';
import { accountsTable, clauseMatrix } from './accounts.ts';
import { code, entities, sentence } from './escape.ts';
import { gateLine, moment, numbers, outcome } from './head.ts';
import { commentUnits, fitted, summaryBytes } from './index.ts';
import { ledger } from './ledger.ts';
import type { Limits } from './limits.ts';
import { found, joined, shortened } from './page.ts';
import { attestations, notLookedInto, requirements, waivers } from './sections.ts';
import { telling } from './telling.ts';

const name = 'section';
/** A section that has less room than this would say nothing that the table of accounts does not. */
const leastShare = 1_500;
const accountsShare = 0.7;

/** The organisation first, then every account's own section, as long as all of it may be on one page. */
export const organisationMarkdown: OrganisationReporter = {
  pieces: (report, account, options) => {
    const share = shareOf(options);
    return share < leastShare ? [] : [{ name, chunks: [section(report, account, share, options)] }];
  },
  files: (organisation, options) => [parts(organisation, options)],
};

/** The same, short enough for a comment. */
export const organisationComment: OrganisationReporter = {
  pieces: (report, account, options) => organisationMarkdown.pieces(report, account, asComment(options)),
  files: (organisation, options) => organisationMarkdown.files(organisation, asComment(options)),
};

function asComment(options: OrganisationOptions): OrganisationOptions {
  const budget = Math.min(options.markdown?.budget ?? commentUnits, commentUnits);
  return { ...options, markdown: { ...options.markdown, budget } };
}

/** Each account's room depends on how many there are, not on what the others found: so the order of reading is nothing. */
function shareOf({ markdown, accounts }: OrganisationOptions): number {
  return Math.floor((roomOf(markdown?.budget) * accountsShare) / Math.max(accounts, 1));
}

function roomOf(budget: number | undefined): number {
  return Math.min(budget ?? Number.POSITIVE_INFINITY, summaryBytes);
}

function section(
  report: Report,
  account: AccountResult,
  share: number,
  options: OrganisationOptions,
): string {
  const toldWithin = telling(report, options.markdown ?? {}, 'summary');
  const tell = (limits: Limits, short: boolean) =>
    joined([
      `## ${titleOf(account)}: ${isUnread(account) ? '⚠️ nothing was read' : outcome(report.summary)}`,
      numbers(report.summary.counts),
      short ? shortened(options.markdown ?? {}) : '',
      ...found(toldWithin(limits)),
      requirements(report, limits),
      notLookedInto(report, limits),
      ledger(report, limits),
    ]);
  return fitted(tell, { units: share, bytes: share });
}

function titleOf({ account, name: called }: AccountResult): string {
  return called === account ? `Account ${code(account)}` : `${code(called)} (${code(account)})`;
}

function parts(organisation: Organisation, options: OrganisationOptions): readonly FilePart[] {
  const room = roomOf(options.markdown?.budget) * (1 - accountsShare);
  const head = fitted((limits, short) => headPage(organisation, limits, short, options), {
    units: room,
    bytes: room,
  });
  const { accounts } = organisation;
  if (shareOf(options) < leastShare) {
    const note = `> [!NOTE]\n> ${count(accounts.length, 'account')} are too many for a section each; the JSON report has every finding.`;
    return [head, `\n${note}\n`];
  }
  return [head, ...accounts.flatMap(({ account }): FilePart[] => ['\n', { account, name }])];
}

function headPage(
  organisation: Organisation,
  limits: Limits,
  short: boolean,
  options: OrganisationOptions,
): string {
  const { tool, summary } = organisation;
  const { accounts, resources, counts } = summary;
  return joined([
    `<!-- ${tool.name}:accounts -->\n## ${entities(tool.name)}, ${count(accounts, 'account')}: ${outcome(summary)}`,
    `${numbers(counts)} — ${count(resources, 'resource')} judged in ${count(accounts, 'account')}.`,
    gateLine(organisation),
    options.trends === undefined ? '' : entities(movementSentence(options.trends)),
    subject(organisation),
    short ? shortened(options.markdown ?? {}) : '',
    accountsTable(organisation, limits),
    clauseMatrix(organisation, limits),
    waivers(organisation, limits),
    attestations(organisation, limits),
  ]);
}

function subject({ policy, accounts }: Organisation): string {
  const document = policy.document === '' ? '' : ` for ${code(policy.document)}`;
  const times = accounts.flatMap(({ readAt }) => readAt ?? []).sort();
  const [first, last] = [times[0], times.at(-1)];
  const read =
    first === undefined || last === undefined
      ? ''
      : first === last
        ? ` · as of ${moment(first)}`
        : ` · as of ${moment(first)} to ${moment(last)}`;
  return `Policy ${sentence(policy.name)} (${code(policy.file)})${document}${read}`;
}
