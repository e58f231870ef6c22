import { openOrganisation } from '../../src/engine/organisation.ts';
import type { AccountLabel, AccountResult, Organisation } from '../../src/model/organisation.ts';
import type { Report } from '../../src/model/report.ts';
import {
  type FormatName,
  type OrganisationOptions,
  organisationReporters,
} from '../../src/reporters/index.ts';
import { buildReport, finding } from './build-report.ts';
import { accountReport } from './sample-account.ts';

/** A report of another account, with everything that names the sample's. */
export function reportOf(account: string, report: Report = accountReport): Report {
  return JSON.parse(JSON.stringify(report).replaceAll(report.source.subject, account)) as Report;
}

const whole = { ...reportOf('444455556666'), gaps: [] };

/** An account of which nothing was read. */
export const unreadReport: Report = buildReport({
  source: {
    name: 'aws-account',
    subject: '777788889999',
    detail: { regions: 'eu-west-1' },
    readAt: '2026-11-20T10:01:00Z',
  },
  resources: 0,
  findings: [
    finding({
      rule: 'iam/user-has-mfa',
      resource: { label: 'every IAM user in 777788889999/global', account: '777788889999', region: 'global' },
      verdict: 'unknown',
      message: 'Cannot tell: nothing was read of the account.',
    }),
  ],
  gaps: [
    {
      reason: 'denied',
      message: 'Nothing was read of the account: the credentials do not work: AccessDenied.',
      incomplete: true,
      account: '777788889999',
      kinds: ['iam-user'],
    },
  ],
});

export interface Member {
  readonly report: Report;
  readonly label: AccountLabel;
}

/** Three accounts: one read in part, one read whole, one not read. */
export const members: readonly Member[] = [
  { report: accountReport, label: { account: '111122223333', name: 'caja-prod', environment: 'prod' } },
  { report: whole, label: { account: '444455556666', name: 'caja-staging', environment: 'staging' } },
  { report: unreadReport, label: { account: '777788889999', name: 'caja-dev', environment: 'dev' } },
];

/** The files of a report over several accounts, which are judged in the order given. */
export async function renderAll(
  given: readonly Member[],
  format: FormatName,
  options: Partial<OrganisationOptions> = {},
): Promise<readonly string[]> {
  const reporter = await organisationReporters[format]();
  const asked = { accounts: given.length, ...options };
  const pieces = new Map<string, string>();
  const { organisation } = organisationFrom(given, (report, account) => {
    for (const { name, chunks } of reporter.pieces(report, account, asked)) {
      pieces.set(`${account.account} ${name}`, [...chunks].join(''));
    }
  });
  return [...reporter.files(organisation, asked)].map((parts) =>
    [...parts]
      .map((part) =>
        typeof part === 'string' ? part : (pieces.get(`${part.account} ${part.name}`) ?? 'LOST'),
      )
      .join(''),
  );
}

export function organisationFrom(
  given: readonly Member[],
  each: (report: Report, account: AccountResult) => void = () => undefined,
): { readonly organisation: Organisation } {
  const [first = { report: accountReport }] = given;
  const book = openOrganisation({ tool: first.report.tool, policy: first.report.policy });
  for (const { report, label } of given) each(report, book.add(report, label));
  return { organisation: book.result() };
}
