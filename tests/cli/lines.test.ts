import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Finding, Report } from '../../src/model/report.ts';
import { lineHashes } from '../../src/reporters/sarif/line-hash.ts';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import type { SarifLog, SarifResult } from '../../src/reporters/sarif/types.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { goldens, isOfAws, lineAt, reportOf } from './lines.ts';
import { type Outcome, run } from './run.ts';

for (const { files } of await goldens()) {
  for (const [path, text] of Object.entries(files)) {
    it(`${path} holds the lines of today`, async () => {
      const golden = await readFile(join(repositoryRoot, path), 'utf8').catch(
        () => 'missing: npm run goldens',
      );
      assert.equal(text, golden);
    });
  }
}

const prod = 'environments/prod';
const bucket = 'modules/bucket/main.tf';

/** By hand: [rule, address, file and line, what stands there, calls]. */
const known: readonly [rule: string, address: string, at: string, text: string, calls?: string][] = [
  [
    'rds/instance-keeps-backups',
    'aws_db_instance.orders',
    `${prod}/main_override.tf:2`,
    'backup_retention_period = 1',
  ],
  [
    'rds/instance-is-private',
    'aws_db_instance.orders',
    `${prod}/main.tf:43`,
    'publicly_accessible         = true',
  ],
  // Nobody wrote it: the block is where it is missing.
  [
    'rds/instance-spans-zones',
    'aws_db_instance.orders',
    `${prod}/main.tf:34`,
    'resource "aws_db_instance" "orders" {',
  ],
  [
    'rds/instance-exports-logs',
    'aws_db_instance.orders',
    `${prod}/main.tf:34`,
    'resource "aws_db_instance" "orders" {',
  ],
  ['ec2/volume-encrypts', 'aws_ebs_volume.scratch', `${prod}/main.tf:50`, 'encrypted         = false'],
  [
    'tags/resource-tags-have-allowed-values',
    'aws_ebs_volume.scratch',
    `${prod}/main.tf:53`,
    'Environment = "production"',
  ],
  ['ec2/vpc-logs-flows', 'aws_vpc.main', `${prod}/main.tf:27`, 'resource "aws_vpc" "main" {'],
  // The second of two blocks of one name, which the provider keeps in another order.
  [
    'ec2/security-group-closes-administration-ports',
    'aws_security_group.several',
    `${prod}/groups.tf:42`,
    'from_port   = 3389',
  ],
  [
    'ec2/security-group-closes-administration-ports',
    'aws_security_group.dynamic',
    `${prod}/groups.tf:17`,
    'protocol    = "tcp"',
  ],
  // The rule is a resource of its own.
  [
    'ec2/security-group-closes-administration-ports',
    'aws_security_group.apart',
    `${prod}/groups.tf:52`,
    'ip_protocol       = "-1"',
  ],
  [
    's3/bucket-policy-admits-no-strangers',
    'aws_s3_bucket.drop',
    `${prod}/policies.tf:13`,
    '"Effect": "Allow",',
  ],
  [
    'iam/policy-grants-no-administration',
    'aws_iam_policy.everything',
    `${prod}/policies.tf:28`,
    'Effect = "Allow", Action = "*", Resource = "*" },',
  ],
  ['kms/key-rotates', 'aws_kms_key.queue', `${prod}/queue.tf.json:7`, '"enable_key_rotation": false,'],
  [
    'logs/group-keeps-events',
    'aws_cloudwatch_log_group.queue',
    `${prod}/queue.tf.json:14`,
    '"retention_in_days": 1',
  ],
  // Inside a module, and how one gets there.
  [
    's3/bucket-blocks-public-access',
    'module.exports["billing.daily"].aws_s3_bucket.this',
    `${bucket}:25`,
    'block_public_policy     = false',
    'module.exports:12',
  ],
  [
    's3/bucket-keeps-versions',
    'module.exports["audit"].aws_s3_bucket.this',
    `${bucket}:17`,
    'status = var.versioning',
    'module.exports:12',
  ],
  [
    's3/bucket-keeps-versions',
    'module.site[1].module.assets.aws_s3_bucket.this',
    `${bucket}:17`,
    'status = var.versioning',
    'module.site:4 module.assets:6',
  ],
  [
    'cloudfront/distribution-redirects-to-https',
    'module.site[0].aws_cloudfront_distribution.this',
    'modules/site/main.tf:31',
    'viewer_protocol_policy = "allow-all"',
    'module.site:4',
  ],
  [
    'cloudfront/distribution-compresses',
    'module.site[0].aws_cloudfront_distribution.this',
    'modules/site/main.tf:29',
    'default_cache_behavior {',
    'module.site:4',
  ],
  // A module that is not in the repository: its call.
  [
    's3/bucket-keeps-versions',
    'module.archive.aws_s3_bucket.this',
    `${prod}/main.tf:21`,
    'module "archive" {',
  ],
  [
    's3/bucket-denies-plain-http',
    'module.archive.aws_s3_bucket.this',
    `${prod}/main.tf:21`,
    'module "archive" {',
  ],
];

const home = 'fixtures/repository/infrastructure';

function findingOf({ findings }: Report, rule: string, address: string): Finding {
  const found = findings.find((one) => one.rule === rule && one.resource.address === address);
  assert.ok(found, `no finding of ${rule} on ${address}`);
  return found;
}

describe('a finding stands on the line that decides it', () => {
  for (const [rule, address, at, text, calls = ''] of known) {
    it(`${rule} on ${address}: ${at}`, async () => {
      const finding = findingOf(await reportOf('golden-repository'), rule, address);
      const [location] = finding.locations;
      assert.equal(`${location?.file}:${location?.line}`, `${home}/${at}`);
      assert.equal(lineAt(finding).trimEnd(), text);
      assert.equal(location?.calls.map(({ name, line }) => `${name}:${line}`).join(' '), calls);
    });
  }

  for (const name of ['golden-repository', 'caja-prod-faults', 'caja-prod-account']) {
    it(`every line of ${name} says what it is said to be, passes too`, async () => {
      const { findings } = await reportOf(name);
      const located = findings.filter(
        ({ locations, resource }) => locations.length > 0 && resource.address !== undefined,
      );
      assert.ok(located.length > 150, `only ${located.length} findings have lines`);
      for (const finding of located) {
        const [location] = finding.locations;
        const text = lineAt(finding);
        const what = `${finding.rule} on ${finding.resource.address}: ${location?.file}:${location?.line}: ${text}`;
        const name =
          finding.resource.address
            ?.replace(/\[[^\]]*\]$/, '')
            .split('.')
            .at(-1) ?? '';
        if (location?.part === 'module-call') assert.match(text, /^module "/, what);
        else if (location?.part === 'block') assert.ok(text.includes(`"${name}"`), what);
        else assert.ok(text.includes(location?.path?.split('.').at(-1) ?? '?'), what);
        const block = location?.block;
        assert.ok(
          block !== undefined &&
            block.line <= (location?.line ?? 0) &&
            block.endLine >= (location?.line ?? 0),
          what,
        );
      }
    });
  }

  it('an applied stack introduces nothing and mends nothing', async () => {
    const words = ['plan', 'fixtures/plans/caja-applied.json', '--stack', 'infrastructure/environments/prod'];
    const { summary, findings } = await report([...words, '--source', 'fixtures/stacks/caja']);
    assert.deepEqual([summary.changes.introduced, summary.changes.fixed], [0, 0]);
    assert.ok(findings.filter(isOfAws).every(({ change }) => change === 'unchanged'));
  });
});

async function report(words: readonly string[], cwd?: string): Promise<Report> {
  const outcome = await run([...words, '--report', 'json', '--quiet'], cwd === undefined ? {} : { cwd });
  assert.notEqual(outcome.stdout, '', outcome.stderr);
  return JSON.parse(outcome.stdout);
}

const golden = ['plan', 'fixtures/plans/golden-repository.json', '--environment', 'prod'];

async function sarif(...more: readonly string[]): Promise<readonly SarifResult[]> {
  const words = [...golden, '--source', 'fixtures/repository', ...more, '--report', 'sarif', '--quiet'];
  const { stdout } = await run(words);
  const log: SarifLog = JSON.parse(stdout);
  if (!more.includes('full')) assert.deepEqual(lintSarif(log), []);
  return log.runs.flatMap(({ results }) => results);
}

function resultOf(results: readonly SarifResult[], rule: string, name: string): SarifResult {
  const found = results.find(
    (one) =>
      one.ruleId === rule &&
      one.locations[0].logicalLocations.some(({ fullyQualifiedName }) => fullyQualifiedName === name),
  );
  assert.ok(found, `no result of ${rule} on ${name}`);
  return found;
}

describe('SARIF with lines', () => {
  it('is one result a rule and line, with its instances and the calls that lead there', async () => {
    const results = await sarif();
    const address = 'module.exports["billing.daily"].aws_s3_bucket.this';
    const result = resultOf(results, 's3/bucket-blocks-public-access', address);
    const [{ physicalLocation, logicalLocations }] = result.locations;
    assert.equal(physicalLocation.artifactLocation.uri, `${home}/${bucket}`);
    assert.deepEqual(physicalLocation.region, { startLine: 25, startColumn: 3, endLine: 25, endColumn: 34 });
    assert.deepEqual(physicalLocation.contextRegion, { startLine: 21, endLine: 28 });
    assert.equal(logicalLocations.length, 4);
    assert.match(
      result.message.text,
      / The module is called by \[module\.exports\]\(1\), \[module\.site\]\(2\), \[module\.assets\]\(3\)\.$/,
    );
    const related = result.relatedLocations?.map(({ id, physicalLocation: { artifactLocation, region } }) => [
      id,
      artifactLocation.uri.replace(`${home}/`, ''),
      region.startLine,
    ]);
    assert.deepEqual(related, [
      [1, `${prod}/main.tf`, 12],
      [2, `${prod}/main.tf`, 4],
      [3, 'modules/site/main.tf', 6],
    ]);
    const ofArchive = resultOf(results, 's3/bucket-keeps-versions', 'module.archive.aws_s3_bucket.this');
    assert.match(ofArchive.message.text, /The module's own source is not in the repository\./);
  });

  /** What the upload action's own code computes for these lines. */
  const fingerprints: readonly [rule: string, address: string, hash: string][] = [
    ['ec2/security-group-closes-administration-ports', 'aws_security_group.several', '74a6b47347e70148:1'],
    ['s3/bucket-blocks-public-access', 'module.exports["audit"].aws_s3_bucket.this', 'd2813be0041dc428:1'],
    ['rds/instance-keeps-backups', 'aws_db_instance.orders', '50d146b8efdce5:1'],
  ];
  for (const [rule, address, hash] of fingerprints) {
    it(`the fingerprint of ${address} is GitHub’s own: ${hash}`, async () => {
      const { partialFingerprints } = resultOf(await sarif(), rule, address);
      assert.equal(partialFingerprints.primaryLocationLineHash, hash);
    });
  }

  it('copies no text of the source, which may hold secrets', async () => {
    const text = JSON.stringify(await sarif('--sarif-profile', 'full'));
    assert.ok(!text.includes('"snippet"'));
    assert.ok(!text.includes('manage_master_user_password = true'));
  });

  it('the full profile holds every verdict, what it stands on, and its change', async () => {
    const results = await sarif('--sarif-profile', 'full');
    const kinds = new Set(results.map(({ kind }) => kind));
    assert.deepEqual([...kinds].sort(), ['fail', 'open', 'pass']);
    const planned = results.filter(({ properties }) => properties.address !== undefined);
    assert.ok(planned.every(({ baselineState }) => baselineState === 'new'));
    const pass = resultOf(
      results.filter(({ kind }) => kind === 'pass'),
      'rds/instance-encrypts-storage',
      'aws_db_instance.orders',
    );
    assert.equal(pass.locations[0].physicalLocation.region.startLine, 41);
    assert.equal(pass.level, 'none');
    const change = ['plan', 'fixtures/plans/caja-prod-change.json', '--environment', 'prod'];
    const { stdout } = await run([...change, '--sarif-profile', 'full', '--report', 'sarif', '--quiet']);
    const log: SarifLog = JSON.parse(stdout);
    const states = new Set(log.runs[0]?.results.map(({ baselineState }) => baselineState));
    assert.deepEqual([...states].sort(), ['absent', 'new', 'unchanged']);
  });
});

async function inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'lines-'));
  try {
    await cp(join(repositoryRoot, 'fixtures/repository/infrastructure'), join(folder, 'infrastructure'), {
      recursive: true,
    });
    await cp(join(repositoryRoot, 'fixtures/plans/golden-repository.json'), join(folder, 'plan.json'));
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const located = ({ findings }: Report) => findings.filter(({ locations }) => locations.length > 0).length;

describe('which source is read', () => {
  it('the repository around the working directory, from any folder in it', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, '.git'));
      const below = join(folder, 'infrastructure/modules');
      const { findings } = await report(['plan', '../../plan.json'], below);
      const files = new Set(findings.flatMap(({ locations }) => locations.map(({ file }) => file)));
      assert.ok(files.has('infrastructure/environments/prod/groups.tf'), [...files].join(', '));
    }));

  it('none where it is not wanted, and none where there is none, without a word', () =>
    inFolder(async (folder) => {
      assert.ok(located(await report(['plan', 'plan.json'], folder)) > 100);
      assert.equal(located(await report(['plan', 'plan.json', '--no-source'], folder)), 0);
      await rm(join(folder, 'infrastructure'), { recursive: true });
      const { stderr } = await run(['plan', 'plan.json', '--report', 'json'], { cwd: folder });
      assert.ok(!/lines|source/.test(stderr), stderr);
    }));

  it('none of several that fit equally well, and says what to type', () =>
    inFolder(async (folder) => {
      const environments = join(folder, 'infrastructure/environments');
      await cp(join(environments, 'prod'), join(environments, 'live'), { recursive: true });
      const undecided = await run(['plan', 'plan.json', '--report', 'json'], { cwd: folder });
      assert.equal(located(JSON.parse(undecided.stdout)), 0);
      assert.match(
        undecided.stderr,
        /environments\/live, .*environments\/prod declare .*: --stack \S+\/live$/m,
      );
      const stacks = ['--stack', '.\\infrastructure\\environments\\prod'];
      const decided: Report = JSON.parse(
        (await run(['plan', 'plan.json', ...stacks, '--report', 'json'], { cwd: folder })).stdout,
      );
      assert.equal(decided.source.stack, 'infrastructure/environments/prod');
      assert.ok(located(decided) > 100);
    }));

  const mistakes: readonly [title: string, words: readonly string[], says: RegExp, code: 1 | 2][] = [
    ['a folder that is not there', ['--source', 'nowhere'], /--source: there is no folder `nowhere`/, 2],
    ['both at once', ['--source', '.', '--no-source'], /contradicts/, 2],
    [
      'a folder without it',
      ['--source', 'infrastructure/modules/site'],
      /Note: Findings show no lines: .*infrastructure\/modules\/site/,
      1,
    ],
  ];
  for (const [title, words, says, code] of mistakes) {
    it(`${title} is told`, () =>
      inFolder(async (folder) => {
        const outcome = await run(['plan', 'plan.json', ...words], { cwd: folder });
        assert.match(outcome.stderr, says);
        assert.equal(outcome.code, code);
      }));
  }

  const waivers: readonly [title: string, comment: string, says: RegExp][] = [
    ['that cannot be understood', '# caja:waive kms/key-rotates: because', /prod\/main\.tf:\d+:\d+: /],
    [
      'of a rule that there is not',
      '# caja:waive kms/key-rotate until 2027-01-31: because',
      /prod\/main\.tf:\d+:\d+: there is no rule `kms\/key-rotate`\n {2}Did you mean `kms\/key-rotates`\?/,
    ],
  ];
  for (const [title, comment, says] of waivers) {
    it(`a waiver in the source ${title} is a mistake, told before anything is judged`, () =>
      inFolder(async (folder) => {
        const file = join(folder, 'infrastructure/environments/prod/main.tf');
        await appendFile(file, `\n${comment}\nresource "aws_vpc" "other" {}\n`);
        const outcome = await run(['plan', 'plan.json', '--report', 'json'], { cwd: folder });
        assert.equal(outcome.code, 2);
        assert.match(outcome.stderr, says);
        assert.equal(outcome.stdout, '');
        assert.equal((await run(['plan', 'plan.json', '--no-source'], { cwd: folder })).code, 1);
      }));
  }

  it('a waiver in the source holds, and stands in the full SARIF as a suppression in the source', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'infrastructure/environments/prod/main.tf');
      const text = await readFile(file, 'utf8');
      const comment = '# caja:waive ec2/volume-encrypts until 2027-01-31: holds nothing (CAJA-9)';
      await writeFile(
        file,
        text.replace(
          'resource "aws_ebs_volume" "scratch"',
          `${comment}\nresource "aws_ebs_volume" "scratch"`,
        ),
      );
      const log: SarifLog = JSON.parse(
        (
          await run(['plan', 'plan.json', '--sarif-profile', 'full', '--report', 'sarif', '-q'], {
            cwd: folder,
          })
        ).stdout,
      );
      const result = resultOf(log.runs[0]?.results ?? [], 'ec2/volume-encrypts', 'aws_ebs_volume.scratch');
      const [suppression] = result.suppressions ?? [];
      assert.equal(suppression?.kind, 'inSource');
      assert.match(suppression?.justification ?? '', /holds nothing/);
      const place = suppression?.location?.physicalLocation;
      assert.equal(place?.artifactLocation.uri, 'infrastructure/environments/prod/main.tf');
      assert.equal(place?.region.startLine, 47);
      const github: SarifLog = JSON.parse(
        (await run(['plan', 'plan.json', '--report', 'sarif', '-q'], { cwd: folder })).stdout,
      );
      assert.ok(!github.runs[0]?.results.some(({ ruleId }) => ruleId === 'ec2/volume-encrypts'));
    }));

  it('a byte order mark and foreign line ends leave the fingerprint GitHub’s', () =>
    inFolder(async (folder) => {
      const file = 'infrastructure/environments/prod/main_override.tf';
      const text = `\uFEFF${(await readFile(join(folder, file), 'utf8')).replaceAll('\n', '\r\n')}`;
      await writeFile(join(folder, file), text);
      const log: SarifLog = JSON.parse(
        (await run(['plan', 'plan.json', '--report', 'sarif', '-q'], { cwd: folder })).stdout,
      );
      const result = resultOf(
        log.runs[0]?.results ?? [],
        'rds/instance-keeps-backups',
        'aws_db_instance.orders',
      );
      assert.equal(result.locations[0].physicalLocation.region.startLine, 2);
      assert.equal(result.partialFingerprints.primaryLocationLineHash, lineHashes(text)[1]);
    }));
});

const replay = ['account', '--replay', 'fixtures/accounts/caja-prod'];
const snapshot =
  'fixtures/snapshots/caja-prod/111122223333_Config_eu-west-1_ConfigSnapshot_20261120T020000Z_5f1c0d3e-7a44-4c1b-9d55-000000000010.json';
const state = 'infrastructure/environments/prod=fixtures/states/caja-prod.json';

describe('an account beside its states', () => {
  it('names address and stack of what is managed, and calls the rest unmanaged', async () => {
    const { findings } = await reportOf('caja-prod-account');
    const resources = new Map(findings.map(({ resource }) => [resource.arn, resource]));
    const managed = resources.get('arn:aws:rds:eu-west-1:111122223333:db:caja-prod-database');
    assert.deepEqual(
      [managed?.address, managed?.stack, managed?.managed],
      ['module.database.aws_db_instance.this', 'infrastructure/environments/prod', true],
    );
    assert.equal(resources.get('arn:aws:rds:eu-west-1:111122223333:db:caja-prod-reporting')?.managed, false);
    assert.ok(
      findings.every(({ resource }) => resource.kind !== 'account' || resource.managed === undefined),
    );
  });

  it('gives the same verdicts as without them', async () => {
    const plain = await report([...replay, '--no-source']);
    const { summary } = await reportOf('caja-prod-account');
    assert.deepEqual(summary.counts, plain.summary.counts);
    assert.ok(
      plain.findings.every(
        ({ resource }) => resource.managed === undefined && resource.address === undefined,
      ),
    );
  });

  it('finds the root module of a state that is not named', async () => {
    const { findings } = await report([...replay, '--state', 'fixtures/states/caja-prod.json']);
    const stacks = new Set(findings.flatMap(({ resource }) => resource.stack ?? []));
    assert.deepEqual([...stacks], ['fixtures/stacks/caja/infrastructure/environments/prod']);
    assert.ok(findings.some(({ locations, resource }) => locations.length > 0 && resource.managed === true));
  });

  it('works on configuration snapshots, and on several accounts', async () => {
    const files = ['--config-snapshot', snapshot];
    for (const accounts of [[], ['--accounts', 'all']]) {
      const { stdout, stderr } = await run([
        'account',
        ...files,
        ...accounts,
        '--state',
        state,
        '--report',
        'json',
        '-q',
      ]);
      assert.match(stdout, /"address": "module\.database\.aws_db_instance\.this"/, stderr);
      assert.match(stdout, /"managed": false/);
      assert.match(stdout, /"file": "fixtures\/stacks\/caja\/infrastructure\/modules\/rds\/main\.tf"/);
    }
  });

  it('says so in SARIF, which GitHub takes', async () => {
    const words = [...replay, '--state', state, '--report', 'sarif', '--quiet'];
    const log: SarifLog = JSON.parse((await run(words)).stdout);
    assert.deepEqual(lintSarif(log), []);
    const results = log.runs.flatMap((one) => one.results);
    const topic = resultOf(
      results,
      'sns/topic-encrypts',
      'arn:aws:sns:eu-west-1:111122223333:caja-prod-monitoring-information',
    );
    assert.match(
      topic.message.text,
      /Terraform has it as 'infrastructure\/environments\/prod: module\.monitoring\.module\.information\.aws_sns_topic\.this'\./,
    );
    assert.match(topic.locations[0].physicalLocation.artifactLocation.uri, /modules\/alert-topic\/main\.tf$/);
    const unmanaged = results.filter(({ message }) => message.text.includes('Terraform does not manage it'));
    assert.ok(unmanaged.length > 50);
    assert.ok(
      unmanaged.every(({ locations: [{ physicalLocation }] }) =>
        physicalLocation.artifactLocation.uri.startsWith('aws/'),
      ),
    );
  });

  it('has the same alerts without a line as without states', async () => {
    const alerts = async (...more: readonly string[]) => {
      const log: SarifLog = JSON.parse(
        (await run([...replay, ...more, '--no-source', '--report', 'sarif', '-q'])).stdout,
      );
      return log.runs.flatMap(({ results }) =>
        results.map(({ ruleId, locations: [{ physicalLocation }], partialFingerprints }) =>
          [ruleId, physicalLocation.artifactLocation.uri, partialFingerprints.primaryLocationLineHash].join(
            ' ',
          ),
        ),
      );
    };
    assert.deepEqual(await alerts('--state', state), await alerts());
  });

  const mistakes: readonly [title: string, words: readonly string[], says: RegExp][] = [
    ['a missing file', ['--state', 'nowhere.json'], /nowhere\.json: there is no such file/],
    ['a stack without a file', ['--state', 'prod='], /names no file/],
    ['a stack twice', ['--state', state, '--state', state], /two states are said to be of infrastructure/],
    [
      'no state at all',
      ['--state', 'package.json'],
      /package\.json: this is JSON, but not a Terraform state/,
    ],
    ['source without a state', ['--source', '.'], /lines only by a state/],
  ];
  for (const [title, words, says] of mistakes) {
    it(`${title} is a mistake`, async () => {
      const outcome: Outcome = await run([...replay, ...words]);
      assert.equal(outcome.code, 2);
      assert.match(outcome.stderr, says);
    });
  }

  it('of another account says so, and calls nothing unmanaged', () =>
    inFolder(async (folder) => {
      const text = (
        await readFile(join(repositoryRoot, 'fixtures/states/caja-prod.json'), 'utf8')
      ).replaceAll('111122223333', '999988887777');
      await writeFile(join(folder, 'other.json'), text);
      const { stdout, stderr } = await run([
        ...replay,
        '--state',
        `prod=${join(folder, 'other.json')}`,
        '--report',
        'json',
      ]);
      assert.match(stderr, /Note: No state that was given holds anything of account 111122223333/);
      assert.ok(!stdout.includes('"managed"'));
    }));
});
