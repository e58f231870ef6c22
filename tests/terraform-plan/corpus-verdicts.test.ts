import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { corpus, corpusGolden, corpusVerdicts } from './corpus-verdicts.ts';

test('the verdicts on all plans of the corpus are those of the golden', {
  skip: existsSync(corpus) ? false : 'the corpus is not here',
}, () => {
  const path = join(repositoryRoot, corpusGolden);
  assert.ok(existsSync(path), `${corpusGolden} is missing: npm run goldens makes it`);
  assert.equal(corpusVerdicts(), readFileSync(path, 'utf8'));
});
