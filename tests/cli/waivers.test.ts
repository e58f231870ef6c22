import assert from 'node:assert/strict';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, it } from 'node:test';
import type { Report } from '../../src/model/report.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { run, withFolder } from './run.ts';

/** One rule alone, which one database breaks, in its plan and alive. */
const rule = 'own/database-keeps-long-backups';
const ownRule = `id: ${rule}
title: Large databases keep backups for a month
requirements: [OWN-1]
severity: high
applies-to: rds-instance
when: resource.backupRetentionDays >= 14
expect:
  - that: resource.backupRetentionDays >= 30
    else: "{name} keeps backups for {resource.backupRetentionDays} days."
rationale: Because.
remediation: Keep them.
examples:
  pass: [{ name: a month, given: { backupRetentionDays: 30 } }]
  fail: [{ name: a fortnight, given: { name: x, backupRetentionDays: 14 }, says: x keeps backups for 14 days. }]
  not-applicable: [{ name: a week, given: { backupRetentionDays: 7 } }]
`;

const address = 'module.database.aws_db_instance.this';
const arn = 'arn:aws:rds:eu-west-1:111122223333:db:caja-prod-database';
const comment = (until: string) =>
  `# caja:waive ${rule} until ${until} by platform@caja.example.com: The data is made anew`;
const moduleFile = 'infrastructure/modules/rds/main.tf';
const rootFile = 'infrastructure/environments/prod/main.tf';

interface Place {
  /** Globs of a waiver in the policy. */
  readonly policy?: readonly string[];
  readonly stacks?: readonly string[];
  /** A comment: in which file, at which line of it, above or below that line. */
  readonly comment?: { readonly file: string; readonly at: string; readonly below?: true };
  readonly until?: string;
}

async function writePolicy(folder: string, { policy, stacks, until }: Place, waived = rule): Promise<void> {
  const waiver = {
    rule: waived,
    resources: policy,
    ...(stacks === undefined ? {} : { stacks }),
    reason: 'The data is made anew',
    owner: 'platform@caja.example.com',
    expires: until ?? '2026-12-31',
  };
  const head = { version: 1, name: 'Caja', document: 'Strategy', gate: { incomplete: [] } };
  const waivers = policy === undefined ? [] : [waiver];
  // JSON is YAML.
  await writeFile(
    join(folder, 'caja-policy.yaml'),
    JSON.stringify({ ...head, requirements: 'clauses.yaml', waivers }),
  );
  await writeFile(
    join(folder, 'clauses.yaml'),
    '- { id: OWN-1, title: Own, sources: [plan, account, repo] }\n',
  );
}

async function writeComment(
  folder: string,
  { comment: place, until = '2026-12-31' }: Place,
  text = comment,
): Promise<void> {
  if (place === undefined) return;
  const path = join(folder, place.file);
  const source = await readFile(path, 'utf8');
  assert.equal(source.split(`${place.at}\n`).length, 2, `${place.at} stands once in ${place.file}`);
  const lines = place.below ? `${place.at}\n  ${text(until)}\n` : `${text(until)}\n${place.at}\n`;
  await writeFile(
    path,
    source.replace(`${place.at}\n`, () => lines),
  );
}

/** A checkout of Caja's infrastructure with the policy, and one run in it. */
async function inCheckout<T>(place: Place, use: (folder: string) => Promise<T>): Promise<T> {
  return withFolder(async (folder) => {
    await mkdir(join(folder, '.git'));
    await cp(join(repositoryRoot, 'fixtures/stacks/caja'), folder, { recursive: true, force: true });
    await mkdir(dirname(join(folder, 'own', `${rule}.yaml`)), { recursive: true });
    await writeFile(join(folder, 'own', `${rule}.yaml`), ownRule);
    await writePolicy(folder, place);
    await writeComment(folder, place);
    return use(folder);
  });
}

async function judged(
  folder: string,
  command: string,
): Promise<{ readonly code: number; readonly report: Report }> {
  const argv = [...command.split(' '), '--quiet', '--report', 'json'];
  const { code, stdout, stderr } = await run(argv, { cwd: folder });
  assert.notEqual(stdout, '', stderr);
  return { code, report: JSON.parse(stdout) as Report };
}

const stack = 'infrastructure/environments/prod';
const only = '--rules own --requirement OWN-1';
const commands = {
  plan: `plan fixtures/plans/caja-applied.json --stack ${stack} ${only}`,
  account: `account --replay fixtures/accounts/caja-prod --state ${stack}=fixtures/states/caja-prod.json ${only}`,
} as const;

describe('the same waiver in all its places', () => {
  const block = 'resource "aws_db_instance" "this" {';
  const call = 'module "database" {';
  const places: [string, Place, string][] = [
    ['nowhere', {}, 'fail'],
    ['in the policy by address', { policy: [address] }, 'waived'],
    [
      'in the policy by address and stack',
      { policy: [address], stacks: ['infrastructure/environments/*'] },
      'waived',
    ],
    ['in the policy by address in another stack', { policy: [address], stacks: ['elsewhere'] }, 'fail'],
    ['in the policy by ARN', { policy: [arn] }, 'waived'],
    ['in the policy by a glob over ARNs', { policy: ['arn:aws:rds:*:*:db:caja-prod-*'] }, 'waived'],
    ['in the policy, of another database', { policy: [`${arn}-2`, `${address}[0]`] }, 'fail'],
    ['in the policy, expired', { policy: [address], until: '2026-11-21' }, 'fail expired'],
    ['above the block', { comment: { file: moduleFile, at: block } }, 'waived'],
    ['in the block', { comment: { file: moduleFile, at: block, below: true } }, 'waived'],
    ['above the call of the module', { comment: { file: rootFile, at: call } }, 'waived'],
    [
      'above the block, expired',
      { comment: { file: moduleFile, at: block }, until: '2026-11-21' },
      'fail expired',
    ],
    [
      'above another block',
      { comment: { file: moduleFile, at: 'resource "aws_db_subnet_group" "this" {' } },
      'fail',
    ],
  ];
  for (const [title, place, outcome] of places) {
    for (const [name, command] of Object.entries(commands)) {
      it(`${title}, ${name}: ${outcome}`, () =>
        inCheckout(place, async (folder) => {
          const { code, report } = await judged(folder, command);
          assert.deepEqual(told(report), expected(place, outcome));
          assert.equal(code, outcome === 'waived' ? 0 : 1);
        }));
    }
  }
});

/** What a report says wherever a waiver may show. */
function told({ summary, requirements, waivers, findings }: Report) {
  const { fail, waived, pass } = summary.counts;
  return {
    counts: { fail, waived, pass },
    failing: summary.gate.failing,
    clause: requirements[0]?.verdict,
    matched: waivers[0]?.matched,
    onFinding: findings[0]?.waiver?.status,
    inline: findings[0]?.waiver?.inline,
  };
}

function expected({ policy, comment: beside }: Place, outcome: string): ReturnType<typeof told> {
  const isWaived = outcome === 'waived';
  const isUsed = outcome !== 'fail';
  const fail = isWaived ? 0 : 1;
  return {
    counts: { fail, waived: 1 - fail, pass: 0 },
    failing: fail,
    clause: isWaived ? 'pass' : 'fail',
    matched: policy === undefined && beside === undefined ? undefined : Number(isUsed),
    onFinding: isWaived ? 'active' : isUsed ? 'expired' : undefined,
    inline: isUsed && beside !== undefined ? true : undefined,
  };
}

describe('a waiver of what the repository itself holds', () => {
  const file = 'infrastructure/environments/dev/versions.tf';
  const encrypted = 'repository/state-is-encrypted';
  const says = (until: string) => `# caja:waive ${encrypted} until ${until}: The bucket encrypts`;
  const places: [string, Place, number][] = [
    ['nowhere', {}, 1],
    ['in the policy by its root module', { policy: ['infrastructure/environments/dev'] }, 0],
    ['in the policy by its file', { policy: [file] }, 0],
    ['in the policy, of another root module', { policy: ['infrastructure/environments/prod'] }, 1],
    ['above the terraform block', { comment: { file, at: 'terraform {' } }, 0],
    ['in the backend', { comment: { file, at: '  backend "s3" {', below: true } }, 0],
    [
      'in the backend, expired',
      { comment: { file, at: '  backend "s3" {', below: true }, until: '2026-11-21' },
      1,
    ],
  ];
  for (const [title, place, exit] of places) {
    it(`${title}: exit ${exit}`, () =>
      inCheckout({}, async (folder) => {
        const source = await readFile(join(folder, file), 'utf8');
        await writeFile(join(folder, file), source.replace(/^ *encrypt .*\n/m, ''));
        await writePolicy(folder, place, encrypted);
        await writeComment(folder, place, says);
        const { code, report } = await judged(folder, 'repo');
        assert.equal(code, exit);
        assert.equal(report.summary.counts.waived, 1 - exit);
        assert.equal(report.summary.counts.fail, exit);
      }));
  }

  it('stands above the step of a workflow too, also beside a plan', () =>
    inCheckout({}, async (folder) => {
      const path = join(folder, '.github/workflows/ci.yml');
      const text = await readFile(path, 'utf8');
      const loose = text.replace(/trivy-action@[0-9a-f]{40}/, 'trivy-action@master');
      const before = '      - name: Scan\n';
      const words = '      # caja:waive pipeline/actions-are-pinned until 2026-12-31: its tags are signed\n';
      const beside = `plan fixtures/plans/caja-applied.json --stack ${stack} --source .`;
      for (const [written, exit, status] of [
        [loose, 1, undefined],
        [loose.replace(before, `${words}${before}`), 0, 'active'],
      ] as const) {
        await writeFile(path, written);
        assert.equal((await judged(folder, 'repo')).code, exit);
        const { findings } = (await judged(folder, beside)).report;
        const pinned = findings.filter(
          ({ rule: id, verdict }) => id.endsWith('are-pinned') && verdict === 'fail',
        );
        assert.deepEqual(
          pinned.map(({ change, waiver }) => [change, waiver?.status]),
          [['none', status]],
        );
      }
    }));

  const mistakes: [string, string, RegExp][] = [
    [
      'a day that does not exist',
      `# caja:waive ${encrypted} until 2026-02-30: x`,
      /versions\.tf:\d+:\d+: `2026-02-30` is not a date/,
    ],
    [
      'a rule that does not exist',
      '# caja:waive repository/state-is-encryptd until 2026-12-31: x',
      /Did you mean `repository\/state-is-encrypted`/,
    ],
    ['no reason', `# caja:waive ${encrypted} until 2026-12-31`, /gives no reason/],
  ];
  for (const [title, text, told] of mistakes) {
    it(`is a mistake with ${title}, and nothing is judged`, () =>
      inCheckout({ comment: { file, at: 'terraform {' } }, async (folder) => {
        const source = await readFile(join(folder, file), 'utf8');
        await writeFile(join(folder, file), source.replace(/# caja:waive .*/, text));
        const { code, stdout, stderr } = await run(['repo'], { cwd: folder });
        assert.deepEqual([code, stdout], [2, '']);
        assert.match(stderr, told);
        assert.equal((await run(['policy', 'check'], { cwd: folder })).code, 2);
      }));
  }
});
