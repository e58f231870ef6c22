import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import type { Report } from '../../src/model/report.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { run } from '../cli/run.ts';
import { action, type Step } from './action-steps.ts';

interface Workflow {
  readonly on: Readonly<Record<string, unknown>>;
  readonly permissions: Readonly<Record<string, string>>;
  readonly concurrency: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      {
        readonly permissions: Readonly<Record<string, string>>;
        readonly 'timeout-minutes': number;
        readonly steps: readonly Step[];
      }
    >
  >;
}

const home = join(repositoryRoot, 'examples/github');
const names = readdirSync(home).filter((name) => name.endsWith('.yml'));
/** Whoever takes an example puts the action's place and commit here: no example can know them. */
const ours = 'OWNER/caja-policy@COMMIT';

describe('The ready workflows', () => {
  it('are three', () => {
    assert.deepEqual(names, ['nightly-audit.yml', 'plan-gate.yml', 'repository.yml']);
  });

  for (const name of names) {
    const text = readFileSync(join(home, name), 'utf8');
    const workflow = parse(text) as Workflow;
    const jobs = Object.values(workflow.jobs);
    const steps = jobs.flatMap((job) => job.steps);

    it(`${name} pins what it uses, and names the one thing to fill in`, () => {
      const used = text.match(/uses: .*/g) ?? [];
      assert.equal(used.filter((line) => line.includes(ours)).length, 1);
      for (const line of used.filter((one) => !one.includes(ours)))
        assert.match(line, /^uses: [\w.-]+(\/[\w.-]+)+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    });

    it(`${name} may do what it needs and no more`, () => {
      assert.deepEqual(workflow.permissions, {});
      assert.ok(workflow.concurrency !== undefined);
      for (const job of jobs) {
        assert.ok(job['timeout-minutes'] > 0);
        assert.equal(job.permissions.contents, 'read');
        const writes = Object.entries(job.permissions).filter(([, right]) => right === 'write');
        for (const [right] of writes)
          assert.ok(['id-token', 'pull-requests', 'security-events'].includes(right));
        const needsComment = 'pull_request' in workflow.on;
        assert.equal(job.permissions['pull-requests'], needsComment ? 'write' : undefined);
      }
      const checkout = steps.find(({ uses }) => uses?.startsWith('actions/checkout@'));
      assert.equal(String(checkout?.with?.['persist-credentials']), 'false');
      assert.ok(!('pull_request_target' in workflow.on), 'it would run a stranger’s code with our rights');
    });

    it(`${name} takes no expression into a script, and no input that the action does not know`, () => {
      for (const step of steps) assert.doesNotMatch(step.run ?? '', /\$\{\{/);
      const own = steps.find(({ uses }) => uses === ours);
      for (const input of Object.keys(own?.with ?? {})) assert.ok(input in action.inputs, input);
    });
  }

  it('are what our own rules ask of workflows', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'caja-examples-'));
    try {
      mkdirSync(join(folder, '.git'));
      mkdirSync(join(folder, '.github'));
      cpSync(home, join(folder, '.github/workflows'), { recursive: true });
      const unfilled = await pinned(folder);
      assert.deepEqual(
        unfilled.map(({ verdict }) => verdict).filter((verdict) => verdict === 'fail').length,
        names.length,
        'a place that was not filled in is found',
      );
      for (const name of names) {
        const path = join(folder, '.github/workflows', name);
        const filled = readFileSync(path, 'utf8').replace(ours, `caja/caja-policy@${'a'.repeat(40)}`);
        writeFileSync(path, filled);
      }
      const findings = await pinned(folder);
      assert.ok(findings.length > names.length);
      assert.deepEqual([...new Set(findings.map(({ verdict }) => verdict))], ['pass']);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

describe('docs/github.md', () => {
  const text = readFileSync(join(repositoryRoot, 'docs/github.md'), 'utf8');

  it('names every input and every output of the action', () => {
    for (const name of [...Object.keys(action.inputs), ...Object.keys(action.outputs)])
      assert.ok(text.includes(`\`${name}\``), name);
  });

  it('leads to files that are there', () => {
    const links = [...text.matchAll(/\]\((?!https:)([^)#]+)/g)].map(([, path = '']) => path);
    assert.ok(links.length > 4);
    for (const path of links) assert.ok(existsSync(join(repositoryRoot, 'docs', path)), path);
  });
});

async function pinned(folder: string): Promise<Report['findings']> {
  const { stdout, stderr } = await run(['repo', folder, '--report', 'json', '--quiet']);
  if (stdout === '') throw new Error(stderr);
  const { findings } = JSON.parse(stdout) as Report;
  return findings.filter(({ rule }) => rule === 'pipeline/actions-are-pinned');
}
