import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { actionRun, variable } from '../../src/cli/action-inputs.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { UserError } from '../../src/model/user-error.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { action, isThere, type Runner, withRunner } from './action-steps.ts';
import { withGithub } from './fake-github.ts';

const { steps } = action.runs;
const judge = steps.find(({ id }) => id === 'judge');

describe('action.yml', () => {
  it('takes no expression into a script: what a stranger writes would be run', () => {
    for (const { run, name } of steps) assert.doesNotMatch(run ?? '', /\$\{\{/, name);
  });

  it('pins every action to a commit, with its version beside it', () => {
    const lines = readFileSync(join(repositoryRoot, 'action.yml'), 'utf8').match(/^.*\buses:.*$/gm) ?? [];
    assert.ok(lines.length >= 4);
    for (const line of lines) assert.match(line, /uses: [\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  });

  it('hands every input on, and none that is not declared', () => {
    const used = JSON.stringify(action.runs);
    for (const name of Object.keys(action.inputs)) assert.ok(used.includes(`inputs.${name} `), name);
    for (const [, name = ''] of used.matchAll(/inputs\.([a-z-]+)/g)) assert.ok(name in action.inputs, name);
    for (const [name, value] of Object.entries(judge?.env ?? {})) {
      const [, input = ''] = /^\$\{\{ inputs\.([a-z-]+) \}\}$/.exec(value) ?? [];
      assert.equal(name, variable(input));
    }
  });

  it('tells what it found in outputs that a step writes', () => {
    for (const [name, { value }] of Object.entries(action.outputs))
      assert.equal(value, `\${{ steps.judge.outputs.${name} }}`);
  });

  it('goes on after a violation, and ends with its code', () => {
    const after = steps.slice(steps.findIndex(({ id }) => id === 'judge') + 1);
    for (const step of after) assert.match(step.if ?? '', /^\$\{\{ !cancelled\(\)/, step.name);
    assert.equal(after.at(-1)?.run, `exit "\${CODE:-2}"`);
  });

  it('describes itself', () => {
    for (const one of [...Object.values(action.inputs), ...Object.values(action.outputs)])
      assert.match(one.description, /\S.*\.$/);
  });
});

describe('The inputs', () => {
  const wordsOf = (inputs: Readonly<Record<string, string>>) => {
    const named = Object.entries(inputs).map(([name, value]) => [variable(name), value]);
    return actionRun({ RUNNER_TEMP: '/tmp/runner', ...Object.fromEntries(named) }).words;
  };

  it('become the command line', () => {
    const files = [
      'json=report.json',
      'markdown=summary.md',
      'comment=comment.md',
      'html=report.html',
      'sarif=sarif/caja-policy.sarif',
    ];
    const reports = files.map((one) => `--report=${one.replace('=', '=/tmp/runner/caja-policy/')}`);
    const last = [...reports, '--report=table'];
    const cases: readonly (readonly [Readonly<Record<string, string>>, readonly string[]])[] = [
      [
        {
          plan: 'plan.json',
          stack: 'infra/prod',
          'fail-on': 'none',
          rules: 'a\n\n b \n',
          'soft-fail': 'true',
        },
        [
          'plan',
          'plan.json',
          '--stack=infra/prod',
          '--fail-on=none',
          '--rules=a',
          '--rules=b',
          '--soft-fail',
        ],
      ],
      [
        { plan: '-x.json', source: 'none', stack: '--soft-fail' },
        ['plan', './-x.json', '--no-source', '--stack=--soft-fail'],
      ],
      [
        { mode: 'account', accounts: 'all', state: 'prod=a.json\ndev=b.json', record: 'evidence' },
        ['account', '--accounts=all', '--record=evidence', '--state=prod=a.json', '--state=dev=b.json'],
      ],
      [{ mode: 'repo', source: 'infra', requirement: 'IAC-1' }, ['repo', 'infra', '--requirement=IAC-1']],
    ];
    for (const [inputs, words] of cases) {
      assert.deepEqual(wordsOf(inputs), [...words, ...last]);
      // The command line knows every word of it.
      parseArguments(wordsOf(inputs));
    }
  });

  it('name the reports by whole paths, wherever the steps behind start from', () => {
    const { files } = actionRun({ INPUT_PLAN: 'p', INPUT_REPORTS: 'reports' });
    for (const path of Object.values(files)) assert.ok(path.startsWith(resolve('reports')), path);
  });

  it('are refused where they would have to be ignored', () => {
    const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ mode: 'cloud' }, /^mode: `cloud` is not a mode/],
      [{}, /^plan: which plan\?/],
      [{ plan: '-' }, /^plan: which plan\?/],
      [{ plan: 'p', regions: 'all', state: 'x' }, /^regions: mode plan knows no such input[\s\S]*^state: /m],
      [{ mode: 'account', plan: 'p' }, /^plan: mode account knows/],
      [{ plan: 'p', 'soft-fail': 'yes' }, /^soft-fail: `yes` is neither true nor false/],
      [{ plan: 'p', reports: 'a\nexit-code=0' }, /^reports: /],
    ];
    for (const [inputs, words] of cases)
      assert.throws(
        () => wordsOf(inputs),
        (error) => error instanceof UserError && words.test(error.message),
        JSON.stringify(inputs),
      );
  });
});

const prod = {
  plan: 'fixtures/plans/caja-prod-change.json',
  stack: 'infrastructure/environments/prod',
  source: 'none',
};

describe('The action', () => {
  it('ends with 1, and shows on the way what it found', async () => {
    await withRunner(async ({ home, run }) => {
      const { code, outputs, summary, log, steps: ran } = await run(prod);
      assert.equal(code, 1, log);
      assert.equal(outputs['exit-code'], '1');
      assert.equal(outputs.result, 'failed');
      const total = ['critical', 'high', 'medium', 'low'].reduce(
        (sum, name) => sum + Number(outputs[name]),
        0,
      );
      assert.equal(total, Number(outputs.failed));
      assert.ok(total > 10);
      assert.match(
        summary,
        /^<!-- caja-policy:plan:infrastructure\/environments\/prod -->\n## caja-policy: \d+ new violations/,
      );
      for (const name of ['json-file', 'markdown-file', 'comment-file', 'html-file', 'sarif-file'])
        assert.ok(isThere(outputs[name] ?? ''), name);
      assert.ok(outputs['sarif-file']?.startsWith(join(home, 'temp/caja-policy/')));
      assert.ok(ran.includes('Upload SARIF'));
      assert.ok(!ran.includes('Upload SARIF, second file'));
      assert.ok(!ran.includes('Comment'), 'there is no pull request');
      assert.match(log, /^::stop-commands::([0-9a-f-]{36})\n[\s\S]*\n::\1::\n::error /m);
      assert.match(
        log,
        /^::error title=caja-policy::\d+ violations at or above high: \d+ new, \d+ there before\. The report/m,
      );
    });
  });

  it('ends with 0 where nothing reaches the gate, with 3 where the plan is not whole, with 2 where there is none', async () => {
    await withRunner(async ({ home, run }) => {
      const calm = await run({ ...prod, 'soft-fail': 'true', summary: 'false', 'upload-sarif': 'false' });
      assert.deepEqual([calm.code, calm.outputs.result, calm.summary], [0, 'failed', '']);
      assert.ok(!calm.steps.includes('Upload SARIF'));
      assert.doesNotMatch(calm.log, /^::error/m);

      const plan = JSON.parse(await readFile(join(repositoryRoot, 'fixtures/plans/caja-dev.json'), 'utf8'));
      await writeFile(join(home, 'work/errored.json'), JSON.stringify({ ...plan, errored: true }));
      const open = await run({ plan: 'errored.json', 'fail-on': 'none', source: 'none' });
      assert.deepEqual([open.code, open.outputs.result], [3, 'incomplete'], open.log);
      assert.ok(!open.steps.includes('Upload SARIF'), 'it would close alerts that nobody looked at');
      assert.match(open.summary, /reading is incomplete/);

      const mistake = await run({ plan: 'nothing.json' });
      assert.deepEqual([mistake.code, mistake.outputs.result, mistake.summary], [2, 'mistake', '']);
      assert.match(mistake.log, /^nothing\.json: there is no such file/m);
      assert.match(
        mistake.log,
        /^::error title=caja-policy::nothing\.json: there is no such file%0A {2}Make one: /m,
      );
      assert.deepEqual(mistake.steps.slice(-2), ['Judge', 'Gate']);
      const refused = await run({ mode: 'cloud' });
      assert.deepEqual([refused.code, refused.outputs], [2, { 'exit-code': '2', result: 'mistake' }]);
      assert.match(refused.log, /^::error title=caja-policy::mode: `cloud` is not a mode/m);
    });
  });

  it('runs nothing that an input says, and takes no output from it', async () => {
    await withRunner(async ({ home, run }) => {
      const before = readdirSync(join(home, 'work'));
      const shell = `$(touch pwned)\`touch pwned\`"; touch pwned; ' ; touch pwned #`;
      for (const evil of [shell, 'x\nexit-code=0\n']) {
        const { code, outputs, log } = await run({ plan: evil, stack: evil, policy: evil, rules: evil });
        assert.deepEqual([code, outputs['exit-code'], outputs.result], [2, '2', 'mistake'], log);
        const [, ...told] = log.split(/^::error title=caja-policy::/m);
        assert.equal(told.length, 1);
        assert.match(told[0] ?? '', /^.+\ncaja-policy ended with 2\n$/, 'another line could be a command');
      }
      assert.deepEqual(readdirSync(join(home, 'work')), before);
    });
  });

  it('writes under the pull request, and lets the gate speak where it may not', async () => {
    await withGithub(async (github) => {
      await withRunner(async (runner) => {
        const event = await pullRequest(runner, github.api);
        const first = await runner.run({ ...prod, 'github-token': 'ghs_abc' }, event);
        assert.equal(first.code, 1, first.log);
        assert.match(
          github.comments[0]?.body ?? '',
          /^<!-- caja-policy:plan:infrastructure\/environments\/prod -->\n/,
        );
        const [link] = /\/blob\/[0-9a-f]{40}\//.exec(github.comments[0]?.body ?? '') ?? ['none'];
        assert.equal(link, 'none', 'no source was read');
        assert.match(
          github.comments[0]?.body ?? '',
          /https:\/\/github\.test\/caja\/infrastructure\/actions\/runs\/77/,
        );
        assert.ok(!first.log.includes('ghs_abc'));
      });
    });
    const trouble = () => ({ status: 401 });
    await withGithub(
      async (github) => {
        await withRunner(async (runner) => {
          const event = await pullRequest(runner, github.api);
          const { code, log } = await runner.run({ ...prod, 'github-token': '' }, event);
          assert.equal(code, 1);
          assert.match(log, /^::warning title=caja-policy::The comment was not written/m);
        });
      },
      { trouble },
    );
  });

  it('reads accounts too', async () => {
    await withRunner(async ({ run }) => {
      const { code, outputs, log } = await run({
        mode: 'account',
        replay: 'fixtures/accounts/caja-prod',
        source: 'none',
      });
      assert.equal(code, Number(outputs['exit-code']), log);
      assert.notEqual(outputs.result, 'mistake', log);
      assert.ok(Number(outputs.failed) > 0);
      assert.ok(outputs['upload-1']?.endsWith('caja-policy.sarif'));
    });
  });
});

async function pullRequest({ home }: Runner, api: string): Promise<Record<string, string>> {
  const path = join(home, 'event.json');
  await writeFile(path, JSON.stringify({ pull_request: { number: 12, head: { sha: 'a'.repeat(40) } } }));
  return {
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: path,
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: api,
    GITHUB_SERVER_URL: 'https://github.test',
    GITHUB_REPOSITORY: 'caja/infrastructure',
    GITHUB_SHA: 'b'.repeat(40),
    GITHUB_RUN_ID: '77',
  };
}
