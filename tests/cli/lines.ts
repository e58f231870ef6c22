import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '../../src/model/report.ts';
import type { Goldens } from '../../tools/goldens.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { reportsOf } from './reports-of.ts';

const folder = 'fixtures/lines';

/** Plans and states of which every finding's line is known, and how they are judged. */
const judged: Readonly<Record<string, readonly string[]>> = {
  'caja-prod-faults': [
    'plan',
    'fixtures/plans/caja-prod-faults.json',
    ...['--source', 'fixtures/stacks/caja-faults', '--stack', 'infrastructure/environments/prod'],
  ],
  'golden-repository': [
    'plan',
    'fixtures/plans/golden-repository.json',
    ...['--source', 'fixtures/repository', '--environment', 'prod'],
  ],
  'caja-prod-account': [
    'account',
    ...['--replay', 'fixtures/accounts/caja-prod', '--source', 'fixtures/stacks/caja'],
    ...['--state', 'infrastructure/environments/prod=fixtures/states/caja-prod.json'],
  ],
};

/** The report of one of them; judged once a process. */
export const reportOf = reportsOf(judged);

/** Every violation and every doubt: rule, resource, line and what stands there. */
export async function goldens(): Promise<readonly Goldens[]> {
  const files: Record<string, string> = {};
  for (const name of Object.keys(judged)) {
    const { findings } = await reportOf(name);
    const told = findings.filter((finding) => isTold(finding.verdict) && isOfAws(finding));
    files[`${folder}/${name}.txt`] = told.map((finding) => `${placed(finding)}\n`).join('');
  }
  return [{ folder, files }];
}

/** The repository and what people state have lines of their own. */
export function isOfAws({ resource: { kind, address, account } }: Finding): boolean {
  return kind !== 'attestation' && (address !== undefined || account !== undefined || kind === 'account');
}

function isTold(verdict: Finding['verdict']): boolean {
  return verdict === 'fail' || verdict === 'unknown';
}

function placed(finding: Finding): string {
  const { rule, resource } = finding;
  const [location] = finding.locations;
  const what = `${rule} · ${resource.address ?? resource.key}`;
  if (location === undefined) return `${what} · ${resource.managed === false ? 'unmanaged' : 'no line'}`;
  const calls = location.calls.map(({ name, line }) => `${name}:${line}`).join(' > ');
  const where = `${location.file}:${location.line}:${location.column}`;
  return `${what} · ${location.part} ${where}${calls === '' ? '' : ` · ${calls}`} · ${lineAt(finding)}`;
}

/** The text of a finding's line. */
export function lineAt({ locations: [location] }: Finding): string {
  if (location === undefined) return '';
  const text = readFileSync(join(repositoryRoot, location.file), 'utf8');
  return (text.split(/\r\n|\r|\n/)[location.line - 1] ?? '').slice(location.column - 1);
}
