import type { ReporterOptions } from '../reporters/index.ts';
import { isCommit, readEvent } from './github-event.ts';
import type { Io } from './io.ts';

/** `owner/name`, as GitHub lets them be called. */
export const repositoryName = /^[A-Za-z0-9_.-]+\/[A-Za-z0-9_.-]+$/;

/** On GitHub Actions: where lines of the source and the run's page are to be looked at. */
export async function githubLinks(io: Io): Promise<NonNullable<ReporterOptions['markdown']>> {
  const { environment: from } = io;
  const name = from.GITHUB_REPOSITORY ?? '';
  const server = from.GITHUB_SERVER_URL ?? '';
  if (from.GITHUB_ACTIONS !== 'true' || !repositoryName.test(name) || !isServer(server)) return {};
  const uri = `${server}/${name}`;
  const revision = (await readEvent(io)).head ?? from.GITHUB_SHA ?? '';
  const run = from.GITHUB_RUN_ID ?? '';
  return {
    ...(isCommit(revision) ? { repository: { uri, revision } } : {}),
    ...(/^\d+$/.test(run) ? { run: `${uri}/actions/runs/${run}` } : {}),
  };
}

function isServer(text: string): boolean {
  return /^https?:\/\/[A-Za-z0-9.-]+(:\d+)?$/.test(text);
}

/** What was checked out, for SARIF; GitHub itself goes by what the upload says. */
export function githubCheckout({ environment: from }: Io): NonNullable<ReporterOptions['sarif']> {
  const uri = `${from.GITHUB_SERVER_URL}/${from.GITHUB_REPOSITORY}`;
  const revision = from.GITHUB_SHA ?? '';
  const branch = from.GITHUB_REF ?? '';
  const known =
    from.GITHUB_ACTIONS === 'true' &&
    isServer(from.GITHUB_SERVER_URL ?? '') &&
    repositoryName.test(from.GITHUB_REPOSITORY ?? '') &&
    isCommit(revision) &&
    branch.startsWith('refs/');
  return known ? { repository: { uri, revision, branch } } : {};
}
