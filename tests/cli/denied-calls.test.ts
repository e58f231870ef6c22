import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import type { Report } from '../../src/model/report.ts';
import { actionOf, actions } from '../../src/sources/aws-account/actions.ts';
import { configKinds } from '../../src/sources/aws-account/config-types.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import {
  apisOf,
  changed,
  clausesOf,
  goldens,
  losses,
  lossesOf,
  openJudge,
  verdictsOf,
  wholeRecording,
  without,
  worstOf,
} from './lost-answers.ts';

const whole = wholeRecording();
const { rules, judged } = await openJudge();
const before = judged(whole);

/** What tells nothing that is judged: its loss is a note. */
const notes = new Set(['iam:GenerateCredentialReport']);

/** Rules of these kinds that are asked of an account; those of every kind stand behind what no adapter claims. */
function rulesOf(kinds: readonly string[]): readonly string[] {
  const scopes = kinds.map((kind) => (kind === 'unclaimed' ? 'any' : kind));
  return (
    rules
      .filter(({ rule }) => scopes.includes(rule.appliesTo))
      .filter(({ rule }) => rule.sources.length === 0 || rule.sources.includes('aws-account'))
      // A rule that binds other environments alone has nothing to tell of production.
      .filter(({ rule }) => rule.environments.length === 0 || rule.environments.includes('prod'))
      .map(({ rule }) => rule.id)
  );
}

describe('An account of which everything was read', () => {
  it('passes a gate at which no violation counts', () => {
    assert.deepEqual([before.code, before.report.gaps.filter((gap) => gap.incomplete)], [0, []]);
  });
});

describe('A call that gives nothing', () => {
  it('is tried for every action of an audit', () => {
    const tried = new Set(apisOf(whole));
    const due = actions.filter(({ scope, optional }) => scope !== 'start' && optional !== true);
    const missing = due.filter(({ api }) => !tried.has(api)).map(({ api }) => api);
    assert.deepEqual(
      missing,
      [],
      'the recorded account has no answer of these: tools/sample-account/services',
    );
  });

  for (const api of apisOf(whole)) {
    for (const name of lossesOf(whole, api)) {
      it(`${api} ${name} makes nothing better, and is told`, () => {
        const after = judged(without(whole, api, losses[name] ?? assert.fail(name)));
        assertNothingBetter(after.report);
        assertCannotTell(after.report, actionOf(api).kinds);
        assert.equal(after.code, notes.has(api) ? 0 : 3);
        const told = after.report.gaps.filter((gap) => gap.api === api && gap.message.includes(api));
        assert.notDeepEqual(told, []);
      });
    }
  }

  it('makes the clauses unknown that the golden names', async () => {
    for (const { files } of await goldens()) {
      for (const [path, text] of Object.entries(files)) {
        assert.equal(readFileSync(join(repositoryRoot, path), 'utf8'), text, `${path}: npm run goldens`);
      }
    }
  });
});

describe('AWS Config whose recorder does not record everything', () => {
  const ofOwnSettings =
    /^(s3\/bucket-(encrypts|keeps)|kms\/key-rotates|rds\/\w+-(encrypts|keeps|protects)|sqs\/)/;
  const recorders = 'config:DescribeConfigurationRecorders';
  const statuses = 'config:DescribeConfigurationRecorderStatus';
  const onlyBuckets = {
    recordingGroup: {
      allSupported: false,
      resourceTypes: ['AWS::S3::Bucket'],
      recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
    },
  };

  it('is stopped: what it saw before stays judged, and what came later cannot be told', () => {
    const stopped = { recording: false, lastStopTime: '2026-11-21T00:00:00.000Z' };
    const { report, code } = judged(
      changed(whole, statuses, (output) => ({
        ConfigurationRecordersStatus: [{ ...first(output), ...stopped }],
      })),
    );
    assert.equal(code, 3);
    const earlier = verdictsOf(before.report);
    for (const [key, verdict] of verdictsOf(report)) {
      const had = earlier.get(key);
      // What may be bound now, because nobody can tell any more that it is not, can only be right whichever it is.
      if (had === undefined) assert.notEqual(verdict, 'fail', key);
      // What was looked for and not seen may have come since, and what was seen of others may have more beside it.
      else if (verdict !== 'unknown') assert.equal(verdict, had, key);
      // A resource's own settings stay what they were when they were last seen.
      else if (ofOwnSettings.test(key)) assert.equal(verdict, had, key);
    }
    assertCannotTell(report, configKinds);
    const reasons = report.gaps.filter((gap) => gap.incomplete).map((gap) => gap.reason);
    assert.deepEqual([...new Set(reasons)].sort(), ['recorder-off', 'stale']);
  });

  for (const [name, output] of [
    ['has no recorder', { ConfigurationRecorders: [] }],
    ['was never started', { ConfigurationRecordersStatus: [] }],
  ] as const) {
    it(`${name}: no rule of its kinds passes`, () => {
      const api = 'ConfigurationRecorders' in output ? recorders : statuses;
      const { report, code } = judged(changed(whole, api, () => output));
      assert.equal(code, 3);
      assertCannotTell(report, configKinds);
    });
  }

  it('records buckets only: the rules of other types cannot tell, those of buckets can', () => {
    const isBucket = (row: unknown) => String(row).includes('"resourceType":"AWS::S3::Bucket"');
    const narrow = changed(whole, recorders, (output) => ({
      ConfigurationRecorders: [{ ...first(output), ...onlyBuckets }],
    }));
    const { report, code } = judged(
      changed(
        changed(narrow, 'config:SelectResourceConfig', (output) => rowsOnly(output, isBucket)),
        countsApi,
        () => ({
          resourceCounts: [],
        }),
      ),
    );
    assert.equal(code, 3);
    assertCannotTell(report, ['kms-key', 'rds-cluster', 'rds-instance']);
    const worst = worstOf(report);
    assert.deepEqual(
      [worst.get('s3/bucket-encrypts-objects'), worst.get('account/blocks-public-access')],
      ['pass', 'unknown'],
    );
  });

  const countsApi = 'config:GetDiscoveredResourceCounts';
  const first = (output: object) => (Object.values(output)[0] as readonly object[])[0];
  const rowsOnly = (output: object, isKept: (row: unknown) => boolean) => ({
    Results: (output as { Results: readonly unknown[] }).Results.filter(isKept),
  });
});

describe('Regions that could not be listed', () => {
  it('leave no rule of what lies in regions passing', () => {
    const error = { name: 'UnauthorizedOperation', message: 'no', kind: 'denied' } as const;
    const { account } = whole.identity;
    const answer = { account, region: 'global', api: 'ec2:DescribeRegions', readAt: whole.startedAt };
    const answers = [...whole.answers, { ...answer, input: { AllRegions: true }, error }];
    const { report, code } = judged({ ...whole, answers });
    assert.equal(code, 3);
    assertCannotTell(report, actionOf('ec2:DescribeRegions').kinds);
    assert.equal(worstOf(report).get('account/root-has-mfa'), 'pass');
  });
});

/** Neither a finding, nor a rule, nor a clause. */
function assertNothingBetter(report: Report): void {
  const earlier = verdictsOf(before.report);
  const better = [...verdictsOf(report)].filter(
    ([key, verdict]) => verdict === 'pass' && ['fail', 'unknown'].includes(earlier.get(key) ?? ''),
  );
  assert.deepEqual(better, []);
  for (const [what, worst] of [
    ['clause', clausesOf],
    ['rule', worstOf],
  ] as const) {
    const had = worst(before.report);
    const improved = [...worst(report)].filter(
      ([id, verdict]) => verdict !== 'unknown' && rank(verdict) < rank(had.get(id)),
    );
    assert.deepEqual(improved, [], `a ${what} that failed or was unknown is better for want of evidence`);
  }
}

function assertCannotTell(report: Report, kinds: readonly string[]): void {
  const worst = worstOf(report);
  const passing = rulesOf(kinds).filter((id) => rank(worst.get(id)) < rank('unknown'));
  assert.deepEqual(passing, []);
}

/** The lower the better. */
function rank(verdict: string | undefined): number {
  return ['not-applicable', 'pass', 'unknown', 'fail'].indexOf(verdict ?? 'not-applicable');
}
