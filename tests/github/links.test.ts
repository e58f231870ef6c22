import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { githubCheckout, githubLinks } from '../../src/cli/github-links.ts';
import type { Io } from '../../src/cli/io.ts';
import { today } from '../cli/run.ts';

const folder = await mkdtemp(join(tmpdir(), 'caja-links-'));
after(() => rm(folder, { recursive: true, force: true }));

const [head, merge] = ['a'.repeat(40), 'b'.repeat(40)];
const onGithub = {
  GITHUB_ACTIONS: 'true',
  GITHUB_SERVER_URL: 'https://github.com',
  GITHUB_REPOSITORY: 'caja/infrastructure',
  GITHUB_SHA: merge,
  GITHUB_REF: 'refs/pull/12/merge',
  GITHUB_RUN_ID: '77',
};
const uri = 'https://github.com/caja/infrastructure';
const run = `${uri}/actions/runs/77`;

function ioOf(environment: Readonly<Record<string, string>>): Io {
  const output = { write: () => undefined, isTerminal: false, columns: undefined };
  return {
    ...{ stdout: output, stderr: output, environment, cwd: folder },
    readStdin: async () => new Uint8Array(),
    now: () => today,
  };
}

test("links lead to the pull request's own commit, else to the one that was checked out", async () => {
  assert.deepEqual(await githubLinks(ioOf(onGithub)), { repository: { uri, revision: merge }, run });
  const GITHUB_EVENT_PATH = join(folder, 'event.json');
  await writeFile(GITHUB_EVENT_PATH, JSON.stringify({ pull_request: { number: 12, head: { sha: head } } }));
  const links = await githubLinks(ioOf({ ...onGithub, GITHUB_EVENT_PATH }));
  assert.deepEqual(links, { repository: { uri, revision: head }, run });
  for (const event of ['{', 'null', '{"pull_request":{"head":{"sha":"main) [x](javascript:alert(1)"}}}']) {
    await writeFile(GITHUB_EVENT_PATH, event);
    const { repository } = await githubLinks(ioOf({ ...onGithub, GITHUB_EVENT_PATH }));
    assert.equal(repository?.revision, merge, event);
  }
});

test('SARIF names the commit that is uploaded', () => {
  const repository = { uri, revision: merge, branch: 'refs/pull/12/merge' };
  assert.deepEqual(githubCheckout(ioOf(onGithub)), { repository });
});

test('nothing is made of what does not look right', async () => {
  const odd: readonly Readonly<Record<string, string>>[] = [
    { GITHUB_ACTIONS: '' },
    { GITHUB_SERVER_URL: 'https://github.com/x) [evil](https://evil.example' },
    { GITHUB_SERVER_URL: 'javascript:alert(1)' },
    { GITHUB_REPOSITORY: 'caja' },
    { GITHUB_REPOSITORY: 'caja/infra structure' },
  ];
  for (const change of odd) {
    assert.deepEqual(await githubLinks(ioOf({ ...onGithub, ...change })), {}, JSON.stringify(change));
    assert.deepEqual(githubCheckout(ioOf({ ...onGithub, ...change })), {});
  }
  assert.deepEqual(await githubLinks(ioOf({ ...onGithub, GITHUB_SHA: 'main', GITHUB_RUN_ID: 'x' })), {});
  assert.deepEqual(githubCheckout(ioOf({ ...onGithub, GITHUB_SHA: 'main' })), {});
});
