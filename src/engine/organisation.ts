import type {
  AccountLabel,
  AccountResult,
  Organisation,
  OrganisationRequirement,
} from '../model/organisation.ts';
import { placesOf } from '../model/places.ts';
import type { Report, Verdict, WaiverResult } from '../model/report.ts';
import type { Severity } from '../model/rule.ts';
import { addCounts, emptyTally } from './counts.ts';
import { gateOfAll } from './gate-of-all.ts';

/** Takes the reports of accounts one at a time, in any order, and keeps of each only what stands above them all. */
export interface OrganisationBook {
  readonly add: (report: Report, label: AccountLabel) => AccountResult;
  readonly result: () => Organisation;
}

const mostMissing = 3;

export function openOrganisation(about: Pick<Organisation, 'tool' | 'policy'>): OrganisationBook {
  const accounts: AccountResult[] = [];
  const requirements = new Map<string, OrganisationRequirement>();
  const waivers = new Map<string, WaiverResult>();
  let attestations: Organisation['attestations'] = [];
  return {
    add: (report, label) => {
      const account = accountResult(report, label);
      accounts.push(account);
      for (const clause of report.requirements) addRequirement(requirements, clause);
      for (const waiver of report.waivers) addWaiver(waivers, waiver);
      attestations = merged(attestations, report.attestations);
      return account;
    },
    result: () => {
      const sorted = [...accounts].sort(byAccount);
      return {
        schemaVersion: '1',
        tool: about.tool,
        policy: about.policy,
        summary: summaryOf(sorted),
        requirements: [...requirements.values()],
        accounts: sorted,
        waivers: [...waivers.values()],
        attestations,
      };
    },
  };
}

function accountResult(report: Report, label: AccountLabel): AccountResult {
  const lost = report.gaps.filter((gap) => gap.incomplete);
  const { readAt, detail } = report.source;
  return {
    ...label,
    detail,
    complete: lost.length === 0,
    ...(readAt === undefined ? {} : { readAt }),
    missing: lost.slice(0, mostMissing).map(({ message }) => message),
    gaps: lost.length,
    summary: report.summary,
    requirements: Object.fromEntries(report.requirements.map(({ id, verdict }) => [id, verdict])),
    places: placesOf(report).map(({ missing: _missing, short: _short, apis: _apis, ...place }) => place),
  };
}

const worstFirst: readonly Verdict[] = ['fail', 'unknown', 'pass', 'not-applicable'];

function addRequirement(
  all: Map<string, OrganisationRequirement>,
  { id, title, verdict, counts }: Report['requirements'][number],
): void {
  const before = all.get(id);
  const none = { pass: 0, fail: 0, unknown: 0, 'not-applicable': 0 };
  const accounts = before?.accounts ?? none;
  all.set(id, {
    id,
    title,
    verdict: worstFirst.find((one) => one === verdict || one === before?.verdict) ?? verdict,
    counts: addCounts(before?.counts ?? emptyTally(), counts),
    accounts: { ...accounts, [verdict]: accounts[verdict] + 1 },
  });
}

/** What a waiver does in an account, the most telling last. */
const telling: readonly WaiverResult['status'][] = ['elsewhere', 'unmatched', 'expired', 'active'];

/** A waiver that excuses something in one account does its work, whatever the others hold. */
function addWaiver(all: Map<string, WaiverResult>, waiver: WaiverResult): void {
  const before = all.get(waiver.at) ?? waiver;
  const [less, more] =
    telling.indexOf(before.status) < telling.indexOf(waiver.status) ? [before, waiver] : [waiver, before];
  const { tooBroad = less.tooBroad, ...rest } = more;
  all.set(waiver.at, {
    ...rest,
    matched: before === waiver ? waiver.matched : before.matched + waiver.matched,
    ...(tooBroad === undefined ? {} : { tooBroad }),
  });
}

function summaryOf(accounts: readonly AccountResult[]): Organisation['summary'] {
  const failBySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  for (const { summary } of accounts) {
    for (const [severity, count] of Object.entries(summary.failBySeverity)) {
      failBySeverity[severity as Severity] += count;
    }
  }
  return {
    accounts: accounts.length,
    incompleteAccounts: accounts.filter(({ complete }) => !complete).length,
    resources: accounts.reduce((sum, { summary }) => sum + summary.resources, 0),
    counts: accounts.map(({ summary }) => summary.counts).reduce(addCounts, emptyTally()),
    failBySeverity,
    gate: gateOfAll(accounts),
  };
}

function byAccount(a: AccountResult, b: AccountResult): number {
  return a.account < b.account ? -1 : a.account > b.account ? 1 : 0;
}

/** Accounts of one environment are asked for clauses that others are not bound by. */
function merged(
  known: Organisation['attestations'],
  more: Organisation['attestations'],
): Organisation['attestations'] {
  const all = new Map([...known, ...more].map((one) => [one.requirement, one]));
  return [...all.values()].sort((a, b) => (a.requirement < b.requirement ? -1 : 1));
}
