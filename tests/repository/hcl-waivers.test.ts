import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTerraform } from '../../src/sources/repository/hcl/parse.ts';
import { inlineWaivers } from '../../src/sources/repository/inline-waivers.ts';
import { readSource } from '../../src/sources/repository/read-source.ts';
import { writeRepository } from './written-repository.ts';

const date = '2027-01-31';

/** `rule by owner: reason (ticket) -> block`, and `at message` for what is not understood. */
async function read(file: string, text: string): Promise<readonly string[]> {
  const { waivers, problems } = inlineWaivers(await parseTerraform(file, text));
  return [
    ...waivers.map(({ rule, expires, reason, owner, ticket, block, resources }) => {
      assert.equal(expires, date);
      assert.deepEqual(resources, []);
      const by = owner === undefined ? '' : ` by ${owner}`;
      const more = ticket === undefined ? '' : ` (${ticket})`;
      return `${rule}${by}: ${reason}${more} -> ${block?.line}:${block?.column}`;
    }),
    ...problems.map(({ at, message }) => `${at} ${message}`),
  ];
}

const bucket = 'resource "aws_s3_bucket" "a" {\n}\n';

const places: readonly (readonly [title: string, text: string, ...read: readonly string[]])[] = [
  ['directly above a block', `# caja:waive s3/a until ${date}: why\n${bucket}`, 's3/a: why -> 2:1'],
  ['without a space after the mark', `#caja:waive s3/a until ${date}: why\n${bucket}`, 's3/a: why -> 2:1'],
  [
    'above a block with other comments between',
    `// caja:waive s3/a until ${date}: why\n# a note\n/* and\n another */\n${bucket}`,
    's3/a: why -> 5:1',
  ],
  [
    'several above one block, in a block comment too',
    `# caja:waive s3/a until ${date}: one\n/*\n * caja:waive s3/b until ${date}: two\n * caja:waive s3/c until ${date}: three\n */\n${bucket}`,
    's3/a: one -> 6:1',
    's3/b: two -> 6:1',
    's3/c: three -> 6:1',
  ],
  [
    'on the line of a block, in it, in its blocks and in its expressions',
    `resource "a" "b" { # caja:waive s3/a until ${date}: one\n  c = { # caja:waive s3/b until ${date}: two\n  }\n  d {\n    # caja:waive s3/c until ${date}: three\n  }\n} # caja:waive s3/d until ${date}: four\n`,
    's3/a: one -> 1:1',
    's3/b: two -> 1:1',
    's3/c: three -> 1:1',
    's3/d: four -> 1:1',
  ],
  [
    'in data, module and terraform blocks',
    ['data "a" "b"', 'module "m"', 'terraform']
      .map((head) => `${head} {\n  # caja:waive s3/a until ${date}: why\n}\n`)
      .join(''),
    's3/a: why -> 1:1',
    's3/a: why -> 4:1',
    's3/a: why -> 7:1',
  ],
  [
    'with an owner and a ticket',
    `# caja:waive s3/a until ${date} by platform@caja.example.com: for now (really) (PLAT-12)\n${bucket}`,
    's3/a by platform@caja.example.com: for now (really) (PLAT-12) -> 2:1',
  ],
  [
    'with an address for a ticket',
    `# caja:waive s3/a until ${date}: see (https://tickets.example.com/PLAT-3?a=b)\n${bucket}`,
    's3/a: see (https://tickets.example.com/PLAT-3?a=b) -> 2:1',
  ],
  [
    'with a colon and brackets in its reason, and words of Windows',
    `# caja:waive s3/a until ${date}: one: two (see the runbook)\r\n${bucket}`,
    's3/a: one: two (see the runbook) -> 2:1',
  ],
  ['that says something else', `# caja-waive, caja waive: why\n# Caja: our bucket\n${bucket}`],
  ['a remark about a company of that name', `# Caja: our bucket\n# caja: and its twin\n${bucket}`],
  ['with a space inside', `# caja: waive s3/a until ${date}: why\n${bucket}`, 's3/a: why -> 2:1'],
  ['in a heredoc, which is text', `locals {\n  a = <<EOT\n# caja:waive\nEOT\n}\n`],
];

for (const [title, text, ...expected] of places)
  test(`reads a waiver ${title}`, async () => {
    assert.deepEqual(await read('a.tf', text), expected);
  });

const noReason = 'the waiver gives no reason';
const mistakes: readonly (readonly [comment: string, message: string])[] = [
  [`caja:wave s3/a until ${date}: why`, 'a comment that begins with `caja:` is a waiver, and this is none'],
  [`Caja:waive s3/a until ${date}: why`, '`Caja:waive` is not understood: it is written `caja:waive`'],
  [`caja-waive s3/a until ${date}: why`, '`caja-waive` is not understood: it is written `caja:waive`'],
  ['caja:waive', 'the waiver does not name a rule'],
  [`caja:waive until ${date}: why`, 'the waiver does not name a rule'],
  ['caja:waive s3/a', 'the waiver does not say until when it holds'],
  ['caja:waive s3/a: why', 'the waiver does not say until when it holds'],
  ['caja:waive s3/a until', 'the waiver does not say until when it holds'],
  ['caja:waive s3/a until : why', 'the waiver does not say until when it holds'],
  ['caja:waive s3/a until tomorrow: why', '`tomorrow` is not a date'],
  ['caja:waive s3/a until 2027-02-29: why', '`2027-02-29` is not a date'],
  ['caja:waive s3/a until 2027-1-31: why', '`2027-1-31` is not a date'],
  [`caja:waive s3/a until ${date}`, noReason],
  [`caja:waive s3/a until ${date}:`, noReason],
  [`caja:waive s3/a until ${date}: (PLAT-12)`, noReason],
  [`caja:waive s3/a until ${date} by me`, noReason],
  [
    `caja:waive s3/a until ${date} because`,
    'after its date a waiver says `by OWNER`, or a colon and the reason',
  ],
];

for (const [comment, message] of mistakes)
  test(`tells what is wrong with: ${comment}`, async () => {
    const expected = [`a.tf:1:1 ${message}`];
    assert.deepEqual(await read('a.tf', `# ${comment}\n${bucket}`), expected);
  });

const lost: readonly (readonly [title: string, text: string, message: string])[] = [
  [
    'alone',
    `${bucket}# caja:waive s3/a until ${date}: why\n\n${bucket}`,
    '3:1 the waiver stands beside no block',
  ],
  ['at the end', `${bucket}# caja:waive s3/a until ${date}: why`, '3:1 the waiver stands beside no block'],
  [
    'after something else on the line above a block',
    `a = 1 # caja:waive s3/a until ${date}: why\n${bucket}`,
    '1:7 the waiver stands beside no block',
  ],
  [
    'in a block on which no finding stands',
    `variable "a" {\n  # caja:waive s3/a until ${date}: why\n}\n`,
    '2:3 no finding stands on a `variable` block',
  ],
  [
    'in a file that cannot be parsed',
    `?\n# caja:waive s3/a until ${date}: why\n\n${bucket}`,
    '2:1 the waiver stands beside no block; the file is not understood around line 1',
  ],
];

for (const [title, text, message] of lost)
  test(`tells a waiver ${title}`, async () => {
    assert.deepEqual(await read('a.tf', text), [`a.tf:${message}`]);
  });

test('reads waivers of the JSON form', async () => {
  const text = `{ "resource": { "aws_s3_bucket": { "a": {
  "//": ["a note", "caja:waive s3/a until ${date}: why"],
  "bucket": "x" },
    "b": { "//": "caja:waive" } } },
  "//": "caja:waive s3/b until ${date}: why" }`;
  assert.deepEqual(await read('a.tf.json', text), [
    's3/a: why -> 1:36',
    'a.tf.json:4:18 the waiver does not name a rule',
    'a.tf.json:5:9 the waiver stands beside no block',
  ]);
});

test('reads the waivers of a root module and of what it calls, once each, and of nothing else', async (t) => {
  const waived = (rule: string) => `# caja:waive ${rule} until ${date}: why\n${bucket}`;
  const root = writeRepository(t, {
    'live/main.tf': `${waived('s3/live')}module "m" {\n  source = "../m"\n}\nmodule "n" {\n  source = "../m"\n}\n`,
    'm/main.tf': `${waived('s3/m')}# caja:waive\n`,
    'other/main.tf': waived('s3/other'),
  });
  const stacks = [{ stack: 'live', addresses: ['aws_s3_bucket.a'] }];
  const { waivers, problems } = await readSource(root, { stacks });
  assert.deepEqual(
    waivers.map(({ rule, at, block }) => [rule, at, block]),
    [
      ['s3/live', 'live/main.tf:1:1', { file: 'live/main.tf', line: 2, column: 1, endLine: 3 }],
      ['s3/m', 'm/main.tf:1:1', { file: 'm/main.tf', line: 2, column: 1, endLine: 3 }],
    ],
  );
  assert.deepEqual(
    problems.map(({ at, hint }) => [at, hint]),
    [
      [
        'm/main.tf:4:1',
        'Write: # caja:waive RULE until 2027-01-31: reason (or: … until DATE by OWNER: reason (TICKET)).',
      ],
    ],
  );
});
