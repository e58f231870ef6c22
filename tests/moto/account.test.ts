import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Finding, Report } from '../../src/model/report.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { type Outcome, runBundle } from '../cli/run.ts';
import { labels } from './labels.ts';
import { buildNetwork } from './network.ts';
import { buildPeople } from './people.ts';
import { serverOfTests } from './server.ts';

const server = serverOfTests();
const ids = { ...(await buildNetwork(server)), ...(await buildPeople(server)) };
const folder = mkdtempSync(join(tmpdir(), 'moto-'));
after(() => rmSync(folder, { recursive: true }));

const environment = {
  AWS_ENDPOINT_URL: server.endpoint,
  AWS_ACCESS_KEY_ID: server.credentials.accessKeyId,
  AWS_SECRET_ACCESS_KEY: server.credentials.secretAccessKey,
  AWS_CONFIG_FILE: '/dev/null',
  AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
  AWS_EC2_METADATA_DISABLED: 'true',
};
const evidence = join(folder, 'evidence');

// Caja's policy, for whom moto's account is the one of production.
const policy = join(folder, 'policy.yaml');
writeFileSync(
  policy,
  readFileSync(join(repositoryRoot, 'caja-policy.yaml'), 'utf8').replaceAll('111122223333', '123456789012'),
);

/** As somebody would who holds the audit role. */
function audit(...words: readonly string[]): { readonly outcome: Outcome; readonly report: Report } {
  const file = join(folder, 'report.json');
  const common = ['account', '--policy', policy, '--report', `json=${file}`];
  const outcome = runBundle([...common, ...words], { environment });
  if (![0, 1, 3].includes(outcome.code)) throw new Error(outcome.stderr);
  return { outcome, report: JSON.parse(readFileSync(file, 'utf8')) as Report };
}

const role = ['--role-arn', String(ids['the audit role'])];
const { outcome, report } = audit('--regions', 'eu-west-1', '--record', evidence, ...role);

describe("an account of moto's, audited by the program as people run it", () => {
  it('is read in full length, with violations and gaps', () => {
    assert.equal(outcome.code, 1, outcome.stderr);
    assert.doesNotMatch(outcome.stderr, /^\s+at /m, 'a stack trace');
    assert.ok(report.findings.length > 100, `${report.findings.length} findings`);
  });

  for (const [rule, expected] of Object.entries(labels)) {
    for (const [name, verdict] of Object.entries(expected)) {
      it(`${rule}: ${name} ${verdict}`, () => {
        const found = report.findings.filter((one) => one.rule === rule && isAbout(one, name));
        assert.deepEqual(
          found.map((one) => [one.verdict, one.message]),
          found.slice(0, 1).map((one) => [verdict, one.message]),
        );
        assert.equal(found.length, verdict === 'not-applicable' ? 0 : 1, `${ids[name]}`);
      });
    }
  }

  it('gives the same report when the recording is judged again', () => {
    const again = audit('--replay', evidence);
    assert.deepEqual(again.report, report);
  });
});

describe('what moto does not have', () => {
  // AWS Config has no recorder here, and these answer with a page of HTML that says so.
  const lacking = ['compute-optimizer:GetEnrollmentStatus', 'config:GetDiscoveredResourceCounts'];

  it('is told as gaps', () => {
    const gaps = report.gaps.filter(({ incomplete }) => incomplete);
    for (const api of lacking) {
      const gap = gaps.find((one) => one.api === api);
      assert.equal(gap?.reason, 'unreadable', api);
    }
    assert.ok(gaps.some(({ reason }) => reason === 'recorder-off'));
  });

  it('passes nothing', () => {
    const lost = new Set(report.gaps.filter(({ incomplete }) => incomplete).flatMap(({ kinds }) => kinds));
    assert.ok(lost.has('s3-bucket') && lost.has('kms-key'), [...lost].join(' '));
    const passing = report.findings.filter(
      ({ verdict, resource }) => verdict === 'pass' && lost.has(resource.kind),
    );
    assert.deepEqual([...new Set(passing.map(({ rule, resource }) => `${rule} on ${resource.key}`))], []);
    const verdicts = new Map(report.rules.map(({ id, counts }) => [id, counts]));
    for (const id of [
      'account/looks-for-oversized',
      'account/blocks-public-access',
      'account/has-state-bucket',
    ]) {
      assert.equal(verdicts.get(id)?.pass, 0, id);
      assert.notEqual(verdicts.get(id)?.unknown, 0, id);
    }
  });
});

function isAbout({ resource }: Finding, name: string): boolean {
  const id = (ids as Readonly<Record<string, string>>)[name];
  if (name === 'the account') return resource.kind === 'account';
  if (id === undefined) throw new Error(`nothing was built by the name of ${name}`);
  return resource.key.endsWith(`/${id}`) || resource.key.endsWith(`/${id.split('/').at(-1)}`);
}
