import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { LedgerEntry } from '../../src/model/resource.ts';
import type { ApiAnswer, FailureKind, Recording } from '../../src/sources/aws-account/answer.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { isInventory } from '../../src/sources/aws-account/queries.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { judgeReading } from '../judge-plan.ts';
import { recorder, recording as running } from './endpoint/recorder.ts';

const sample = sampleRecording();
const region = 'eu-west-1';
const bucket = 'AWS::S3::Bucket';
const fileSystem = 'AWS::EFS::FileSystem';
const inventoryApi = 'config:SelectResourceConfig';
const captured = '2026-11-19T21:47:12.310Z';

type Json = Readonly<Record<string, unknown>>;
type Change = (answer: ApiAnswer) => readonly ApiAnswer[];

/** The sample account, its answers of the home region changed. */
function changed(change: Change): Recording {
  const answers = sample.answers.flatMap((one) => (one.region === region ? change(one) : [one]));
  return { ...sample, answers };
}

const output =
  (api: string, put: Json): Change =>
  (one) => [one.api === api ? { ...one, output: put } : one];
const failing =
  (api: string, kind: FailureKind): Change =>
  ({ output: _gone, ...one }) => [
    one.api === api ? { ...one, error: { name: 'Failure', message: 'no', kind } } : { ...one, output: _gone },
  ];
const withRecorder = (more: Json) =>
  output('config:DescribeConfigurationRecorders', { ConfigurationRecorders: [{ ...recorder, ...more }] });
const withStatus = (more: Json) =>
  output('config:DescribeConfigurationRecorderStatus', {
    ConfigurationRecordersStatus: [{ ...running, ...more }],
  });

/** Without any file system, of which AWS Config therefore counts none. */
const withoutFileSystems: Change = (one) => {
  if (one.api === inventoryApi) return [without(one, fileSystem)];
  if (one.api !== 'config:GetDiscoveredResourceCounts') return [one];
  const { resourceCounts, ...rest } = one.output as { readonly resourceCounts: readonly Json[] };
  const kept = resourceCounts.filter(({ resourceType }) => resourceType !== fileSystem);
  return [{ ...one, output: { ...rest, resourceCounts: kept } }];
};

function entry(recording: Recording, type: string, api = inventoryApi): LedgerEntry | undefined {
  return coverageOf(recording).ledger.find(
    (one) => one.region === region && one.type === type && one.api === api,
  );
}

function state(recording: Recording, type: string, api?: string) {
  const found = entry(recording, type, api);
  return found === undefined
    ? 'no entry'
    : [found.count, found.missing ?? 'all', ...(found.daily === true ? ['daily'] : [])];
}

/** One state: how it comes about, the ledger's word for a type, and a kind whose rules cannot tell whether there is more. */
interface State {
  readonly recording: Recording;
  readonly type: string;
  readonly api?: string;
  readonly expected: readonly [count: number, ...words: readonly string[]];
  /** Undefined where nothing is unknown for it. */
  readonly kind: string | undefined;
}

const all = entry(sample, bucket)?.count ?? 0;
const onlyKeys = {
  allSupported: false,
  resourceTypes: ['AWS::KMS::Key'],
  recordingStrategy: { useOnly: 'INCLUSION_BY_RESOURCE_TYPES' },
};

const states: Readonly<Record<string, State>> = {
  'everything was read': { recording: sample, type: bucket, expected: [all, 'all'], kind: undefined },
  'nothing of it is there': {
    recording: changed(withoutFileSystems),
    type: fileSystem,
    expected: [0, 'all'],
    kind: undefined,
  },
  'there is no recorder': {
    recording: changed(output('config:DescribeConfigurationRecorders', { ConfigurationRecorders: [] })),
    type: bucket,
    expected: [all, 'recorder-off'],
    kind: 's3-bucket',
  },
  'the recorder is stopped, after it saw what is there': {
    recording: changed(withStatus({ recording: false, lastStopTime: '2026-11-20T00:00:00.000Z' })),
    type: bucket,
    expected: [all, 'stale'],
    kind: 's3-bucket',
  },
  'the recorder is stopped, and nothing of it was seen': {
    recording: changed((one) =>
      withoutFileSystems(one).flatMap(
        withStatus({ recording: false, lastStopTime: '2026-11-20T00:00:00.000Z' }),
      ),
    ),
    type: fileSystem,
    expected: [0, 'recorder-off'],
    kind: 'efs-file-system',
  },
  'the recorder is failing': {
    recording: changed(withStatus({ lastStatus: 'Failure', lastErrorCode: 'AccessDenied' })),
    type: bucket,
    expected: [all, 'recorder-off'],
    kind: 's3-bucket',
  },
  'the type is not recorded': {
    recording: changed(withRecorder({ recordingGroup: onlyKeys })),
    type: bucket,
    expected: [all, 'not-recorded'],
    kind: 's3-bucket',
  },
  'another type is not recorded': {
    recording: changed(withRecorder({ recordingGroup: onlyKeys })),
    type: 'AWS::KMS::Key',
    expected: [entry(sample, 'AWS::KMS::Key')?.count ?? 0, 'all'],
    kind: undefined,
  },
  'it is recorded once a day': {
    recording: changed(withRecorder({ recordingMode: { recordingFrequency: 'DAILY' } })),
    type: bucket,
    expected: [all, 'all', 'daily'],
    kind: undefined,
  },
  'it alone is recorded once a day': {
    recording: changed(
      withRecorder({
        recordingMode: {
          recordingFrequency: 'CONTINUOUS',
          recordingModeOverrides: [{ resourceTypes: [bucket], recordingFrequency: 'DAILY' }],
        },
      }),
    ),
    type: bucket,
    expected: [all, 'all', 'daily'],
    kind: undefined,
  },
  'queries do not serve it, and nobody filled the hole': {
    recording: changed((one) => [isInventory(one) ? without(one, bucket) : one]),
    type: bucket,
    expected: [0, 'count-mismatch'],
    kind: 's3-bucket',
  },
  'queries do not serve it, and it was got one by one': {
    recording: changed((one) => (isInventory(one) ? [without(one, bucket), ...batchOf(one, bucket)] : [one])),
    type: bucket,
    api: 'config:BatchGetResourceConfig',
    expected: [all, 'all'],
    kind: undefined,
  },
  'the inventory was refused': {
    recording: changed(failing(inventoryApi, 'denied')),
    type: bucket,
    expected: [0, 'denied'],
    kind: 's3-bucket',
  },
  'the inventory was throttled to the end of patience': {
    recording: changed(failing(inventoryApi, 'throttled')),
    type: bucket,
    expected: [0, 'throttled'],
    kind: 's3-bucket',
  },
  'nobody said what is recorded': {
    recording: changed(failing('config:DescribeConfigurationRecorders', 'denied')),
    type: bucket,
    expected: [all, 'denied'],
    kind: 's3-bucket',
  },
  'a service refused its list': {
    recording: changed(failing('ec2:DescribeVpcs', 'denied')),
    type: 'AWS::EC2::VPC',
    api: 'ec2:DescribeVpcs',
    expected: [0, 'denied'],
    kind: 'vpc',
  },
  'a list was cut between its pages': {
    recording: changed((one) => [
      one.api === 'ec2:DescribeVpcs'
        ? { ...one, output: { ...(one.output as Json), NextToken: 'more' } }
        : one,
    ]),
    type: 'AWS::EC2::VPC',
    api: 'ec2:DescribeVpcs',
    expected: [entry(sample, 'AWS::EC2::VPC', 'ec2:DescribeVpcs')?.count ?? 0, 'timed-out'],
    kind: 'vpc',
  },
  'the read did not come to it': {
    recording: changed((one) => (one.api === 'ec2:DescribeVpcs' ? [] : [one])),
    type: 'AWS::EC2::VPC',
    api: 'ec2:DescribeVpcs',
    expected: [0, 'timed-out'],
    kind: 'vpc',
  },
  'the credentials ran out before it': {
    recording: changed(failing('ec2:DescribeVpcs', 'expired')),
    type: 'AWS::EC2::VPC',
    api: 'ec2:DescribeVpcs',
    expected: [0, 'denied'],
    kind: 'vpc',
  },
  'the region is off': {
    recording: {
      ...changed((one) => (one.region === region ? [] : [one])),
      answers: [
        ...sample.answers.filter((one) => one.region !== region),
        {
          account: sample.identity.account,
          region: 'global',
          api: 'ec2:DescribeRegions',
          input: { AllRegions: true },
          readAt: sample.startedAt,
          output: { Regions: [{ RegionName: region, OptInStatus: 'not-opted-in' }] },
        },
      ],
    },
    type: '*',
    api: 'ec2:DescribeRegions',
    expected: [0, 'region-off'],
    kind: 's3-bucket',
  },
};

function rowsOf(one: ApiAnswer): readonly string[] {
  return (one.output as { Results: readonly string[] }).Results;
}

function isOf(row: string, type: string): boolean {
  return (JSON.parse(row) as Json).resourceType === type;
}

function without(one: ApiAnswer, type: string): ApiAnswer {
  return {
    ...one,
    output: { ...(one.output as Json), Results: rowsOf(one).filter((row) => !isOf(row, type)) },
  };
}

function batchOf(one: ApiAnswer, type: string): readonly ApiAnswer[] {
  const baseConfigurationItems = rowsOf(one)
    .filter((row) => isOf(row, type))
    .map((row) => JSON.parse(row) as Json);
  if (baseConfigurationItems.length === 0) return [];
  return [{ ...one, api: 'config:BatchGetResourceConfig', input: {}, output: { baseConfigurationItems } }];
}

describe('the ledger and the gaps tell each state', () => {
  for (const [title, { recording, type, api, expected, kind }] of Object.entries(states)) {
    it(title, () => {
      assert.deepEqual(state(recording, type, api), expected);
      const gaps = coverageOf(recording).gaps.filter((gap) => gap.incomplete && gap.region !== 'us-east-1');
      const lost = gaps.filter(({ kinds }) => kind !== undefined && kinds.includes(kind));
      assert.equal(lost.length > 0, kind !== undefined, JSON.stringify(gaps.map(({ message }) => message)));
    });
  }

  it('when AWS Config looked last at the one that it has not looked at for longest', () => {
    assert.equal(entry(sample, bucket)?.oldest, captured);
    assert.equal(entry(changed(withoutFileSystems), fileSystem)?.oldest, undefined);
    assert.equal(entry(sample, 'AWS::EC2::VPC', 'ec2:DescribeVpcs')?.oldest, undefined);
  });

  it('at each resource that AWS Config told of, and at no other', () => {
    const { resources } = readRecording(sample).after;
    const at = (kind: string) =>
      new Set(resources.filter((one) => one.kind === kind).map((one) => one.capturedAt));
    assert.deepEqual(at('s3-bucket'), new Set([captured]));
    assert.deepEqual(at('vpc'), new Set([undefined]));
  });
});

describe('verdicts about what may be missing', () => {
  const blind = Object.entries(states).filter(([, { kind }]) => kind !== undefined);
  for (const [title, { recording, kind }] of blind) {
    it(`cannot be told of every ${kind}, because ${title}`, () => {
      const { findings } = judgeReading(readRecording(recording));
      const every = findings.filter(
        ({ resource }) => resource.kind === kind && resource.key.endsWith('/not-read'),
      );
      assert.ok(every.length > 0);
      assert.deepEqual([...new Set(every.map(({ verdict }) => verdict))], ['unknown']);
    });
  }
});
