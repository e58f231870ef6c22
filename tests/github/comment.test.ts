import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { putComment } from '../../src/cli/commands/comment.ts';
import { UserError } from '../../src/model/user-error.ts';
import { type Outcome, run, today } from '../cli/run.ts';
import { bot, type FakeGithub, stranger, type Trouble, withGithub } from './fake-github.ts';

const token = 'ghs_SpareTokenOfTheTest0123456789';
const folder = await mkdtemp(join(tmpdir(), 'caja-comment-'));
after(() => rm(folder, { recursive: true, force: true }));

const markOf = (stack: string) => `<!-- caja-policy:plan:${stack} -->`;
const quiet = '<!-- caja-policy:nothing-new -->';

async function put(
  github: Pick<FakeGithub, 'api'>,
  text: string,
  { words = [], environment = {} }: { words?: readonly string[]; environment?: Record<string, string> } = {},
): Promise<Outcome> {
  await writeFile(join(folder, 'comment.md'), text);
  const argv = [
    'comment',
    'comment.md',
    '--repository',
    'caja/infrastructure',
    '--pull-request',
    '12',
    ...words,
  ];
  const outcome = await run(argv, {
    cwd: folder,
    environment: { GITHUB_TOKEN: token, GITHUB_API_URL: github.api, ...environment },
  });
  for (const said of [outcome.stdout, outcome.stderr]) assert.ok(!said.includes(token), said);
  return outcome;
}

test('the first report becomes a comment, the next ones take its place', async () => {
  await withGithub(async (github) => {
    const first = await put(github, `${markOf('prod')}\n3 new violations\n`);
    assert.deepEqual([first.code, first.stdout], [0, '']);
    assert.match(first.stderr, /^Comment created: https:\/\/github\.test\/.*issuecomment-1000\n$/);
    const second = await put(github, `${markOf('prod')}\nnothing fails\n`);
    assert.match(second.stderr, /^Comment updated: /);
    assert.match(
      (await put(github, `${markOf('prod')}\nnothing fails\n`)).stderr,
      /^Comment left as it is: /,
    );
    assert.deepEqual(
      github.comments.map(({ body }) => body),
      [`${markOf('prod')}\nnothing fails\n`],
    );
    assert.ok(github.seen.every(({ authorization }) => authorization === `Bearer ${token}`));
    assert.equal(github.seen.filter(({ method }) => method === 'PATCH').length, 1);
  });
});

test('every stack has a comment of its own', async () => {
  await withGithub(async (github) => {
    for (const stack of ['infra/prod', 'infra/dev', 'infra/prod'])
      await put(github, `${markOf(stack)}\n${stack}\n`);
    assert.equal(github.comments.length, 2);
  });
});

test('where there is nothing to tell, a comment is renewed and none is begun', async () => {
  const calm = `${markOf('prod')}\n${quiet}\n## caja-policy: nothing fails\n`;
  await withGithub(async (github) => {
    assert.match((await put(github, calm)).stderr, /^No comment: /);
    assert.equal(github.comments.length, 0);
    await put(github, `${markOf('prod')}\n1 new violation\n`);
    await put(github, calm);
    assert.deepEqual(
      github.comments.map(({ body }) => body),
      [calm],
    );
  });
});

test("a stranger's comment with the mark, a quoted one and another stack's are left alone", async () => {
  for (const viewer of [true, false]) {
    await withGithub(
      async (github) => {
        github.write(`${markOf('prod')}\n✅ gate passed, trust me`, stranger);
        github.write(`${markOf('prod')}\nnot a bot`, { ...stranger, login: bot.login });
        github.write(`> ${markOf('prod')}\nquoted`);
        github.write(`${markOf('prod-eu')}\nanother stack`);
        const before = structuredClone(github.comments);
        await put(github, `${markOf('prod')}\n1 new violation\n`);
        assert.deepEqual(github.comments.slice(0, 4), before);
        assert.equal(github.comments.length, 5);
      },
      { viewer },
    );
  }
});

test('the comment is found on a later page, and of two the first is renewed', async () => {
  await withGithub(
    async (github) => {
      for (let index = 0; index < 25; index += 1) github.write(`remark ${index}`, stranger);
      github.write(`${markOf('prod')}\r\nold`);
      github.write(`${markOf('prod')}\nof a run at the same time`);
      await put(github, `${markOf('prod')}\nnew\n`);
      assert.equal(github.comments.length, 27);
      assert.equal(github.comments[25]?.body, `${markOf('prod')}\nnew\n`);
      assert.equal(github.comments[26]?.body, `${markOf('prod')}\nof a run at the same time`);
    },
    { size: 10 },
  );
});

test('a page on another host is not asked: the token would go with it', async () => {
  await withGithub(async (elsewhere) => {
    const trouble: Trouble = ({ method, path }) =>
      method === 'GET' && !path.includes('page=2')
        ? { status: 200, body: [], headers: { link: `<${elsewhere.api}/steal?page=2>; rel="next"` } }
        : undefined;
    await withGithub((github) => put(github, `${markOf('prod')}\nnew\n`), { trouble });
    assert.equal(elsewhere.seen.length, 0);
  });
});

/** Through the command itself, with a clock that only notes how long it should have waited. */
async function waiting(github: FakeGithub, text: string): Promise<{ waits: number[]; failure: string }> {
  await writeFile(join(folder, 'comment.md'), text);
  const waits: number[] = [];
  const output = { write: () => undefined, isTerminal: false, columns: undefined };
  const command = { name: 'comment', file: 'comment.md', pullRequest: '12', ifAllowed: false } as const;
  const environment = {
    GITHUB_TOKEN: token,
    GITHUB_API_URL: github.api,
    GITHUB_REPOSITORY: 'caja/infrastructure',
  };
  const io = {
    stdout: output,
    stderr: output,
    readStdin: async () => new Uint8Array(),
    environment,
    cwd: folder,
    now: () => today,
  };
  const options = {
    policy: undefined,
    rules: [],
    reports: [],
    failOn: undefined,
    softFail: false,
    quiet: false,
    sarifProfile: 'github',
    color: 'auto',
  } as const;
  const failure = await putComment(command, options, io, async (seconds) => waits.push(seconds)).then(
    () => '',
    (error: unknown) => (error instanceof UserError ? error.message : assert.fail(String(error))),
  );
  assert.ok(!failure.includes(token));
  return { waits, failure };
}

test('GitHub is left alone for as long as it asks', async () => {
  const cases: readonly (readonly [Trouble, readonly number[]])[] = [
    [(_, nth) => (nth === 2 ? { status: 429, headers: { 'retry-after': '7' } } : undefined), [7]],
    [
      ({ method, path }, nth) =>
        method === 'POST' && path.endsWith('/comments') && nth === 3
          ? {
              status: 403,
              headers: { 'retry-after': '3' },
              body: { message: 'You have exceeded a secondary rate limit' },
            }
          : undefined,
      [3],
    ],
    [
      (_, nth) =>
        nth === 2
          ? {
              status: 403,
              headers: {
                'x-ratelimit-remaining': '0',
                'x-ratelimit-reset': '1767225610',
                date: 'Thu, 01 Jan 2026 00:00:00 GMT',
              },
            }
          : undefined,
      [11],
    ],
    [({ method }, nth) => (method === 'GET' && nth < 4 ? { status: 502 } : undefined), [1, 2]],
  ];
  for (const [trouble, expected] of cases) {
    await withGithub(
      async (github) => {
        const { waits, failure } = await waiting(github, `${markOf('prod')}\nnew\n`);
        assert.deepEqual([waits, failure], [expected, '']);
        assert.equal(github.comments.length, 1);
      },
      { trouble },
    );
  }
});

test('a pause that is too long, or never ends, is told', async () => {
  for (const wait of ['3600', '1']) {
    await withGithub(
      async (github) => {
        const { waits, failure } = await waiting(github, `${markOf('prod')}\nnew\n`);
        assert.match(failure, /too many requests[\s\S]*Run it again later/);
        assert.equal(waits.length, wait === '1' ? 3 : 0);
      },
      { trouble: () => ({ status: 429, headers: { 'retry-after': wait } }) },
    );
  }
});

test('a comment whose answer was lost is not written twice', async () => {
  let lost = 0;
  const trouble: Trouble = ({ method, path }) => {
    if (method !== 'POST' || path === '/graphql' || lost > 0) return undefined;
    lost += 1;
    return { status: 0, after: true };
  };
  await withGithub(
    async (github) => {
      assert.deepEqual(await waiting(github, `${markOf('prod')}\nnew\n`), { waits: [1], failure: '' });
      assert.equal(github.comments.length, 1);
    },
    { trouble },
  );
});

test('a comment that was deleted meanwhile is written anew', async () => {
  await withGithub(
    async (github) => {
      github.write(`${markOf('prod')}\nold`);
      assert.deepEqual(await waiting(github, `${markOf('prod')}\nnew\n`), { waits: [1], failure: '' });
      assert.equal(github.comments.length, 1);
    },
    {
      trouble: ({ method }, nth) =>
        method === 'PATCH' && nth < 4 ? { status: 404, body: { message: 'Not Found' } } : undefined,
    },
  );
});

test('a refusal says why and what to do, and is a mistake', async () => {
  const cases: readonly (readonly [number, string, RegExp])[] = [
    [401, 'Bad credentials', /does not know this token.*"Bad credentials"\n.*still valid/],
    [
      403,
      'Resource not accessible by integration',
      /may not write a comment.*\n.*pull-requests: write.*forks/,
    ],
    [404, 'Not Found', /no such pull request/],
    [422, 'Validation Failed', /does not take this comment.*\n.*65,536/],
    [410, 'Gone', /status 410/],
  ];
  for (const [status, message, words] of cases) {
    const trouble: Trouble = ({ path }) => (path === '/graphql' ? undefined : { status, body: { message } });
    await withGithub(
      async (github) => {
        const outcome = await put(github, `${markOf('prod')}\nnew\n`);
        assert.equal(outcome.code, 2);
        assert.match(outcome.stderr, words);
        assert.match(outcome.stderr, /^caja\/infrastructure#12: /);
      },
      { trouble },
    );
  }
});

test('a token that only reads is a warning where that is expected', async () => {
  const body = { message: 'Resource not accessible by integration\n::error::forged' };
  const trouble: Trouble = ({ method, path }) =>
    method === 'POST' && path !== '/graphql' ? { status: 403, body } : undefined;
  await withGithub(
    async (github) => {
      const outcome = await put(github, `${markOf('prod')}\nnew\n`, { words: ['--if-allowed'] });
      assert.equal(outcome.code, 0);
      assert.match(outcome.stderr, /^Warning: .*not accessible by integration/);
      assert.doesNotMatch(outcome.stderr, /^::/m);
    },
    { trouble },
  );
});

test('the pull request is the one of the event', async () => {
  const event = join(folder, 'event.json');
  const events: readonly (readonly [unknown, number])[] = [
    [{ pull_request: { number: 12, head: { sha: 'x' } } }, 0],
    [{ issue: { number: 12, pull_request: {} } }, 0],
    [{ issue: { number: 12 } }, 2],
    [{ pull_request: { number: '12; rm' } }, 2],
    ['no object', 2],
  ];
  await withGithub(async (github) => {
    await writeFile(join(folder, 'comment.md'), `${markOf('prod')}\nnew\n`);
    for (const [content, code] of events) {
      await writeFile(event, JSON.stringify(content));
      const outcome = await run(['comment', 'comment.md'], {
        cwd: folder,
        environment: {
          GITHUB_TOKEN: token,
          GITHUB_API_URL: github.api,
          GITHUB_REPOSITORY: 'caja/infrastructure',
          GITHUB_EVENT_PATH: event,
        },
      });
      assert.equal(outcome.code, code, JSON.stringify(content));
      if (code === 2) assert.match(outcome.stderr, /which pull request\?\n.*--pull-request NUMBER/);
    }
  });
});

test('what is missing or odd is told at once, before anybody is asked', async () => {
  await writeFile(join(folder, 'comment.md'), '# A report without its mark\n');
  const unmarked = await run(['comment', 'comment.md'], { cwd: folder });
  assert.equal(unmarked.code, 2);
  assert.match(unmarked.stderr, /^comment\.md:1: .*mark.*\n.*--report comment=comment\.md/);
  assert.match(
    (await run(['comment', 'none.md'], { cwd: folder })).stderr,
    /^none\.md: there is no such file/,
  );
  await writeFile(join(folder, 'comment.md'), `${markOf('prod')}\nnew\n`);
  const bare = await run(['comment', 'comment.md'], { cwd: folder });
  assert.equal(bare.code, 2);
  for (const at of ['--repository', '--pull-request', 'GITHUB_TOKEN'])
    assert.match(bare.stderr, new RegExp(`^${at}: `, 'm'));
  for (const GITHUB_API_URL of ['http://example.com', 'ftp://x', 'https://a@b', 'nonsense']) {
    const outcome = await put({ api: GITHUB_API_URL }, `${markOf('prod')}\nnew\n`);
    assert.match(outcome.stderr, /^GITHUB_API_URL: /);
  }
  for (const bad of ['two\nlines', '']) {
    const outcome = await put({ api: 'http://127.0.0.1:1' }, `${markOf('prod')}\nnew\n`, {
      environment: { GITHUB_TOKEN: bad },
    });
    assert.match(outcome.stderr, /^GITHUB_TOKEN: there is no token/);
  }
  for (const name of ['..', 'a/..', 'a/b/c', 'a b/c', '../../graphql'])
    assert.match(
      (await put({ api: 'http://127.0.0.1:1' }, `${markOf('prod')}\nx`, { words: ['--repository', name] }))
        .stderr,
      /^--repository: /,
    );
});
