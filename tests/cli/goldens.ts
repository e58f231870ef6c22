import type { Counts, Finding, Report } from '../../src/model/report.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { reportsOf } from './reports-of.ts';

const folder = 'fixtures/scenarios/goldens';
const stacks = 'infrastructure/environments';

/** What is judged for a golden of its verdicts: every reading that stands for a whole one of Caja's. */
export const judged: Readonly<Record<string, readonly string[]>> = {
  'caja-dev': ['plan', 'fixtures/plans/caja-dev.json', '--stack', `${stacks}/dev`],
  'caja-staging': ['plan', 'fixtures/plans/caja-staging.json', '--stack', `${stacks}/staging`],
  'caja-prod': ['plan', 'fixtures/plans/caja-prod.json', '--stack', `${stacks}/prod`],
  'caja-applied': ['plan', 'fixtures/plans/caja-applied.json', '--stack', `${stacks}/prod`],
  'caja-prod-faults': ['plan', 'fixtures/plans/caja-prod-faults.json', '--stack', `${stacks}/prod`],
  'caja-prod-change': ['plan', 'fixtures/plans/caja-prod-change.json', '--environment', 'prod'],
  'caja-prod-account': ['account', '--replay', 'fixtures/accounts/caja-prod'],
};

/** The report of one of them, by Caja's policy; judged once a process. */
export const reportOf = reportsOf(judged);

/** So that a change in judgement shows in review: every rule's counts, and each verdict that is no pass. */
export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const name of Object.keys(judged)) {
    files[`${folder}/${name}.verdicts.txt`] = verdicts(await reportOf(name));
  }
  return [{ folder, files }];
}

function verdicts({ summary, rules, findings, gaps }: Report): string {
  const { gate } = summary;
  const counted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1)).map((one) => line(one.id, one.counts));
  const told = findings.filter(({ verdict, change }) => isTold(verdict) || change === 'fixed').map(sentence);
  return [
    `gate ${gate.outcome}: ${gate.reason}`,
    `${summary.resources} resources`,
    line('in all', summary.counts),
    '',
    ...counted,
    '',
    ...told,
    ...gaps.map((gap) => `${gap.incomplete ? 'gap' : 'note'}  ${gap.message}`),
    '',
  ].join('\n');
}

function line(name: string, { pass, fail, unknown, notApplicable, waived }: Counts): string {
  return `${name}: ${pass} pass, ${fail} fail, ${unknown} unknown, ${notApplicable} not applicable, ${waived} waived`;
}

function isTold(verdict: Finding['verdict']): boolean {
  return verdict === 'fail' || verdict === 'unknown';
}

function sentence({ rule, resource, verdict, change, waiver, message }: Finding): string {
  const name = resource.address ?? resource.key;
  const waived = waiver === undefined ? '' : ` (waiver ${waiver.status})`;
  return `${rule} ${name} ${verdict}${waived}, ${change}\n  ${message}`;
}
