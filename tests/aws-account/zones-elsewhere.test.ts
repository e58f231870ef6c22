import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readRecording } from '../../src/sources/aws-account/inventory.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { changed, openJudge, verdictsOf } from '../cli/lost-answers.ts';
import { denied, recordingOf } from './recordings.ts';

const { judged } = await openJudge();
const sample = sampleRecording();
const api = 'route53:ListHostedZones';
const records = 'route53:ListResourceRecordSets';
const rule = 'cloudfront/distribution-has-alias-record';

function verdicts(recording: typeof sample): readonly string[] {
  const all = [...verdictsOf(judged(recording).report)];
  return [...new Set(all.flatMap(([key, verdict]) => (key.startsWith(`${rule} `) ? [verdict] : [])))].sort();
}

const gone = (outputs: typeof sample) => ({
  ...outputs,
  answers: outputs.answers.filter((answer) => answer.api !== records),
});

describe('DNS records of an account', () => {
  it('are missing where it has the zone, and nobody can tell where it has none', () => {
    const emptied = changed(sample, records, (output) => ({ ...output, ResourceRecordSets: [] }));
    assert.deepEqual(verdicts(emptied), ['fail']);
    const none = gone(changed(sample, api, (output) => ({ ...output, HostedZones: [] })));
    assert.deepEqual(verdicts(none), ['unknown']);
    assert.equal(judged(none).code, judged(sample).code);
  });

  it('may stand elsewhere beside a private zone, and a list that was refused says so itself', () => {
    const gaps = (outputs: Readonly<Record<string, object>>) =>
      readRecording(recordingOf(outputs)).after.gaps.filter(({ reason }) => reason === 'held-elsewhere');
    const zone = (PrivateZone: boolean) => ({
      [api]: { HostedZones: [{ Id: '/hostedzone/Z1', Config: { PrivateZone } }] },
    });
    const counts = [zone(true), zone(false), { [api]: denied }, {}].map((outputs) => gaps(outputs).length);
    assert.deepEqual(counts, [1, 0, 0, 0]);
  });
});
