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
