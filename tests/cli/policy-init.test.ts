import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { copyRecording, run, withFolder } from './run.ts';

interface Written {
  readonly name: string;
  readonly environments?: Readonly<
    Record<string, { match: Record<string, unknown>; parameters?: Record<string, unknown> }>
  >;
  readonly accounts?: Readonly<Record<string, { name: string; environment: string; regions: string[] }>>;
  readonly parameters?: Readonly<Record<string, unknown>>;
  readonly stacks?: Readonly<Record<string, { holds: string[] }>>;
  readonly gate: { readonly plan: string };
}

const prod = ['--plan', 'fixtures/plans/caja-prod.json', '--stack', 'infrastructure/environments/prod'];

async function initialised(argv: readonly string[], cwd: string): Promise<{ text: string; policy: Written }> {
  const { code, stdout, stderr } = await run(['policy', 'init', '--policy', '-', ...argv], { cwd });
  assert.equal(code, 0, stderr);
  return { text: stdout, policy: parse(stdout) as Written };
}

describe('policy init', () => {
  it('tells from a plan its environment, names, tags, figures and what its stack holds', () =>
    withFolder(async (cwd) => {
      const { policy, text } = await initialised(prod, cwd);
      assert.equal(policy.name, 'caja');
      assert.deepEqual(Object.keys(policy.environments ?? {}), ['prod']);
      const { match, parameters: figures = {} } = policy.environments?.prod ?? { match: {} };
      assert.deepEqual(match, {
        stacks: ['infrastructure/environments/prod'],
        tags: { Environment: ['prod'] },
        names: ['caja-prod-*'],
      });
      const { parameters = {} } = policy;
      assert.equal(figures['backup.retentionDays'], 14);
      assert.deepEqual(figures['limits.databaseClasses'], ['db.r7g.large']);
      assert.equal(parameters['naming.pattern'], '^caja-(dev|prod|staging)-[a-z0-9-]+$');
      assert.deepEqual(parameters['tags.required'], [
        'CostCenter',
        'Environment',
        'ManagedBy',
        'Owner',
        'Service',
      ]);
      assert.deepEqual(policy.stacks, {
        'infrastructure/environments/prod': {
          holds: ['account-baseline', 'alerting', 'application', 'audit-trail', 'budgets'],
        },
      });
      assert.equal(policy.gate.plan, 'introduced');
      assert.match(text, /tags: \{ Environment: \[prod\] \} # on \d+ resources/);
      assert.match(text, /# seen, in days: 14 \(once\)\n {6}backup\.retentionDays: 14/);
    }));

  it('tells from a recording its account, and asks for no less than the rules do by themselves', () =>
    withFolder(async (cwd) => {
      const { policy, text } = await initialised(['--replay', 'fixtures/accounts/caja-prod'], cwd);
      assert.deepEqual(policy.accounts, {
        '111122223333': {
          name: 'account-111122223333',
          environment: 'prod',
          regions: ['eu-west-1', 'us-east-1'],
        },
      });
      assert.deepEqual(policy.environments?.prod?.match.tags, { Environment: ['prod', 'production'] });
      assert.deepEqual(policy.environments?.prod?.parameters?.['edge.tlsVersions'], ['TLSv1.2_2021']);
      assert.match(text, /1 that the rules do not admit by themselves is left out/);
    }));

  it('tells from a recording of several accounts those that were read', () =>
    withFolder(async (cwd) => {
      await copyRecording(join(cwd, 'recorded/111122223333'));
      const failure = { reason: 'denied', message: 'It was refused.', at: '2026-11-20T02:00:00Z' };
      const accounts = [
        { account: '111122223333', name: 'house-production' },
        { account: '444455556666', name: 'house-staging', failure },
      ];
      const list = { format: 1, startedAt: '2026-11-20T02:00:00Z', accounts };
      await writeFile(join(cwd, 'recorded/accounts.json'), JSON.stringify(list));
      const { policy } = await initialised(['--replay', 'recorded'], cwd);
      assert.deepEqual(
        Object.entries(policy.accounts ?? {}).map(([id, { name }]) => [id, name]),
        [['111122223333', 'house-production']],
      );
    }));

  const corpus = join(repositoryRoot, '../shared/corpus/plans');
  const strangers = existsSync(corpus)
    ? [
        'cycloidio__terracost__testdata_aws_terraform-plan.json',
        'bridgecrewio__checkov__tests_terraform_runner_resources_plan_nested_child_modules_tfplan.json',
        'aquasecurity__trivy__pkg_iac_scanners_terraformplan_tfjson_testdata_plan.json',
      ].map((name) => ['--plan', join(corpus, name)])
    : [];
  const inputs: readonly (readonly string[])[] = [
    [],
    prod,
    ['--plan', 'fixtures/plans/caja-dev.json', '--stack', './infrastructure/environments/dev/'],
    ['--plan', 'fixtures/plans/caja-prod-faults.json'],
    ['--plan', 'fixtures/plans/cases/empty.json'],
    ['--plan', 'fixtures/plans/cases/sensitive-values.json'],
    ['--replay', 'fixtures/accounts/caja-prod'],
    ...strangers,
  ];
  for (const input of inputs) {
    it(`writes a policy that is sound and judges what it was made from: ${input.join(' ') || 'nothing'}`, () =>
      withFolder(async (cwd) => {
        const made = await run(['policy', 'init', '--policy', 'made.yaml', ...input], { cwd });
        assert.deepEqual([made.code, made.stdout], [0, 'made.yaml\n'], made.stderr);
        const text = await readFile(join(cwd, 'made.yaml'), 'utf8');
        assert.match(
          text,
          /^# yaml-language-server: \$schema=node_modules\/caja-policy\/dist\/schemas\/policy\.schema\.json\n/,
        );
        assert.deepEqual(
          text.split('\n').filter((line) => / $/.test(line)),
          [],
        );
        const check = await run(['policy', 'check', '--policy', 'made.yaml'], { cwd });
        assert.equal(check.code, 0, check.stderr);
        const [option, file = '', ...stack] = input;
        if (option === undefined) return;
        const argv = option === '--plan' ? ['plan', file, ...stack] : ['account', '--replay', file];
        const judged = await run([...argv, '--policy', 'made.yaml', '--report', 'json=-'], { cwd });
        if (!file.endsWith('empty.json')) assert.ok([0, 1, 3].includes(judged.code), judged.stderr);
        const again = await run(['policy', 'init', '--policy', '-', ...input], { cwd });
        assert.equal(again.stdout, text);
      }));
  }

  it('lets a team begin: what an unchanged stack has is not held against it', () =>
    withFolder(async (cwd) => {
      const input = [
        '--plan',
        'fixtures/plans/caja-applied.json',
        '--stack',
        'infrastructure/environments/prod',
      ];
      await run(['policy', 'init', '--policy', 'made.yaml', ...input], { cwd });
      const { code } = await run(['plan', ...input.slice(1), '--policy', 'made.yaml', '--report', 'json=-'], {
        cwd,
      });
      assert.ok(code === 0 || code === 3);
    }));

  it('writes caja-policy.yaml where there is none, and never over one', () =>
    withFolder(async (cwd) => {
      const policy = join(cwd, 'caja-policy.yaml');
      const before = await readFile(policy, 'utf8');
      const refused = await run(['policy', 'init'], { cwd });
      assert.equal(refused.code, 2);
      assert.match(
        refused.stderr,
        /caja-policy\.yaml: there is a policy already, which stays as it is\n {2}Print it instead: --policy -/,
      );
      assert.equal(await readFile(policy, 'utf8'), before);
      const elsewhere = await run(['policy', 'init', '--policy', 'nowhere/own.yaml'], { cwd });
      assert.equal(elsewhere.code, 2);
      assert.match(elsewhere.stderr, /nowhere\/own\.yaml: the policy cannot be written \(ENOENT\)/);
    }));

  const refused: [argv: string[], says: RegExp][] = [
    [['--plan', 'gone.json'], /gone\.json: there is no such file/],
    [['--plan', 'caja-policy.yaml'], /caja-policy\.yaml/],
    [['--replay', 'gone'], /gone/],
    [['--plan', 'a', '--replay', 'b'], /a policy is begun from one of the two/],
  ];
  for (const [argv, says] of refused) {
    it(`refuses ${argv.join(' ')}`, () =>
      withFolder(async (cwd) => {
        const { code, stdout, stderr } = await run(['policy', 'init', '--policy', '-', ...argv], { cwd });
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, says);
      }));
  }

  it("writes strangers' words as text: no name, tag or path ends its line or its quotes", () =>
    withFolder(async (cwd) => {
      const nasty = 'a"b\n# c: {d}\u202e- &x *y !z';
      const plan = await readFile(join(cwd, 'fixtures/plans/caja-dev.json'), 'utf8');
      const spoiled = plan
        .replaceAll('"CostCenter":', `${JSON.stringify(nasty)}:`)
        .replaceAll('"db.t4g.micro"', JSON.stringify(nasty));
      await writeFile(join(cwd, 'plan.json'), spoiled);
      const argv = ['--plan', 'plan.json', '--stack', 'dev/[a, *b]: #c'];
      const { policy, text } = await initialised(argv, cwd);
      assert.ok(((policy.parameters?.['tags.required'] ?? []) as string[]).includes(nasty));
      assert.ok(Object.keys(policy.stacks ?? {}).includes('dev/[a, *b]: #c'));
      assert.ok(!text.includes('\u202e'));
    }));

  it('writes down no secret', () =>
    withFolder(async (cwd) => {
      const { text } = await initialised(['--plan', 'fixtures/plans/cases/sensitive-values.json'], cwd);
      const plan = await readFile(join(cwd, 'fixtures/plans/cases/sensitive-values.json'), 'utf8');
      const secrets = [...plan.matchAll(/"(?:password|secret_string|value)":"([^"]{6,})"/g)];
      assert.ok(secrets.length > 0);
      for (const [, secret = ''] of secrets) assert.ok(!text.includes(secret), secret);
    }));
});
