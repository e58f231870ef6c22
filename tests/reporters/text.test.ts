import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sentence } from '../../src/reporters/markdown/escape.ts';
import { asSteps } from '../../src/reporters/text.ts';

test('a word in brackets of the sentence stays in them', () => {
  assert.equal(sentence('opens SSH (22) or RDP (3389).'), 'opens SSH (22) or RDP (3389).');
  assert.equal(sentence('is odd (a_b).'), 'is odd (`a_b`).');
  assert.equal(sentence('calls f(x).'), 'calls `f(x)`.');
});

test('ways to do a thing are a list, other prose stays as it is', () => {
  assert.equal(
    asSteps('Terraform: set a,\nand b.\nCLI: run c'),
    '- Terraform: set a,\n  and b.\n- CLI: run c',
  );
  assert.equal(asSteps('Do this.\nThen that.'), 'Do this.\nThen that.');
  assert.equal(asSteps('Terraform: only this.'), 'Terraform: only this.');
});
