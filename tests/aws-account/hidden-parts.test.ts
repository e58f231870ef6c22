import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Report } from '../../src/model/report.ts';
import { findAction } from '../../src/sources/aws-account/actions.ts';
import { openJudge, verdictsOf, wholeRecording, worstOf } from '../cli/lost-answers.ts';
import { aboutOneThing, configItemsWithout, type Hidden, inPages, sampleOf } from './hidden-parts.ts';

/**
 * AWS hides parts of an account: one answer is refused, one page cut, one field left out. Nothing may pass for want of what is
 * hidden, nothing may fail for it, and what is not shown any more leaves a gap where it would have been listed.
 * `HIDDEN_PARTS=all` tries every part instead of a sample that is always the same.
 */
const whole = wholeRecording();
const { judged } = await openJudge();
const before = judged(whole).report;
const all = process.env.HIDDEN_PARTS === 'all';

function hides(name: string, parts: readonly Hidden[], most: number): void {
  describe(name, () => {
    assert.notDeepEqual(parts, []);
    for (const { what, recording } of all ? parts : sampleOf(parts, most))
      it(what, () => assertNothingDecided(judged(recording()).report));
  });
}

hides(
  'An answer about one thing that never came, because the read was stopped',
  aboutOneThing(whole, 'stopped'),
  14,
);
hides('An answer about one thing that was refused', aboutOneThing(whole, 'refused'), 10);
hides('A list that ends before its last page', inPages(whole), 16);
hides('Items of AWS Config that came without a part', configItemsWithout(whole), 16);

describe('A read that was stopped between the questions about things', () => {
  for (const api of [...new Set(whole.answers.map((answer) => answer.api))]) {
    const action = findAction(api);
    if (action?.each === undefined || action.optional === true) continue;
    it(`tells that ${api} was not asked about everything`, () => {
      const answers = whole.answers.filter((answer) => answer.api !== api);
      const { gaps } = judged({ ...whole, answers }).report;
      assert.ok(gaps.some(({ message, incomplete }) => incomplete && message.includes(api)));
    });
  }
});

function assertNothingDecided(after: Report): void {
  const now = verdictsOf(after);
  const kindOf = new Map(
    before.findings.map(({ rule, resource }) => [`${rule} on ${resource.key}`, resource.kind]),
  );
  const told = new Set(after.gaps.flatMap(({ kinds, incomplete }) => (incomplete ? kinds : [])));
  const decided = [...verdictsOf(before)].filter(([key, had]) => {
    const has = now.get(key);
    if (has === undefined) return had === 'fail' && !told.has(kindOf.get(key) ?? '');
    return had !== has && has !== 'unknown';
  });
  assert.deepEqual(
    decided.map(([key, had]) => `${had} -> ${now.get(key)}: ${key}`),
    [],
  );
  const worst = worstOf(after);
  const better = [...worstOf(before)].filter(
    ([id, had]) => had === 'fail' && !['fail', 'unknown'].includes(worst.get(id) ?? ''),
  );
  assert.deepEqual(better, []);
}
