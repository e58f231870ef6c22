import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { UserError } from '../../src/model/user-error.ts';
import { gapsOf } from '../../src/sources/terraform-plan/gaps.ts';
import { parsePlan } from '../../src/sources/terraform-plan/parse.ts';

const inputs = '../shared/corpus/inputs';
const show = 'terraform show -json tfplan > plan.json';
const make = `terraform plan -out=tfplan && ${show}`;

/** What is said of a file that is refused, without its name. */
function refusal(
  bytes: Buffer | string,
  name = 'plan.json',
): { at: string; message: string; hint: string | undefined } {
  try {
    parsePlan(Buffer.from(bytes), name);
  } catch (thrown) {
    assert.ok(thrown instanceof UserError, `not a user error: ${String(thrown)}`);
    const [problem, ...others] = thrown.problems;
    assert.ok(problem !== undefined && others.length === 0);
    return { at: problem.at, message: problem.message, hint: problem.hint };
  }
  return assert.fail('it was accepted');
}

const refused: Readonly<Record<string, readonly [at: string, message: string, hint: string]>> = {
  'concatenated_two_plans_terragrunt_style.json': [
    '',
    'the file holds 2 JSON documents, one behind the other.',
    'Give one plan per file; for Terragrunt: write and judge a file for every unit.',
  ],
  'empty_file.json': ['', 'the file is empty.', `Did the step before it fail? Write the plan by: ${make}`],
  'empty_state_no_plan_arg.json': [
    '',
    'this is an empty state: `terraform show -json` was run without the plan file.',
    `Name the plan file: ${show}`,
  ],
  'hcp_saved_plan_bookmark.json': [
    '',
    'this is a bookmark of a plan that is kept in HCP Terraform.',
    `While logged in (terraform login): ${show}`,
  ],
  'invalid_json_plan.json': [
    ':676:29',
    'invalid JSON: other text stands behind the end of the document (byte 15,543).',
    `Write the plan again by: ${show}`,
  ],
  'opentofu_encrypted_plan_SYNTHETIC.json': [
    '',
    'this plan is encrypted by OpenTofu.',
    'Where the key is configured: tofu show -json tfplan > plan.json',
  ],
  'source_v1_main.tf': ['', 'this is Terraform source, not a plan.', `Write the plan by: ${make}`],
  'source_v2_main.tf': ['', 'this is Terraform source, not a plan.', `Write the plan by: ${make}`],
  'tf1.11.4_binary.tfplan': [
    '',
    'this is a binary plan, as `terraform plan -out` writes it.',
    'Turn it into JSON by: terraform show -json tf1.11.4_binary.tfplan > plan.json',
  ],
  'tf1.11.4_human_plan.txt': [
    '',
    'this is what Terraform writes for people, not JSON, and it tells of an error: Cycle: terraform_data.cond (expand), terraform_data.a, terraform_data.c (expand), terraform_data.co…',
    `Write the plan as JSON by: ${make}`,
  ],
  'tf1.11.4_human_show.txt': [
    '',
    'this is what Terraform writes for people, not JSON.',
    `Write the plan as JSON by: ${make}`,
  ],
  'tf1.11.4_plan-json-stream.jsonl': [
    '',
    'this is the log of `terraform plan -json`; it holds no attribute values.',
    `Write the plan itself by: ${make}`,
  ],
  'tf1.11.4_raw.tfstate': ['', 'this is a raw state file, not a plan.', `Write the plan by: ${make}`],
  'tf1.11.4_state.json': [
    '',
    'this is the state, not a plan: `terraform show -json` was run without the plan file.',
    `Name the plan file: ${show}`,
  ],
  'trailing_garbage_plan.json': [
    ':190:1',
    'invalid JSON: other text stands behind the end of the document (byte 4,977).',
    `Write the plan again by: ${show}`,
  ],
};

/** Managed resources, data sources, gaps. */
const accepted: Readonly<Record<string, readonly [resources: number, data: number, gaps: string]>> = {
  'hcp_redacted_plan.json': [2, 0, 'partial-plan!'],
  'tf1.11.4_create_plan.json': [16, 1, ''],
  'tf1.11.4_destroy_plan.json': [16, 1, ''],
  'tf1.11.4_errored_plan.json': [18, 1, 'errored-plan!'],
  'tf1.11.4_mixed_plan.json': [18, 1, ''],
  'tf1.11.4_noop_plan.json': [16, 1, ''],
  'tf1.11.4_refreshonly_plan.json': [0, 1, 'partial-plan!'],
  'tf1.11.4_target_plan.json': [2, 1, 'partial-plan!'],
  'utf16le_bom_powershell_plan.json': [16, 1, ''],
  'utf8_bom_plan.json': [16, 1, ''],
};

describe('files that people hand to the scanner', {
  skip: !existsSync(inputs) && `${inputs} is not there`,
}, () => {
  it('covers every file of the collection', () => {
    const covered = [...Object.keys(refused), ...Object.keys(accepted)].sort();
    assert.deepEqual(covered, readdirSync(inputs).sort());
  });
  for (const [file, [at, message, hint]] of Object.entries(refused)) {
    it(`refuses ${file}`, () => {
      assert.deepEqual(refusal(readFileSync(`${inputs}/${file}`), file), {
        at: `${file}${at}`,
        message,
        hint,
      });
    });
  }
  for (const [file, [resources, data, gaps]] of Object.entries(accepted)) {
    it(`reads ${file}`, () => {
      const plan = parsePlan(readFileSync(`${inputs}/${file}`), file);
      assert.equal(plan.resources.length, resources);
      assert.equal(plan.data.length, data);
      assert.equal(
        gapsOf(plan)
          .map((gap) => gap.reason + (gap.incomplete ? '!' : ''))
          .join(),
        gaps,
      );
    });
  }
});

const minimal = JSON.stringify({
  format_version: '1.2',
  resource_changes: [
    {
      address: 'aws_vpc.ü',
      mode: 'managed',
      type: 'aws_vpc',
      name: 'ü',
      change: { actions: ['create'], after: {} },
    },
  ],
  configuration: { root_module: {} },
});

function utf16(text: string, bigEndian: boolean, mark: boolean): Buffer {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

describe('encodings and wrappers', () => {
  const written: readonly (readonly [string, Buffer])[] = [
    ['UTF-8', Buffer.from(minimal)],
    ['UTF-8 with a byte order mark', Buffer.from(`\ufeff${minimal}`)],
    ['UTF-16LE with a mark', utf16(minimal, false, true)],
    ['UTF-16BE with a mark', utf16(minimal, true, true)],
    ['UTF-16LE without a mark', utf16(minimal, false, false)],
    ['UTF-16BE without a mark', utf16(minimal, true, false)],
    [
      'pretty-printed, with Windows line ends',
      Buffer.from(JSON.stringify(JSON.parse(minimal), null, 2).replace(/\n/g, '\r\n')),
    ],
    [
      'wrapped by setup-terraform',
      Buffer.from(
        `[command]/opt/hostedtoolcache/terraform-bin show -json tfplan\n${minimal}\n::debug::Terraform exited with code 0.\n::debug::stdout: {%0A\n::set-output name=exitcode::0\n`,
      ),
    ],
  ];
  for (const [how, bytes] of written) {
    it(`reads a plan in ${how}`, () => {
      assert.deepEqual(
        parsePlan(bytes, 'plan.json').resources.map(({ address }) => address),
        ['aws_vpc.ü'],
      );
    });
  }
  it('keeps characters whole where UTF-16 is decoded in parts', () => {
    const key = 'x'.repeat(524_286);
    const text = minimal.replace('"after":{}', () => `"after":{"a":"${key}😀😀"}`);
    const [resource] = parsePlan(utf16(text, true, true), 'plan.json').resources;
    assert.equal(resource?.after?.a, `${key}😀😀`);
  });
});

describe('what is not a plan', () => {
  const cases: readonly (readonly [title: string, text: string, at: string, message: RegExp])[] = [
    ['only spaces', ' \n\t', 'p', /^the file is empty\.$/],
    [
      'a captured error in a box',
      '╷\n│ Error: Failed to load plugin schemas\n│ \n╵\n',
      'p',
      /^this holds an error of Terraform instead of a plan: Failed to load plugin schemas\.$/,
    ],
    [
      'a captured error in colour',
      '\u001b[31m╷\u001b[0m\n\u001b[31m│\u001b[0m \u001b[1m\u001b[31mError: \u001b[0mNo state\n',
      'p',
      /: No state\.$/,
    ],
    [
      'no changes',
      '\nNo changes. Your infrastructure matches the configuration.\n',
      'p',
      /^this is what Terraform writes for people/,
    ],
    ['a JSON array', '[{"format_version":"1.2"}]', 'p', /^this is a JSON array/],
    [
      'text before the plan',
      'Switched to workspace "prod".\n\n{"format_version":"1.2"}',
      'p',
      /^other text stands before the plan, which begins in line 3\.$/,
    ],
    ['prose', 'hello', 'p', /^this is not JSON\.$/],
    [
      'other JSON',
      '{"b":1,"a":{"resource_changes":[]}}',
      'p',
      /^this is JSON, but not a Terraform plan\. Its keys: `b`, `a`\.$/,
    ],
    ['an empty object', '{}', 'p', /Its keys: none\.$/],
    [
      'configuration',
      '{"format_version":"1.0","root_module":{"resources":[]}}',
      'p',
      /^this is configuration/,
    ],
    ['one line of the log', '{"@level":"info","@message":"x","type":"version"}', 'p', /^this is the log of/],
    [
      'an old raw state',
      '{"version":3,"serial":1,"lineage":"x","modules":[]}',
      'p',
      /^this is a raw state file/,
    ],
    [
      'a later major version',
      '{"format_version":"2.0","resource_changes":[]}',
      'p',
      /format_version is 2\.0; this version reads 0\.x and 1\.x\.$/,
    ],
    ['three documents', '{"a":1}{"b":2}\n[3]', 'p', /^the file holds 3 JSON documents/],
    [
      'cut off in a string',
      '{"format_version":"1.2","resource_changes":[{"address":"aws_v',
      'p:1:62',
      /^the JSON is cut off: it ends in the middle of a string \(byte 61\)\.$/,
    ],
    [
      'cut off between values',
      '{"format_version":"1.2",\n "resource_changes":[{"a":1},',
      'p:2:30',
      /^the JSON is cut off: it ends in the middle/,
    ],
    [
      'a comma too many',
      '{"resource_changes":[{"a":1,}]}',
      'p:1:29',
      /^invalid JSON: expected a key in double quotes \(byte 28\)\.$/,
    ],
    [
      'a missing comma',
      '{"format_version":"1.2"\n"resource_changes":[]}',
      'p:2:1',
      /^invalid JSON: expected "," or "}"/,
    ],
    [
      'a wrong escape, after other letters',
      '{"resource_changes":["ü😀\\x"]}',
      'p:1:26',
      /^invalid JSON: an escape that JSON does not have/,
    ],
    [
      'a word that JSON does not have',
      '{"resource_changes":[undefined]}',
      'p:1:22',
      /^invalid JSON: expected a value/,
    ],
    [
      'brackets that do not match',
      '{"resource_changes":[{"a":[1}]]}',
      'p:1:29',
      /^invalid JSON: expected "," or "]"/,
    ],
    [
      'an attack by nesting',
      `{"resource_changes":[{"a":${'['.repeat(100_000)}`,
      'p:1:524',
      /^invalid JSON: nested deeper than 500 levels/,
    ],
    [
      'an attack by nested modules',
      `{"prior_state":{"values":{"root_module":${'{"child_modules":['.repeat(50_000)}`,
      'p:1:4522',
      /nested deeper than 500 levels/,
    ],
    [
      'an attack by documents that are never closed',
      `{"planned_values":{}}${'{'.repeat(100_000)}`,
      'p:1:22',
      /^invalid JSON: other text stands behind the end/,
    ],
  ];
  for (const [title, text, at, message] of cases) {
    it(title, () => {
      const said = refusal(text, 'p');
      assert.match(said.message, message);
      assert.equal(said.at, at);
      assert.ok(said.hint !== undefined && said.hint.length > 0);
    });
  }
});
