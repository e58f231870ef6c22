import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { actions } from '../../src/sources/aws-account/actions.ts';
import type { ApiAnswer } from '../../src/sources/aws-account/answer.ts';
import { coverageOf } from '../../src/sources/aws-account/coverage.ts';
import { withoutToken } from '../../src/sources/aws-account/paging.ts';
import { filledAccount } from './endpoint/filled.ts';
import { pagingOf } from './endpoint/pages.ts';
import { answersOf, readAccount } from './endpoint/reading.ts';

const [things, longestPage] = [7, 3];
const { recording } = await readAccount({ ...filledAccount(things), longestPage });

/** The pages of each question. */
function questionsOf(answers: readonly ApiAnswer[]): readonly (readonly ApiAnswer[])[] {
  const questions = new Map<string, ApiAnswer[]>();
  for (const answer of answers) {
    const key = JSON.stringify(withoutToken(answer.input));
    questions.set(key, [...(questions.get(key) ?? []), answer]);
  }
  return [...questions.values()];
}

/** Everything that the pages list, by field. */
function listedIn(
  pages: readonly ApiAnswer[],
  inside: string | undefined,
): ReadonlyMap<string, readonly string[]> {
  const lists = new Map<string, string[]>();
  for (const { output } of pages) {
    const holder = (inside === undefined ? output : (output as Record<string, object>)[inside]) as object;
    for (const [name, value] of Object.entries(holder)) {
      if (!Array.isArray(value)) continue;
      const texts = value.map((element) => JSON.stringify(element));
      lists.set(name, [...(lists.get(name) ?? []), ...texts]);
    }
  }
  return lists;
}

describe('every call of an audit', () => {
  for (const { api, token, scope } of actions) {
    const paging = pagingOf(api);

    it(`${api} follows ${paging === undefined ? 'no token, because it has none' : paging.asked}`, () => {
      assert.equal(token, paging?.asked, 'the table of actions names another token than the SDK');
    });
    if (scope === 'start') continue;

    it(`${api} ${paging === undefined ? 'comes in one answer' : 'arrives whole, and once'}`, () => {
      const questions = questionsOf(answersOf(recording, api));
      assert.ok(
        questions.length > 0,
        'nobody asked: `telling` in endpoint/filled.ts must say when it is asked',
      );
      for (const pages of questions) {
        if (paging === undefined) {
          assert.equal(pages.length, 1);
          continue;
        }
        const lists = listedIn(pages, paging.inside);
        assert.ok(lists.size > 0, 'nothing was listed');
        for (const [field, elements] of lists) {
          // Queries of AWS Config leave out what they do not serve.
          const all = api.startsWith('config:') ? elements.length : things;
          assert.deepEqual([field, elements.length, new Set(elements).size], [field, all, all]);
          assert.ok(elements.length >= things, `${field} is not whole`);
        }
        assert.ok(pages.length >= Math.ceil(things / longestPage), `${pages.length} pages`);
      }
    });
  }

  it('is read without a gap', () => {
    assert.deepEqual(coverageOf(recording).gaps, []);
  });
});
