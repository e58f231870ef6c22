import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Gap } from '../../src/model/resource.ts';
import { actions, findAction } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { configKinds as fromConfig } from '../../src/sources/aws-account/config-types.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { countQuery, inventoryQuery } from '../../src/sources/aws-account/queries.ts';
import { recorder, recording as running } from './endpoint/recorder.ts';

const account = '111122223333';
const readAt = '2026-11-22T08:00:00.000Z';

type Outputs = Readonly<Record<string, unknown>>;

function answer(api: string, output: unknown, input: Readonly<Record<string, unknown>> = {}): ApiAnswer {
  const region = findAction(api)?.scope === 'account' ? 'global' : 'eu-west-1';
  return { account, region, api, input, readAt, output };
}

function bucket(id: string, captured = '2026-11-20T00:00:00.000Z'): string {
  return JSON.stringify({
    resourceType: 'AWS::S3::Bucket',
    resourceId: id,
    configurationItemCaptureTime: captured,
  });
}

/** A whole reading of one region in which every call answered. */
function recordingOf(outputs: Outputs = {}, rows: readonly string[] = [bucket('a')]): Recording {
  const counts = rows.map(() => 'AWS::S3::Bucket');
  const all: Outputs = {
    'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [recorder] },
    'config:DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [running] },
    'config:GetDiscoveredResourceCounts': {
      resourceCounts: [{ resourceType: 'AWS::S3::Bucket', count: counts.length }],
    },
    ...outputs,
  };
  const asked = actions.filter(({ scope, optional }) => scope !== 'start' && optional !== true);
  const answers = asked
    .filter(({ api }) => api !== 'config:SelectResourceConfig')
    .map(({ api }) => answer(api, all[api] ?? {}));
  const select = (expression: string, results: readonly string[]) =>
    answer('config:SelectResourceConfig', { Results: results }, { Expression: expression });
  const extra = Object.entries(outputs)
    .filter(([api]) => !asked.some((action) => action.api === api))
    .map(([api, output]) => answer(api, output));
  return {
    format: 1,
    identity: { account, arn: `arn:aws:iam::${account}:user/auditor` },
    startedAt: readAt,
    regions: ['eu-west-1'],
    answers: [
      ...answers,
      ...extra,
      select(inventoryQuery, rows),
      select(countQuery, [JSON.stringify({ resourceType: 'AWS::S3::Bucket', 'COUNT(*)': rows.length })]),
    ],
  };
}

type Told = readonly [Gap['reason'], boolean, readonly string[], RegExp];

function assertGaps(recording: Recording, expected: readonly Told[]): void {
  const { gaps } = coverageOf(recording);
  assert.deepEqual(
    gaps.map(({ reason, incomplete, kinds }) => [reason, incomplete, kinds]),
    expected.map(([reason, incomplete, kinds]) => [reason, incomplete, kinds]),
  );
  for (const [position, [, , , message]] of expected.entries())
    assert.match(gaps[position]?.message ?? '', message);
}

function withGroup(recordingGroup: unknown): Outputs {
  return {
    'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [{ ...recorder, recordingGroup }] },
  };
}

function withStatus(status: unknown): Outputs {
  return { 'config:DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [status] } };
}

function withMode(recordingMode: unknown): Outputs {
  return {
    'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [{ ...recorder, recordingMode }] },
  };
}

const stopped = { ...running, recording: false, lastStopTime: '2026-10-01T00:00:00.000Z' };

describe('the recorder of AWS Config', () => {
  const allButBuckets = {
    allSupported: false,
    exclusionByResourceTypes: { resourceTypes: ['AWS::S3::Bucket', 'AWS::IAM::User'] },
    recordingStrategy: { useOnly: 'EXCLUSION_BY_RESOURCE_TYPES' },
  };
  const onlyDatabases = {
    allSupported: false,
    resourceTypes: ['AWS::RDS::DBInstance', 'AWS::RDS::DBCluster'],
  };
  // Distributions are of no region, so that no region's recorder leaves them out.
  const others = ['rds-instance', 'rds-cluster', 'cloudfront-distribution', 'unclaimed'];
  const notDatabases = fromConfig.filter((kind) => !others.includes(kind));
  const notAll: Told = ['not-recorded', false, ['unclaimed'], /only some resource types/];
  const cases: readonly [string, Outputs, readonly Told[]][] = [
    ['records everything', {}, []],
    [
      'records everything but global types, which are read from IAM',
      withGroup({ ...recorder.recordingGroup, includeGlobalResourceTypes: false }),
      [],
    ],
    ['has no group, which is everything', withGroup(undefined), []],
    [
      'is absent',
      { 'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [] } },
      [['recorder-off', true, fromConfig, /no recorder in eu-west-1/]],
    ],
    [
      'has no status',
      { 'config:DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [] } },
      [
        ['recorder-off', true, fromConfig, /is stopped/],
        ['stale', true, ['s3-bucket'], /1 resource/],
      ],
    ],
    [
      'is stopped',
      withStatus(stopped),
      [['recorder-off', true, fromConfig, /stopped in eu-west-1 since 2026-10-01/]],
    ],
    [
      'is failing',
      withStatus({ ...running, lastStatus: 'Failure', lastErrorCode: 'AccessDenied' }),
      [['recorder-off', true, fromConfig, /failing in eu-west-1 .*AccessDenied/]],
    ],
    [
      'leaves types out',
      withGroup(allButBuckets),
      [['not-recorded', true, ['s3-bucket'], /does not record AWS::S3::Bucket in eu-west-1/], notAll],
    ],
    [
      'names its types, as older ones do',
      withGroup(onlyDatabases),
      [['not-recorded', true, notDatabases, /AWS::KMS::Key/], notAll],
    ],
    [
      'records once a day',
      {
        'config:DescribeConfigurationRecorders': {
          ConfigurationRecorders: [{ ...recorder, recordingMode: { recordingFrequency: 'DAILY' } }],
        },
      },
      [['stale', false, fromConfig, /records everything once a day .*24 hours/]],
    ],
    [
      'records some types once a day',
      withMode({
        recordingFrequency: 'CONTINUOUS',
        recordingModeOverrides: [{ resourceTypes: ['AWS::KMS::Key'], recordingFrequency: 'DAILY' }],
      }),
      [['stale', false, ['kms-key'], /records AWS::KMS::Key once a day/]],
    ],
    [
      'records all but some types once a day',
      withMode({
        recordingFrequency: 'DAILY',
        recordingModeOverrides: [{ resourceTypes: ['AWS::KMS::Key'], recordingFrequency: 'CONTINUOUS' }],
      }),
      [['stale', false, fromConfig.filter((kind) => kind !== 'kms-key'), /types without rules once a day/]],
    ],
  ];
  for (const [title, outputs, expected] of cases) it(title, () => assertGaps(recordingOf(outputs), expected));

  it('stopped, and the rows that it captured before', () => {
    const rows = [bucket('old', '2026-09-30T23:59:59.000Z'), bucket('young', '2026-10-02T00:00:00.000Z')];
    assertGaps(recordingOf(withStatus(stopped), rows), [
      ['recorder-off', true, fromConfig, /stopped/],
      ['stale', true, ['s3-bucket'], /^1 resource\(s\) in eu-west-1/],
    ]);
  });
});

describe('counts against rows', () => {
  const counts = (count: number, resourceType = 'AWS::S3::Bucket') => ({
    'config:GetDiscoveredResourceCounts': { resourceCounts: [{ resourceType, count }] },
  });
  const listed = (...ids: readonly string[]) => ({
    'config:ListDiscoveredResources': {
      resourceIdentifiers: ids.map((resourceId) => ({ resourceType: 'AWS::S3::Bucket', resourceId })),
    },
  });
  const cases: readonly [string, Outputs, readonly Told[]][] = [
    [
      'more are counted than shown',
      counts(3),
      [['count-mismatch', true, ['s3-bucket'], /2 of AWS::S3::Bucket/]],
    ],
    [
      'a type is counted and not shown',
      counts(4, 'AWS::EKS::Cluster'),
      [['count-mismatch', true, ['unclaimed'], /4 of AWS::EKS::Cluster/]],
    ],
    ['fewer are counted than shown: counts lag behind', counts(0), []],
    ['the list says that the count was old', { ...counts(3), ...listed('a') }, []],
    [
      'what was listed could not be got',
      { ...counts(3), ...listed('a', 'b') },
      [['count-mismatch', true, ['s3-bucket'], /1 of AWS::S3::Bucket/]],
    ],
    [
      'what was listed was got',
      {
        ...counts(3),
        ...listed('a', 'b'),
        'config:BatchGetResourceConfig': {
          baseConfigurationItems: [{ resourceType: 'AWS::S3::Bucket', resourceId: 'b', configuration: '{}' }],
        },
      },
      [],
    ],
  ];
  for (const [title, outputs, expected] of cases) it(title, () => assertGaps(recordingOf(outputs), expected));

  it('the query counts more than its pages held', () => {
    const { answers, ...rest } = recordingOf({}, [bucket('a'), bucket('b')]);
    const cut = answers.map((each) =>
      each.input.Expression === inventoryQuery ? { ...each, output: { Results: [bucket('a')] } } : each,
    );
    assertGaps({ ...rest, answers: cut }, [['count-mismatch', true, ['s3-bucket'], /1 of AWS::S3::Bucket/]]);
  });
});

describe('calls that are not in the recording', () => {
  it('are told, all at once', () => {
    const { answers, ...rest } = recordingOf();
    const some = answers.filter(({ api }) => !/DescribeVolumes|GetCredentialReport/.test(api));
    assertGaps({ ...rest, answers: some }, [
      [
        'timed-out',
        true,
        ['ebs-volume'],
        /not read were ec2:DescribeVolumes in eu-west-1, iam:GetCredentialReport for the account\. Run it again/,
      ],
    ]);
  });

  it('are all told of a recording without any answer', () => {
    const { gaps, ledger } = coverageOf({ ...recordingOf(), answers: [] });
    assert.equal(gaps.length, 1);
    assert.ok(ledger.length > 50);
    assert.ok(ledger.every(({ count, missing }) => count === 0 && missing === 'timed-out'));
    assert.match(gaps[0]?.message ?? '', /and \d+ more calls/);
  });

  it('are told of a list whose last page names another', () => {
    const recording = recordingOf({ 'ec2:DescribeFlowLogs': { FlowLogs: [], NextToken: 'more' } });
    assertGaps(recording, [['timed-out', true, ['flow-log'], /after 1 page\(s\).*more flow logs/]]);
  });
});

describe('the order of gaps and ledger', () => {
  it('does not depend on the order of answers', () => {
    const recording = recordingOf({
      ...withStatus(stopped),
      'ec2:DescribeFlowLogs': { FlowLogs: [], NextToken: 'x' },
    });
    const turned = { ...recording, answers: [...recording.answers].reverse() };
    assert.deepEqual(coverageOf(turned), coverageOf(recording));
  });
});
