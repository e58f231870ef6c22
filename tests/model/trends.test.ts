import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type ClauseRecord, entryOf, type HistoryEntry } from '../../src/model/history.ts';
import { moved, movementSentence, trendSentence, trendsOf } from '../../src/model/trends.ts';
import { planReport } from '../reporters/sample-report.ts';

const base = entryOf(planReport, new Date('2026-11-22T12:00:00Z'));

/** A run on a day of November of one clause: `3` fails three times, `pass`, `unknown` … */
function run(day: number, clause: number | ClauseRecord['verdict'] | undefined): HistoryEntry {
  const record: ClauseRecord =
    typeof clause === 'number' ? { verdict: 'fail', fail: clause } : { verdict: clause ?? 'pass' };
  return {
    ...base,
    at: `2026-11-${String(day).padStart(2, '0')}T02:00:00.000Z`,
    requirements: clause === undefined ? {} : { 'DR-1': record },
  };
}

type Stand = Parameters<typeof run>[1];

describe('A clause, run by run', () => {
  const cases: readonly (readonly [
    title: string,
    runs: readonly Stand[],
    movement: string,
    words: string,
  ])[] = [
    ['in its first run', [3], 'same', 'fails; the first run of this history'],
    ['that fails as before', [3, 3], 'same', 'fails at least since 2026-11-01, 3 failing'],
    ['that began to fail', ['pass', 2], 'worse', 'fails since 2026-11-02, 2 failing'],
    ['of which more fails', ['pass', 3, 5], 'worse', 'fails since 2026-11-02, 3 → 5 failing'],
    ['of which less fails', ['pass', 5, 3], 'better', 'fails since 2026-11-02, 5 → 3 failing'],
    ['that holds again', [3, 'pass'], 'better', 'holds since 2026-11-02'],
    ['that was never judged, and fails', ['not-applicable', 1], 'worse', 'fails since 2026-11-02, 1 failing'],
    ['whose things went away', [1, 'not-applicable'], 'better', 'nothing to judge since 2026-11-02'],
    ['that holds as before', ['pass', 'pass'], 'same', 'holds at least since 2026-11-01'],
    [
      'that cannot be told any more: neither better nor worse',
      [3, 'unknown'],
      'lost',
      'cannot be told since 2026-11-02',
    ],
    ['that held and cannot be told any more', ['pass', 'unknown'], 'lost', 'cannot be told since 2026-11-02'],
    ['that still cannot be told', ['unknown', 'unknown'], 'same', 'cannot be told at least since 2026-11-01'],
    [
      'that fails as before the run that could not tell',
      ['pass', 3, 'unknown', 3],
      'same',
      'fails since 2026-11-02, 3 failing',
    ],
    [
      'that fails more than before that run',
      [3, 'unknown', 4],
      'worse',
      'fails at least since 2026-11-01, 3 → 4 failing',
    ],
    [
      'that held before the run that could not tell',
      ['pass', 'unknown', 1],
      'worse',
      'fails since 2026-11-03, 1 failing',
    ],
    ['that can be told again, and holds', ['pass', 'unknown', 'pass'], 'same', 'holds since 2026-11-03'],
    [
      'that was missing from runs between',
      [2, undefined, 2],
      'same',
      'fails at least since 2026-11-01, 2 failing',
    ],
  ];
  for (const [title, stands, movement, words] of cases) {
    it(title, () => {
      const runs = stands.map((stand, index) => run(index + 1, stand));
      const trends = trendsOf(runs.slice(0, -1), runs.at(-1) ?? base);
      const trend = trends.clauses.get('DR-1');
      assert.ok(trend !== undefined);
      assert.equal(trend.movement, movement);
      assert.equal(trendSentence(trend), words);
    });
  }
});

describe('A run is compared', () => {
  const now = run(20, 3);

  it('with runs over the same thing alone, by the same policy', () => {
    const strangers: readonly HistoryEntry[] = [
      { ...run(19, 'pass'), subject: 'another stack' },
      { ...run(19, 'pass'), source: 'repository' },
      { ...run(19, 'pass'), policy: 'another' },
    ];
    assert.equal(trendsOf(strangers, now).previous, undefined);
    assert.equal(trendsOf([...strangers, run(18, 3)], now).previous, '2026-11-18T02:00:00.000Z');
  });

  it('with earlier ones alone: an old recording that is judged again knows nothing of what came later', () => {
    assert.equal(trendsOf([run(20, 1), run(21, 1)], now).runs, 1);
  });

  it('whatever the order in which they are kept', () => {
    const kept = [run(3, 1), run(1, 'pass'), run(2, 5)];
    assert.deepEqual(trendsOf(kept, now), trendsOf([...kept].reverse(), now));
  });

  it('in its last thirty', () => {
    const kept = Array.from({ length: 19 }, (_, index) => run(index + 1, 1));
    const older = kept.map((entry) => ({ ...entry, at: entry.at.replace('-11-', '-10-') }));
    const trends = trendsOf([...older, ...kept], now);
    assert.equal(trends.runs, 39);
    assert.equal(trends.clauses.get('DR-1')?.points.length, 30);
    assert.equal(trends.failing.length, 30);
  });

  it('clause by clause, also one with the name of an object’s own member', () => {
    const odd = (at: HistoryEntry) => ({
      ...at,
      requirements: JSON.parse('{"__proto__":{"verdict":"fail","fail":1}}'),
    });
    const trends = trendsOf([odd(run(19, 1))], odd(now));
    assert.equal(trends.clauses.get('__proto__')?.movement, 'same');
    assert.equal(trendsOf([run(19, 1)], odd(now)).clauses.get('__proto__')?.points.length, 1);
  });
});

describe('One sentence', () => {
  const all = (day: number, stands: Readonly<Record<string, ClauseRecord>>): HistoryEntry => ({
    ...run(day, undefined),
    requirements: stands,
  });
  const fail = { verdict: 'fail', fail: 1 } as const;
  const pass = { verdict: 'pass' } as const;

  it('tells what is worse, better and lost, by name', () => {
    const before = all(1, { A: pass, B: pass, C: fail, D: pass, E: pass });
    const now = all(2, { A: fail, B: fail, C: pass, D: { verdict: 'unknown' }, E: pass });
    assert.equal(
      movementSentence(trendsOf([before], now)),
      'Compared with 2026-11-01 02:00 UTC: 2 clauses are worse (A, B), 1 clause is better (C), 1 clause can no longer be told (D).',
    );
  });

  it('tells that nothing moved', () => {
    assert.equal(
      movementSentence(trendsOf([all(1, { A: fail })], all(2, { A: fail }))),
      'Compared with 2026-11-01 02:00 UTC: no clause moved.',
    );
  });

  it('names five at most', () => {
    const ids = ['A', 'B', 'C', 'D', 'E', 'F', 'G'];
    const stands = (record: ClauseRecord) => Object.fromEntries(ids.map((id) => [id, record]));
    const trends = trendsOf([all(1, stands(pass))], all(2, stands(fail)));
    assert.match(movementSentence(trends), /7 clauses are worse \(A, B, C, D, E and 2 more\)\.$/);
    assert.deepEqual(moved(trends, 'worse'), ids);
  });

  it('is none for a first run', () => assert.equal(movementSentence(trendsOf([], all(2, { A: fail }))), ''));
});
