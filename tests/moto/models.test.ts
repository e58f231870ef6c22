import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../src/sources/aws-account/actions.ts';
import { sampleRecording } from '../../tools/sample-account/recording.ts';
import { filledAccount } from '../aws-account/endpoint/filled.ts';
import { readAccount } from '../aws-account/endpoint/reading.ts';
import { problemsOf } from './models.ts';

// Page sizes, tokens, filters and names of things: what AWS would refuse, by its own models of its services.
describe('what an audit asks', () => {
  it('is what AWS takes, on every page and about every thing', async () => {
    const { recording } = await readAccount({ ...filledAccount(3), longestPage: 2 });
    const asked = new Set(recording.answers.map(({ api }) => api));
    const due = actions.filter(({ scope }) => scope !== 'start').map(({ api }) => api);
    assert.deepEqual(
      due.filter((api) => !asked.has(api)),
      [],
    );
    const problems = recording.answers.flatMap(({ api, input }) => problemsOf(api, 'input', input));
    assert.deepEqual([...new Set(problems)], []);
  });
});

/** Where AWS answers what its models do not have. */
const beyondModels = [
  // "SUCCESS" in its own examples, "Success" in the model.
  // https://docs.aws.amazon.com/cli/latest/reference/configservice/describe-configuration-recorder-status.html
  /ConfigurationRecordersStatus\.lastStatus: SUCCESS /,
  // AWS Config records types before the model lists them.
  /^config:GetDiscoveredResourceCounts output\.resourceCounts\.resourceType: /,
];

describe('the recorded account', () => {
  const { answers } = sampleRecording();

  it('was asked what AWS takes', () => {
    const problems = answers.flatMap(({ api, input }) => problemsOf(api, 'input', input));
    assert.deepEqual([...new Set(problems)], []);
  });

  it('answers with fields and values that AWS has', () => {
    const problems = answers.flatMap(({ api, output }) =>
      output === undefined ? [] : problemsOf(api, 'output', output),
    );
    const real = problems.filter((problem) => !beyondModels.some((known) => known.test(problem)));
    assert.deepEqual([...new Set(real)], []);
  });
});
