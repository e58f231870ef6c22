import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actionOf, findAction } from '../../src/sources/aws-account/actions.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import {
  asked,
  assertUnharmed,
  calm,
  failedApis,
  full,
  patience,
  serviceOf,
  services,
  still,
} from './endpoint/calm.ts';
import type { Fault } from './endpoint/faults.ts';
import { accountOf, answersOf, count, everywhere, manyBuckets, readAccount } from './endpoint/reading.ts';

describe('an end before the end', () => {
  it('stops asking when the credentials run out, and keeps what was read', async () => {
    const { recording, received } = await readAccount(accountOf({ items: manyBuckets(1_000) }), {
      'config:SelectResourceConfig': { what: 'expire', after: 3 },
    });
    assert.equal(count(received, 'config:SelectResourceConfig'), 4);
    assert.equal(
      answersOf(recording, 'config:SelectResourceConfig').filter(({ output }) => output).length,
      3,
    );
    // What was on its way comes back; nothing else is sent.
    const last = received.findLastIndex(({ api }) => api === 'config:SelectResourceConfig');
    assert.ok(
      received.length - last <= services.length,
      `${received.length - last} calls with dead credentials`,
    );
    const { gaps, ledger } = coverageOf(recording);
    assert.equal(ledger.find(({ type }) => type === 'AWS::S3::Bucket')?.count, 300);
    assert.equal(gaps.length, 1);
    assert.match(gaps[0]?.message ?? '', /credentials ran out.*config:SelectResourceConfig in eu-west-1/);
    assert.equal(gaps[0]?.incomplete, true);
    assert.ok(gaps[0]?.kinds.includes('s3-bucket'));
  });

  for (const service of services) {
    it(`is known when ${service} is the first to say that the credentials ran out`, async () => {
      const [first] = asked.filter(({ api }) => serviceOf(api) === service);
      const { recording } = await readAccount(full, { [first?.api ?? '']: { what: 'expire' } });
      const [gap] = coverageOf(recording).gaps.filter(({ message }) => /credentials ran out/.test(message));
      assert.match(gap?.message ?? 'no gap', /Renew them and run again/);
    });
  }

  it('cuts a call that never answers, and reads the rest', async () => {
    const { recording, received } = await readAccount(
      accountOf({}),
      { 'ec2:DescribeVolumes': { what: 'stall' } },
      { limits: { attempt: patience } },
    );
    assert.equal(count(received, 'ec2:DescribeVolumes'), 3);
    assert.deepEqual(
      coverageOf(recording).gaps.map(({ api, reason, kinds }) => [api, reason, kinds]),
      [['ec2:DescribeVolumes', 'timed-out', actionOf('ec2:DescribeVolumes').kinds]],
    );
    assert.equal(answersOf(recording, 'ec2:GetEbsEncryptionByDefault')[0]?.error, undefined);
  });

  it('stops asking when nothing answers any more, hours before every call was given up by itself', async () => {
    const { recording, received } = await readAccount(accountOf({}), everywhere({ what: 'stall' }), {
      limits: { attempt: 300, stall: 600 },
    });
    // Every service is asked at the same time, for its first call alone.
    assert.ok(received.length <= 3 + 3 * services.length, `${received.length} calls`);
    const { gaps } = coverageOf(recording);
    assert.equal(gaps.length, 1);
    assert.equal(gaps[0]?.reason, 'timed-out');
    assert.match(gaps[0]?.message ?? '', /AWS stopped answering/);
  });

  it('ends at once when it is aborted', async () => {
    const abort = new AbortController();
    const reading = readAccount(
      accountOf({ items: manyBuckets(5_000) }),
      { 'ec2:DescribeVpcs': { what: 'stall' } },
      {
        signal: abort.signal,
        onProgress: ({ api, pages }) => {
          if (api === 'config:SelectResourceConfig' && pages === 3) abort.abort(new Error('stopped by hand'));
        },
      },
    );
    await assert.rejects(reading, /stopped by hand/);
  });
});

describe('a service that fails', () => {
  const faults: readonly [string, Fault['what']][] = [
    ['rds', 'break'],
    ['route53', 'malform'],
    ['sns', 'stall'],
    ['config', 'throttle'],
  ];
  for (const [service, what] of faults) {
    it(`harms no other: ${service} with "${what}"`, async () => {
      const read = await readAccount(full, everywhere({ what }, service), {
        clock: still,
        limits: { attempt: patience },
      });
      assertUnharmed(read, ({ api }) => serviceOf(api) === service);
      assert.ok(
        failedApis(read).every((api) => serviceOf(api) === service),
        String(failedApis(read)),
      );
      const lost = asked.filter(({ api }) => serviceOf(api) === service).flatMap(({ kinds }) => kinds);
      const missed = new Set(coverageOf(read.recording).gaps.flatMap(({ kinds }) => kinds));
      assert.deepEqual(
        lost.filter((kind) => !missed.has(kind)),
        [],
      );
    });
  }
});

describe('answers that are spoilt', () => {
  const firsts = services.map((service) => asked.find(({ api }) => serviceOf(api) === service)?.api ?? '');
  const faults: readonly [Fault['what'], string][] = [
    ['cut', 'unreadable'],
    ['truncate', 'unreadable'],
    ['malform', 'unreadable'],
    ['hollow', 'unreadable'],
    ['break', 'unreadable'],
    ['stall-midway', 'timed-out'],
  ];
  for (const [what, reason] of faults) {
    // What stalls takes its time, so the first call of each service stands for the others.
    const all = what !== 'stall-midway';
    const options = {
      clock: still,
      limits: { attempt: all ? 30_000 : patience, stall: Number.POSITIVE_INFINITY },
    };
    const spoil = (fault: Fault) =>
      all ? everywhere(fault) : Object.fromEntries(firsts.map((api) => [api, fault]));

    it(`asks again after "${what}"`, async () => {
      const { recording } = await readAccount(full, spoil({ what, times: 2 }), options);
      assert.deepEqual(recording, calm.recording);
    });

    it(`makes a gap of "${what}" when it stays so`, async () => {
      const ever = await readAccount(full, spoil({ what }), options);
      const spoilt = failedApis(ever);
      const due = asked.filter(
        ({ api, each, optional }) => each === undefined && optional !== true && (all || firsts.includes(api)),
      );
      assert.deepEqual(
        due.filter(({ api }) => !spoilt.includes(api)),
        [],
      );
      const gaps = coverageOf(ever.recording).gaps.filter(({ api }) => spoilt.includes(api ?? ''));
      const told = new Map(gaps.map((gap) => [gap.api, [gap.reason, gap.incomplete]]));
      assert.deepEqual(
        [...told].sort(),
        spoilt.map((api) => [api, [reason, isJudged(api)]]),
      );
    });
  }

  /** Without a fresh credential report the last one is read, so its making tells nothing. */
  function isJudged(api: string): boolean {
    const action = findAction(api);
    return (action?.kinds.length ?? 0) > 0 || action?.describes !== undefined;
  }
});
