import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ApiAnswer } from '../../src/sources/aws-account/answer.ts';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { answersOf } from '../../src/sources/aws-account/recorded-answers.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';

const sample = sampleRecording();
const region = 'eu-west-1';
const balancers = 'elasticloadbalancing:DescribeLoadBalancers';
const listeners = 'elasticloadbalancing:DescribeListeners';

describe('Questions about things of which only a part was listed', () => {
  const cut: readonly ApiAnswer[] = sample.answers.map((answer) =>
    answer.api === balancers && answer.region === region
      ? { ...answer, output: { ...(answer.output as object), NextMarker: 'more' } }
      : answer,
  );

  it('are not whole either', () => {
    const missing = (answers: readonly ApiAnswer[]) =>
      answersOf({ ...sample, answers }).of(listeners, region).missing?.detail;
    assert.equal(missing(sample.answers), undefined);
    assert.equal(missing(cut), `${balancers} was interrupted before its last page`);
  });

  it('leave a gap for what may hang on the rest', () => {
    const gaps = readRecording({ ...sample, answers: cut }).after.gaps.filter((gap) => gap.incomplete);
    assert.ok(gaps.some(({ api, kinds }) => api === balancers && kinds.includes('listener')));
  });
});
