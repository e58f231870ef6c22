// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of GitHub.
import assert from 'node:assert/strict';
import { cpSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { joinRepository } from '../../src/cli/join-repository.ts';
import { type Fact, isList } from '../../src/model/fact.ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { emptyPolicy } from '../../src/policy/empty-policy.ts';
import { readRepository } from '../../src/sources/repository/inventory.ts';
import { readTerraformPlan } from '../../src/sources/terraform-plan/inventory.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { run } from '../cli/run.ts';
import { judgeReading, rules } from '../judge-plan.ts';
import { writeRepository } from './written-repository.ts';

const ofRepository = rules.filter(
  ({ rule }) => rule.sources.includes('repository') && rule.appliesTo !== 'attestation',
);
const ids = ofRepository.map(({ rule }) => rule.id);

async function judged(root: string): Promise<Report> {
  const { inventory } = await readRepository(root, 'here');
  return judgeReading({ after: inventory, moved: {} });
}

function line({ verdict, rule, resource, locations }: Finding): string {
  const [at] = locations;
  return `${verdict} ${rule} ${resource.key} ${at === undefined ? '-' : `${at.file}:${at.line}`}`;
}

function ours(report: Report): readonly Finding[] {
  return report.findings.filter(({ rule }) => ids.includes(rule));
}

describe("Caja's repository", () => {
  const caja = join(repositoryRoot, 'fixtures/stacks/caja');

  it('passes every rule about repositories', async () => {
    const found = ours(await judged(caja));
    assert.deepEqual(found.filter(({ verdict }) => verdict !== 'pass').map(line), []);
    assert.deepEqual([...new Set(found.map(({ rule }) => rule))].sort(), [...ids].sort());
  });

  it('has a twin that breaks every one of them, each on its line', async () => {
    const found = ours(await judged(join(repositoryRoot, 'fixtures/repositories/caja-faults')));
    const failing = found.filter(({ verdict }) => verdict === 'fail');
    assert.deepEqual([...new Set(failing.map(({ rule }) => rule))].sort(), [...ids].sort());
    const [ci, nightly] = ['.github/workflows/ci.yml', '.github/workflows/nightly.yml'];
    const environments = 'infrastructure/environments';
    assert.deepEqual(failing.map(line), [
      `fail pipeline/actions-are-pinned ${ci}/jobs.infrastructure/hashicorp/setup-terraform ${ci}:36`,
      `fail pipeline/alarms-confirm-deployment pipeline ${nightly}:17`,
      `fail pipeline/apply-is-approved pipeline ${ci}:48`,
      `fail pipeline/benchmarks-confirm-deployment pipeline ${nightly}:18`,
      `fail pipeline/code-is-linted pipeline ${ci}:2`,
      `fail pipeline/dependencies-are-scanned pipeline ${ci}:23`,
      `fail pipeline/end-to-end-tests-confirm-deployment pipeline ${nightly}:19`,
      `fail pipeline/images-are-built-and-pushed pipeline ${ci}:2`,
      `fail pipeline/images-are-scanned pipeline ${nightly}:13`,
      `fail pipeline/integration-tests-run pipeline ${ci}:2`,
      `fail pipeline/smoke-tests-confirm-deployment pipeline ${nightly}:16`,
      `fail pipeline/terraform-is-costed pipeline ${nightly}:15`,
      `fail pipeline/terraform-is-formatted pipeline ${ci}:2`,
      `fail pipeline/terraform-is-planned pipeline ${ci}:45`,
      `fail pipeline/terraform-is-scanned pipeline ${nightly}:14`,
      `fail pipeline/terraform-is-validated pipeline ${ci}:44`,
      `fail pipeline/unit-tests-run pipeline ${ci}:17`,
      'fail repository/holds-environments repository -',
      'fail repository/holds-modules repository -',
      `fail repository/state-has-own-key ${environments}/prod ${environments}/prod/main.tf:6`,
      `fail repository/state-has-own-key ${environments}/prod/network ${environments}/prod/network/main.tf:7`,
      `fail repository/state-is-encrypted ${environments}/prod ${environments}/prod/main.tf:4`,
      `fail repository/state-is-locked ${environments}/prod ${environments}/prod/main.tf:4`,
      `fail repository/state-is-remote ${environments}/dev ${environments}/dev/main.tf:1`,
    ]);
  });
});

const s3 = (settings: string) => `terraform {\n  backend "s3" {\n${settings}\n  }\n}\n`;
const whole = 'bucket = "b"\n key = "k"\n encrypt = true\n use_lockfile = true';

/** What a root module's facts say: known values, `-` for absent, `?` with the reason. */
async function rootsOf(
  t: TestContext,
  files: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, string>>> {
  const { inventory } = await readRepository(writeRepository(t, files));
  const roots = inventory.resources.filter(({ kind }) => kind === 'terraform-root');
  const told = roots.map(({ key, fields }) => {
    const { backend, encrypted, locked, bucket, key: path, sharesStateWith } = fields;
    return [key, [backend, encrypted, locked, bucket, path, sharesStateWith].map(said).join(' ')] as const;
  });
  return Object.fromEntries(told);
}

function said(fact: Fact | undefined): string {
  if (fact === undefined || fact.state === 'absent') return '-';
  if (fact.state === 'unknown')
    return fact.detail === 'only the s3 backend is asked' ? '*' : `?(${fact.detail})`;
  if (typeof fact.value !== 'object') return String(fact.value);
  assert.ok(isList(fact.value));
  return `[${[...fact.value.items.map(said), ...(fact.value.open === undefined ? [] : [said(fact.value.open)])].join(', ')}]`;
}

describe('a root module keeps its state where its files say', () => {
  const missing = '?(the backend block leaves it to -backend-config, which no workflow shows)';
  const terragrunt = '?(e/terragrunt.hcl writes the backend, and Terragrunt is not followed)';
  const tofu = '?(e/backend.tofu may hold the backend, and files for OpenTofu alone are not read)';
  const init = (flags: string) =>
    `on: push\njobs:\n  a:\n    steps:\n      - run: terraform -chdir=e init ${flags}\n`;
  const table: readonly {
    readonly title: string;
    readonly files: Readonly<Record<string, string>>;
    readonly e: string;
  }[] = [
    { title: 'in S3', files: { 'e/a.tf': s3(whole) }, e: 's3 true true b k []' },
    {
      title: 'in S3, without encryption and lock',
      files: { 'e/a.tf': s3('bucket = "b"\n key = "k"\n encrypt = false') },
      e: 's3 false false b k []',
    },
    {
      title: 'with a lock table',
      files: { 'e/a.tf': s3('bucket="b"\nkey="k"\ndynamodb_table="t"') },
      e: 's3 false true b k []',
    },
    {
      title: 'with an empty lock table',
      files: { 'e/a.tf': s3('bucket="b"\nkey="k"\ndynamodb_table=""') },
      e: 's3 false false b k []',
    },
    {
      title: 'by a variable, as OpenTofu takes it',
      files: { 'e/a.tf': s3('bucket = var.b\nkey = "k"\nencrypt = var.e') },
      e: 's3 ?(encrypt is worked out) false ?(bucket is worked out) k []',
    },
    { title: 'on the disk', files: { 'e/a.tf': 'resource "aws_sqs_queue" "q" {}\n' }, e: '- * * - - []' },
    {
      title: 'on the disk, with a comment about a backend',
      files: { 'e/a.tf': '# backend "s3" {}\n' },
      e: '- * * - - []',
    },
    { title: 'in HCP Terraform', files: { 'e/a.tf': 'terraform {\n  cloud {}\n}\n' }, e: 'cloud * * - - []' },
    {
      title: 'in JSON',
      files: {
        'e/a.tf.json':
          '{"terraform":{"backend":{"s3":{"bucket":"b","key":"k","encrypt":true,"use_lockfile":true}}}}',
      },
      e: 's3 true true b k []',
    },
    {
      title: 'where an override file puts it',
      files: { 'e/a.tf': s3(whole), 'e/override.tf': 'terraform {\n  backend "local" {}\n}\n' },
      e: 'local * * - - []',
    },
    {
      title: 'where nobody can see',
      files: { 'e/a.tf': s3('') },
      e: `s3 ${missing} ${missing} ${missing} ${missing} []`,
    },
    {
      title: 'as the file beside it says',
      files: { 'e/a.tf': s3(''), 'e/prod.s3.tfbackend': whole },
      e: 's3 true true b k []',
    },
    {
      title: 'as one of two files beside it says',
      files: { 'e/a.tf': s3(''), 'e/a.s3.tfbackend': whole, 'e/b.s3.tfbackend': whole.replace('"k"', '"l"') },
      e: 's3 true true b ?(the files beside the backend block differ in it) []',
    },
    {
      title: 'as a workflow says',
      files: {
        'e/a.tf': s3(''),
        'e/c/x.hcl': 'bucket = "b"\nkey = "k"\nuse_lockfile = true\n',
        '.github/workflows/a.yml': init('-backend-config=c/x.hcl -backend-config="encrypt=true"'),
      },
      e: 's3 true true b k []',
    },
    {
      title: 'as a variable of a workflow says',
      files: {
        'e/a.tf': s3('bucket="b"\nencrypt=true\nuse_lockfile=true'),
        '.github/workflows/a.yml': init('-backend-config="key=$STACK"'),
      },
      e: 's3 true true b ?(key is worked out) []',
    },
    {
      title: 'as a file says that a workflow makes',
      files: {
        'e/a.tf': s3('bucket="b"\nkey="k"'),
        '.github/workflows/a.yml': init('-backend-config=made.hcl'),
      },
      e: 's3 ?(-backend-config at .github/workflows/a.yml:5 is not followed) ?(-backend-config at .github/workflows/a.yml:5 is not followed) b k []',
    },
    {
      title: 'where Terragrunt puts it',
      files: { 'e/terragrunt.hcl': 'remote_state {}\n' },
      e: `${terragrunt} ${terragrunt} ${terragrunt} - - []`,
    },
    {
      title: 'where a file that only OpenTofu reads may put it',
      files: { 'e/a.tf': '', 'e/backend.tofu': s3(whole) },
      e: `${tofu} ${tofu} ${tofu} - - []`,
    },
    {
      title: 'as two commands say differently',
      files: {
        'e/a.tf': s3('bucket="b"\nkey="k"'),
        '.github/workflows/a.yml': init('-backend-config=encrypt=true'),
        '.github/workflows/b.yml': init('-backend-config=encrypt=false'),
      },
      e: 's3 ?(the commands that give it differ) false b k []',
    },
    {
      title: 'as a command in a folder that is worked out may say',
      files: {
        'e/a.tf': s3(whole),
        'f/a.tf': s3(whole),
        '.github/workflows/a.yml': init('-backend-config="key=$E/x"').replace(
          'chdir=e',
          'chdir=${{ matrix.e }}',
        ),
      },
      e: 's3 true true b ?(the folder of -backend-config at .github/workflows/a.yml:5 is worked out) [?(perhaps the same state as f: the folder of -backend-config at .github/workflows/a.yml:5 is worked out)]',
    },
    {
      title: 'and as one may say that moved there first',
      files: {
        'e/a.tf': s3('bucket="b"\nkey="k"\nuse_lockfile=true'),
        '.github/workflows/a.yml': init('-backend-config=encrypt=true').replace(
          'terraform -chdir=e',
          'cd ${{ matrix.e }} && terraform',
        ),
      },
      e: 's3 ?(the folder of -backend-config at .github/workflows/a.yml:5 is worked out) true b k []',
    },
    {
      title: 'with texts for what is true and false',
      files: { 'e/a.tf': s3('bucket="b"\nkey="k"\nencrypt="1"\nuse_lockfile="0"') },
      e: 's3 true false b k []',
    },
    {
      title: 'beside a link to it',
      files: { 'e/a.tf': s3(whole), f: '-> e' },
      e: 's3 true true b k [?(perhaps the same state as f: one is a link to the other)]',
    },
    {
      title: 'where another root module keeps its own',
      files: { 'e/a.tf': s3(whole), 'f/a.tf': s3(whole), 'g/a.tf': s3(whole.replace('"k"', '"l"')) },
      e: 's3 true true b k [f]',
    },
    {
      title: 'where another one may keep its own',
      files: { 'e/a.tf': s3(whole), 'f/a.tf': s3('key = "k"') },
      e: `s3 true true b k [?(perhaps the same state as f: ${missing.slice(2, -1)})]`,
    },
    {
      title: 'beside another one, by workspaces',
      files: { 'e/a.tf': `${s3(whole)}locals {\n  a = terraform.workspace\n}\n`, 'f/a.tf': s3(whole) },
      e: 's3 true true b k [?(perhaps the same state as f: workspaces may keep them apart)]',
    },
  ];
  for (const { title, files, e } of table)
    it(title, async (t) => assert.equal((await rootsOf(t, files)).e, e));
});

describe('a repository may be laid out strangely', () => {
  it('root modules are those that no local call leads to', async (t) => {
    const files = {
      'main.tf': 'module "a" {\n  source = "./modules/a"\n}\n',
      'modules/a/x.tf': 'module "b" {\n  source = "../b/"\n}\n',
      'modules/b/x.tf': '# module "c" { source = "../c" }\n',
      'modules/c/x.tf':
        'module "d" {\n  source = "../../../elsewhere"\n}\nmodule "e" {\n  source = "a/b/aws"\n}\n',
      'node_modules/p/x.tf': '',
      'modules/c/.terraform/modules/m/x.tf': '',
      'linked/modules': '-> ../modules',
    };
    assert.deepEqual(Object.keys(await rootsOf(t, files)), ['.', 'modules/c']);
  });

  it('links that lead out or in circles are not followed', async (t) => {
    const files = {
      'e/a.tf': s3(''),
      'e/shared.tf': '-> ../shared/shared.tf',
      'shared/shared.tf': 'locals {}\n',
      'f/host.tf': '-> /etc/hostname',
      'e/up': '-> ..',
    };
    assert.deepEqual(Object.keys(await rootsOf(t, files)), ['e', 'shared']);
  });

  it('broken source is told, and makes the read incomplete', async (t) => {
    const root = writeRepository(t, { 'e/a.tf': 'terraform {\n  backend "s3" {\n    bucket = \n' });
    const { inventory } = await readRepository(root);
    assert.deepEqual(
      inventory.gaps.map(({ incomplete, message }) => `${incomplete} ${message.replace(/:\d+:\d+:/, ':…:')}`),
      ['true e/a.tf:…: not understood as Terraform; lines around it may be missing.'],
    );
  });

  it('without a workflow every stage is missing, and nothing is passed', async (t) => {
    const report = await judged(writeRepository(t, { 'infrastructure/environments/prod/a.tf': s3(whole) }));
    const pipeline = ours(report).filter(({ rule }) => rule.startsWith('pipeline/'));
    assert.deepEqual(
      [...new Set(pipeline.map(({ verdict, rule }) => `${verdict} ${rule}`))].filter(
        (one) => !one.startsWith('fail'),
      ),
      [
        // What is applied by nobody is applied without approval by nobody.
        'pass pipeline/apply-is-approved',
      ],
    );
  });

  it('a backend that may be encrypted elsewhere is neither passed nor failed', async (t) => {
    const report = await judged(writeRepository(t, { 'infrastructure/environments/prod/a.tf': s3('') }));
    const states = ours(report).filter(({ rule }) => rule.startsWith('repository/state'));
    assert.deepEqual(
      states.map(({ verdict, rule }) => `${verdict} ${rule}`),
      [
        'pass repository/state-has-own-key',
        'unknown repository/state-is-encrypted',
        'unknown repository/state-is-locked',
        'pass repository/state-is-remote',
      ],
    );
  });
});

describe('caja-policy repo', () => {
  it('passes, fails by the gate, and tells a folder that is no repository', async (t) => {
    assert.equal((await run(['repo', 'fixtures/stacks/caja'])).code, 0);
    assert.equal((await run(['repo', 'fixtures/repositories/caja-faults'])).code, 1);
    const empty = await run(['repo', writeRepository(t, { 'readme.md': '' })]);
    assert.equal(empty.code, 2);
    assert.match(empty.stderr, /neither Terraform source nor a workflow/);
    const broken = await run([
      'repo',
      writeRepository(t, { '.github/workflows/a.yml': 'on: push\njobs: {' }),
    ]);
    assert.equal(broken.code, 3);
    assert.match(broken.stderr, /a\.yml: it is not understood/);
    assert.match((await run(['repo', 'nowhere'])).stderr, /nowhere: there is no such folder/);
  });

  it('is one run of SARIF in a category of its own, on real lines, and shows no secret of a command', async (t) => {
    const root = writeRepository(t, {
      '.github/workflows/ci.yml':
        'on: push\njobs:\n  a:\n    steps:\n      - run: make x TOKEN=planted-secret\n      - run: pytest unit --token planted-secret || true\n',
    });
    for (const format of ['sarif', 'json', 'markdown', 'table', 'html']) {
      const { stdout, stderr } = await run(['repo', root, '--report', `${format}=-`]);
      assert.ok(stdout.length > 500, `${format}: ${stderr}`);
      assert.doesNotMatch(stdout + stderr, /planted-secret/, format);
      assert.ok(!stdout.includes(root), format);
      if (format !== 'sarif') continue;
      const { runs } = JSON.parse(stdout);
      assert.deepEqual(
        runs.map((one: { automationDetails: unknown }) => one.automationDetails),
        [{ id: 'caja-policy/repository/' }],
      );
      assert.match(stdout, /"uri":\s*"\.github\/workflows\/ci\.yml"/);
    }
  });
});

describe('beside a plan', () => {
  it('the repository changes nothing that the plan is asked, and brings nothing in', async (t) => {
    const root = writeRepository(t, {});
    cpSync(join(repositoryRoot, 'fixtures/repositories/caja-faults'), root, { recursive: true });
    const plan = readFileSync(join(repositoryRoot, 'fixtures/plans/caja-prod-change.json'));
    const reading = readTerraformPlan(plan, {
      subject: 'plan.json',
      stack: 'infrastructure/environments/prod',
    });
    const joined = await joinRepository(
      reading,
      { root, directory: 'infrastructure/environments/prod' },
      emptyPolicy([]),
    );
    const [alone, both] = [judgeReading(reading), judgeReading(joined.reading)];
    assert.deepEqual(
      both.findings.filter(({ rule }) => !ids.includes(rule)),
      alone.findings,
    );
    assert.deepEqual({ ...both.summary.changes, none: 0 }, alone.summary.changes);
    assert.equal(both.summary.resources, alone.summary.resources);
    const added = ours(both);
    assert.deepEqual([...new Set(added.map(({ change }) => change))], ['none']);
    const roots = added.filter(({ resource }) => resource.kind === 'terraform-root');
    assert.deepEqual(
      [...new Set(roots.map(({ resource }) => `${resource.key} ${resource.environment}`))],
      ['infrastructure/environments/prod prod'],
    );
    assert.ok(added.some(({ rule }) => rule === 'repository/holds-modules'));
  });

  it('an empty plan stays one of which nothing was judged', async () => {
    const root = join(repositoryRoot, 'fixtures/stacks/caja');
    const plan = readFileSync(join(repositoryRoot, 'fixtures/plans/cases/empty.json'));
    const reading = readTerraformPlan(plan, { subject: 'plan.json' });
    const joined = await joinRepository(reading, { root, directory: undefined }, emptyPolicy([]));
    assert.ok(ours(judgeReading(joined.reading)).length > 0);
    assert.equal(
      judgeReading(joined.reading).summary.gate.outcome,
      judgeReading(reading).summary.gate.outcome,
    );
  });

  it('is asked for by naming the source', async (t) => {
    const root = writeRepository(t, {});
    cpSync(join(repositoryRoot, 'fixtures/stacks/caja'), root, { recursive: true });
    cpSync(join(repositoryRoot, 'caja-policy.yaml'), join(root, 'caja-policy.yaml'));
    mkdirSync(join(root, 'plans'));
    cpSync(join(repositoryRoot, 'fixtures/plans/caja-prod.json'), join(root, 'plans/plan.json'));
    const judgedBy = async (...more: string[]) => {
      const argv = [
        'plan',
        'plans/plan.json',
        '--stack',
        'infrastructure/environments/prod',
        '--report',
        'json=-',
        ...more,
      ];
      const { stdout } = await run(argv, { cwd: root });
      return ours(JSON.parse(stdout) as Report);
    };
    assert.deepEqual(await judgedBy(), []);
    const found = await judgedBy('--source', 'infrastructure');
    assert.ok(found.length > ids.length && found.every(({ verdict }) => verdict === 'pass'));
  });
});
