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
      attestations = report.attestations;
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

/** A waiver that excuses something in one account does its work, whatever the others hold. */
function addWaiver(all: Map<string, WaiverResult>, waiver: WaiverResult): void {
  const before = all.get(waiver.at);
  if (before === undefined || before.status === 'unmatched') all.set(waiver.at, waiver);
  else all.set(waiver.at, { ...before, matched: before.matched + waiver.matched });
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
