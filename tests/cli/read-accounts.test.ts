import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { isDeepStrictEqual } from 'node:util';
import type { ApiAnswer, Recording } from '../../src/sources/aws-account/answer.ts';
import { withoutToken } from '../../src/sources/aws-account/paging.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { filledAccount } from '../aws-account/endpoint/filled.ts';
import { accountOf, count, frozenClock, manyBuckets, readAccount } from '../aws-account/endpoint/reading.ts';
import { accountFromRecording } from '../aws-account/endpoint/recorded-account.ts';
import { openJudge } from './lost-answers.ts';

const { judged } = await openJudge();
const sample = sampleRecording();

/** What is asked before anything else is kept by some readings and not by others. */
function withoutStart(recording: Recording): Recording {
  const start = new Set(['sts:GetCallerIdentity', 'ec2:DescribeRegions']);
  return { ...recording, answers: recording.answers.filter(({ api }) => !start.has(api)) };
}

/** Which of two questions to one API came first tells nothing. */
function inOrder(recording: Recording): Recording {
  const keyOf = ({ region, api, input }: ApiAnswer) =>
    `${region} ${api} ${JSON.stringify(Object.entries(withoutToken(input)).sort())}`;
  const answers = [...recording.answers].sort((a, b) => keyOf(a).localeCompare(keyOf(b)));
  return { ...recording, answers };
}

/** Where two values part: the path, and what stands there. */
function firstDifference(one: unknown, other: unknown, path = ''): readonly unknown[] | undefined {
  if (isDeepStrictEqual(one, other)) return undefined;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) {
    return [path, one, other];
  }
  for (const key of new Set([...Object.keys(one), ...Object.keys(other)])) {
    const inner = (holder: object) => (holder as Readonly<Record<string, unknown>>)[key];
    const difference = firstDifference(inner(one), inner(other), `${path}.${key}`);
    if (difference !== undefined) return difference;
  }
  return [path, one, other];
}

describe('The recorded account, served over HTTP in the protocols of AWS', () => {
  const read = readAccount(
    accountFromRecording(sample),
    {},
    {
      regions: sample.regions,
      clock: frozenClock(sample.startedAt),
    },
  );

  it('is asked for exactly what was recorded, and gives the same recording', async () => {
    const { recording } = await read;
    const [live, recorded] = [inOrder(withoutStart(recording)), inOrder(withoutStart(sample))];
    const questions = ({ answers }: Recording) =>
      answers.map(({ region, api, input }) => `${region} ${api} ${JSON.stringify(input)}`).sort();
    assert.deepEqual(questions(live), questions(recorded));
    // Call by call first, so that a difference is told where it is.
    for (const { region, api } of recorded.answers) {
      const isThis = (answer: ApiAnswer) => answer.region === region && answer.api === api;
      const [got, had] = [live.answers.filter(isThis), recorded.answers.filter(isThis)];
      assert.deepEqual(got, had, `${api} of ${region}: ${JSON.stringify(firstDifference(got, had))}`);
    }
    assert.deepEqual(live, recorded);
  });

  it('gives the same report', async () => {
    const { recording } = await read;
    assert.deepEqual(judged(withoutStart(recording)), judged(withoutStart(sample)));
  });
});

describe('Services that are asked at the same time', () => {
  /** A recording's files, of a read in which every answer takes another time. */
  async function filesOf(seed: number): Promise<ReadonlyMap<string, string>> {
    const folder = await mkdtemp(join(tmpdir(), 'order-'));
    try {
      let state = seed;
      const slowness = () => {
        state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
        return state % 5;
      };
      const directory = join(folder, 'recording');
      const clock = frozenClock(sample.startedAt);
      const account = filledAccount(3);
      const regions = { ...account.regions, 'eu-west-1': account.regions['us-east-1'] ?? {} };
      await readAccount(
        { ...account, regions, longestPage: 2 },
        {},
        {
          recordTo: directory,
          regions: 'all',
          clock,
          manners: { slowness },
        },
      );
      const names = (await readdir(directory, { recursive: true }))
        .filter((name) => name.endsWith('.json'))
        .sort();
      return new Map(
        await Promise.all(
          names.map(async (name) => [name, await readFile(join(directory, name), 'utf8')] as const),
        ),
      );
    } finally {
      await rm(folder, { recursive: true });
    }
  }

  it('leave the same recording, byte for byte, whoever answers first', async () => {
    const [first, second] = [await filesOf(1), await filesOf(2)];
    assert.ok(first.size > 100, `${first.size} files`);
    assert.deepEqual([...second.keys()], [...first.keys()]);
    for (const [name, text] of first) assert.equal(second.get(name), text, name);
  });
});

describe('An account with nothing in it', () => {
  it('is read without a gap, and nothing passes for want of anything to judge', async () => {
    const { recording } = await readAccount(accountOf({}));
    const { report, code } = judged(recording);
    assert.deepEqual(
      report.gaps.filter(({ incomplete }) => incomplete),
      [],
    );
    assert.equal(code, 0);
    // The account itself is there, and so is what every account has.
    const judgedKinds = new Set(report.findings.map(({ resource }) => resource.kind));
    assert.deepEqual([...judgedKinds].sort(), ['account', 'attestation']);
    const attested = new Set(report.attestations.map(({ requirement }) => requirement));
    for (const { id, verdict, counts } of report.requirements) {
      const seen = counts.pass + counts.fail + counts.unknown;
      const told = seen > 0 || attested.has(id);
      assert.ok(told || verdict !== 'pass', `${id}: ${verdict}, and nothing was judged`);
    }
  });
});

describe('An account of 100,000 resources', () => {
  /** Nine of ten are of a type that AWS Config records and no rule asks about, as in most accounts. */
  function itemsOf(total: number) {
    const [buckets, rest] = [manyBuckets(total / 10), manyBuckets((total / 10) * 9)];
    const others = rest.map((item) => ({
      ...item,
      resourceType: 'AWS::EC2::NetworkInterface',
      resourceId: `eni-${item.resourceId}`,
      arn: `arn:aws:ec2:eu-west-1:111122223333:network-interface/eni-${item.resourceId}`,
    }));
    return [...others, ...buckets];
  }

  it('is read and judged in time and memory that grow with it, and not faster', async () => {
    const costs: number[] = [];
    for (const total of [10_000, 100_000]) {
      const { user, system } = process.cpuUsage();
      const { recording, received } = await readAccount(accountOf({ items: itemsOf(total) }));
      const { report } = judged(recording);
      const cost = process.cpuUsage({ user, system });
      const seconds = (cost.user + cost.system) / 1e6;
      costs.push(seconds);
      const config = received.filter(({ api }) => api.startsWith('config:')).length;
      // Recorder, its status, one page of counts, and one of counts by type.
      assert.equal(config, total / 100 + 4);
      assert.equal(count(received, 'config:SelectResourceConfig'), total / 100 + 1);
      const keys = new Set(report.findings.map(({ resource }) => resource.key));
      assert.equal([...keys].filter((key) => key.includes('AWS::S3::Bucket')).length, total / 10);
      const megabytes = Math.round(process.memoryUsage().rss / 2 ** 20);
      process.stdout.write(
        `${total} resources: ${config} calls of AWS Config, ${seconds.toFixed(1)} s of CPU, ${megabytes} MiB\n`,
      );
      assert.ok(megabytes < 3_000, `${megabytes} MiB`);
    }
    const [small = 0, large = 0] = costs;
    // Ten times as much; a hundred times the work would be what squares cost.
    assert.ok(large < small * 30 + 5, `${small} s, then ${large} s`);
  });
});
