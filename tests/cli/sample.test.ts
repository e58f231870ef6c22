import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { goldens } from './sample.ts';

for (const { files } of await goldens()) {
  for (const [path, text] of Object.entries(files)) {
    test(`${path} is what a run writes`, async () => {
      assert.equal(await readFile(path, 'utf8').catch(() => 'missing: npm run goldens'), text);
    });
  }
}
