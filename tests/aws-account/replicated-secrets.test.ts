import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Recording } from '../../src/sources/aws-account/answer.ts';
import { account, facts, recordingOf, resourcesOf } from './recordings.ts';

const arnIn = (region: string) => `arn:aws:secretsmanager:${region}:${account}:secret:api-AbCdEf`;
const replica = { ARN: arnIn('eu-west-1'), Name: 'api', PrimaryRegion: 'us-east-1' };
const primary = {
  ARN: arnIn('us-east-1'),
  Name: 'api',
  PrimaryRegion: 'us-east-1',
  LastRotatedDate: '2026-11-10T00:00:00.000Z',
  RotationEnabled: true,
  RotationRules: { AutomaticallyAfterDays: 30 },
};

/** The replica's facts, after the primary's region was read or not. */
function rotationOf(here: object, there?: object): Readonly<Record<string, unknown>> {
  const api = 'secretsmanager:ListSecrets';
  const one = recordingOf({ [api]: { SecretList: [here] } });
  const other = recordingOf({ [api]: { SecretList: [there] } });
  const elsewhere = other.answers.map((answer) => ({ ...answer, region: 'us-east-1' }));
  const both: Recording = {
    ...one,
    regions: [...one.regions, 'us-east-1'],
    answers: [...one.answers, ...elsewhere],
  };
  const secret = resourcesOf(there === undefined ? one : both, 'secret').find(
    ({ region }) => region === 'eu-west-1',
  );
  assert.ok(secret);
  return facts(secret, 'rotates', 'rotationDays', 'rotatedDaysAgo');
}

describe('a replica of a secret', () => {
  it('is rotated as its primary is', () => {
    const rotated = { rotates: true, rotationDays: 30, rotatedDaysAgo: 10 };
    assert.deepEqual(rotationOf(replica, primary), rotated);
    const { RotationEnabled, RotationRules, LastRotatedDate, ...still } = primary;
    assert.deepEqual(rotationOf(replica, still), {
      rotates: 'default: false',
      rotationDays: 'absent',
      rotatedDaysAgo: 'absent',
    });
  });

  it('believes what it says of itself', () => {
    const said = { ...primary, ...replica };
    assert.deepEqual(rotationOf(said), { rotates: true, rotationDays: 30, rotatedDaysAgo: 10 });
  });

  it('is unknown where its primary was not read, or is not listed', () => {
    const why =
      'unknown, not-read: it is a replica, and rotated is its primary in us-east-1, which is not among what was read';
    const untold = { rotates: why, rotationDays: why, rotatedDaysAgo: why };
    assert.deepEqual(rotationOf(replica), untold);
    assert.deepEqual(
      rotationOf(replica, { ARN: arnIn('us-east-1').replace('api', 'web'), Name: 'web' }),
      untold,
    );
  });
});
