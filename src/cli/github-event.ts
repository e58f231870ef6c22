import { readFile } from 'node:fs/promises';
import type { Io } from './io.ts';

/** What a run on GitHub Actions knows of the event that started it; empty elsewhere. */
export interface GithubEvent {
  readonly pullRequest?: number;
  /** The pull request's own last commit: GITHUB_SHA is a merge that nobody can look at later. */
  readonly head?: string;
}

/** Reads the event file, of which nothing is believed that does not look right. */
export async function readEvent({ environment }: Io): Promise<GithubEvent> {
  const path = environment.GITHUB_EVENT_PATH ?? '';
  if (path === '') return {};
  const event = await readFile(path, 'utf8').then(parsed, () => undefined);
  const pull = member(event, 'pull_request');
  const issue = member(event, 'issue');
  // A comment on a pull request is told as one on an issue.
  const number = member(pull ?? (member(issue, 'pull_request') === undefined ? undefined : issue), 'number');
  const head = member(member(pull, 'head'), 'sha');
  return {
    ...(typeof number === 'number' && Number.isSafeInteger(number) && number > 0
      ? { pullRequest: number }
      : {}),
    ...(typeof head === 'string' && isCommit(head) ? { head } : {}),
  };
}

export function isCommit(text: string): boolean {
  return /^[0-9a-f]{40}$/.test(text);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** A member of a thing of which nothing is known. */
export function member(thing: unknown, name: string): unknown {
  return typeof thing === 'object' && thing !== null && Object.hasOwn(thing, name)
    ? (thing as Readonly<Record<string, unknown>>)[name]
    : undefined;
}
