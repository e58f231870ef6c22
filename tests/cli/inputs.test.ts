import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { repositoryRoot } from '../../tools/repository-root.ts';
import { readFixture, run } from './run.ts';

const home = join(repositoryRoot, '../shared/corpus/inputs');
const skip = existsSync(home) ? false : 'the corpus of inputs is not here';

/** What stands in each file that is no plan, and the words by which its owner gets one. */
const wrong: Readonly<Record<string, readonly [what: RegExp, remedy: RegExp]>> = {
  'concatenated_two_plans_terragrunt_style.json': [/holds 2 JSON documents/, /one plan per file/i],
  'empty_file.json': [/the file is empty/, /terraform show -json tfplan > plan\.json/],
  'empty_state_no_plan_arg.json': [/an empty state/, /Name the plan file/],
  'hcp_saved_plan_bookmark.json': [/bookmark of a plan that is kept in HCP Terraform/, /terraform login/],
  'invalid_json_plan.json': [/:676:29: invalid JSON/, /terraform show -json tfplan/],
  'opentofu_encrypted_plan_SYNTHETIC.json': [/encrypted by OpenTofu/, /tofu show -json tfplan/],
  'source_v1_main.tf': [/Terraform source/, /terraform plan -out=tfplan/],
  'source_v2_main.tf': [/Terraform source/, /terraform plan -out=tfplan/],
  'tf1.11.4_binary.tfplan': [
    /a binary plan/,
    /terraform show -json .*tf1\.11\.4_binary\.tfplan > plan\.json/,
  ],
  'tf1.11.4_human_plan.txt': [/for people, not JSON/, /terraform show -json tfplan/],
  'tf1.11.4_human_show.txt': [/for people, not JSON/, /terraform show -json tfplan/],
  'tf1.11.4_plan-json-stream.jsonl': [/log of `terraform plan -json`/, /terraform show -json tfplan/],
  'tf1.11.4_raw.tfstate': [/a raw state file/, /terraform show -json tfplan/],
  'tf1.11.4_state.json': [/the state, not a plan/, /Name the plan file/],
  'trailing_garbage_plan.json': [/:190:1: invalid JSON/, /terraform show -json tfplan/],
};

/** Files that are plans, and the gate's answer: what holds no AWS resource was read, and nothing in it was judged. */
const plans: Readonly<Record<string, 'incomplete' | 'nothing-judged'>> = {
  'hcp_redacted_plan.json': 'incomplete',
  'tf1.11.4_create_plan.json': 'nothing-judged',
  'tf1.11.4_destroy_plan.json': 'nothing-judged',
  'tf1.11.4_errored_plan.json': 'incomplete',
  'tf1.11.4_mixed_plan.json': 'nothing-judged',
  'tf1.11.4_noop_plan.json': 'nothing-judged',
  'tf1.11.4_refreshonly_plan.json': 'incomplete',
  'tf1.11.4_target_plan.json': 'incomplete',
  'utf16le_bom_powershell_plan.json': 'nothing-judged',
  'utf8_bom_plan.json': 'nothing-judged',
};

describe('Whatever people hand in for a plan', { skip }, () => {
  for (const [file, [what, remedy]] of Object.entries(wrong)) {
    it(`${file} is refused, with what it is and what to do`, async () => {
      for (const outcome of await bothWays(file)) {
        assert.equal(outcome.code, 2, outcome.stderr);
        assert.equal(outcome.stdout, '');
        assert.match(outcome.stderr, what);
        assert.doesNotMatch(outcome.stderr, /^\s+at /m);
        assert.doesNotMatch(outcome.stderr, /this is a bug/i);
      }
      assert.match((await run(['plan', join(home, file)])).stderr, remedy);
    });
  }

  for (const [file, gate] of Object.entries(plans)) {
    it(`${file} is read`, async () => {
      for (const { code, stdout, stderr } of await bothWays(file)) {
        assert.equal(code, gate === 'incomplete' ? 3 : 2, stderr);
        assert.match(stderr, new RegExp(`Gate ${gate}: `));
        assert.notEqual(stdout, '');
      }
    });
  }

  it('no file of the corpus is left out', () => {
    const known = [...Object.keys(wrong), ...Object.keys(plans)].sort();
    assert.deepEqual(readdirSync(home).sort(), known);
  });
});

describe('A plan as PowerShell writes it', () => {
  const encodings: Readonly<Record<string, (text: string) => Uint8Array>> = {
    'UTF-16, little end first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le'),
    'UTF-16, big end first': (text) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16(),
    'UTF-8 with a byte order mark': (text) => Buffer.from(`\uFEFF${text}`),
  };
  for (const [name, encode] of Object.entries(encodings)) {
    it(`${name}: is judged like any other`, async () => {
      const text = await readFixture('plans/cases/for-each-keys.json');
      const argv = ['plan', '-', '--report', 'json'];
      const plain = await run(argv, { stdin: Buffer.from(text) });
      assert.deepEqual(await run(argv, { stdin: encode(text) }), plain);
      assert.equal(plain.code, 0);
    });
  }
});

/** By its name, and from standard input. */
async function bothWays(file: string) {
  const path = join(home, file);
  return [await run(['plan', path]), await run(['plan', '-'], { stdin: await readFile(path) })];
}
