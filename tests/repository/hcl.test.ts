// biome-ignore-all lint/suspicious/noTemplateCurlyInString: templates of Terraform.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseTerraform } from '../../src/sources/repository/hcl/parse.ts';
import type { WrittenBody, WrittenMember } from '../../src/sources/repository/hcl/written.ts';
import { inlineWaivers } from '../../src/sources/repository/inline-waivers.ts';
import fc from '../property.ts';

/** One line a thing: `1:1-3 resource aws_vpc main`, `2:3 cidr_block = "10.0.0.0/16"`, `?` for what must be evaluated. */
function outline(body: WrittenBody, indent = ''): string[] {
  const items = [...body.attributes, ...body.blocks].sort(
    (a, b) => a.line - b.line || a.column - b.column || 0,
  );
  return items.flatMap((item) => {
    const ends = item.endLine === item.line ? '' : `-${item.endLine}`;
    const place = `${indent}${item.line}:${item.column}${ends}`;
    if ('labels' in item)
      return [`${place} ${[item.type, ...item.labels].join(' ')}`, ...outline(item.body, `${indent}  `)];
    const value = item.literal === undefined ? '?' : JSON.stringify(item.literal);
    return [
      `${place} ${item.name} = ${value}`,
      ...(item.members ?? []).flatMap((one) => inside(one, indent)),
    ];
  });
}

function inside({ key, line, column, members = [] }: WrittenMember, indent: string): string[] {
  return [`${indent}  ${line}:${column} [${key}]`, ...members.flatMap((one) => inside(one, `${indent}  `))];
}

const texts: readonly (readonly [title: string, text: string, outline: readonly string[]])[] = [
  ['an empty file', '', []],
  ['a file of comments', '# one\n/* two\n */\n// three', []],
  [
    'several blocks on one line, and blocks without labels in quotes',
    'terraform { backend "s3" {} }\nresource aws_vpc main { cidr_block = "10.0.0.0/16" }',
    ['1:1 terraform', '  1:13 backend s3', '2:1 resource aws_vpc main', '  2:25 cidr_block = "10.0.0.0/16"'],
  ],
  [
    'strings with escapes, and templates',
    'a = "tab\\t quote\\" \\u00e9 \\U0001F600 back\\\\ $${x} %%{y} $5 100%"\nb = "${var.x}"\nc = "%{ if true }x%{ endif }"\nd = ""',
    [
      `1:1 a = ${JSON.stringify('tab\t quote" é 😀 back\\ ${x} %{y} $5 100%')}`,
      '2:1 b = ?',
      '3:1 c = ?',
      '4:1 d = ""',
    ],
  ],
  [
    'numbers, and what is nearly one',
    'a = -1\nb = 1.5e3\nc = 0.25\nd = -var.x\ne = (1)\nf = 1 + 1\ng = !true',
    ['1:1 a = -1', '2:1 b = 1500', '3:1 c = 0.25', '4:1 d = ?', '5:1 e = ?', '6:1 f = ?', '7:1 g = ?'],
  ],
  [
    'heredocs: comment marks, braces and templates in them are text',
    'a = <<EOT\n# no comment\n} "x" \\n $${y}\nEOT\nb = <<-EOT\n    deep\n      deeper\n  EOT\nc = <<EOT\n${var.x}\nEOT\nd = 1',
    [
      `1:1-4 a = ${JSON.stringify('# no comment\n} "x" \\n ${y}\n')}`,
      `5:1-8 b = ${JSON.stringify('deep\n  deeper\n')}`,
      '9:1-11 c = ?',
      '12:1 d = 1',
    ],
  ],
  [
    'columns are counted in UTF-16 units',
    'a "😀" { b = 1 }\nc = { "😀" = "é", d = 2 }',
    ['1:1 a 😀', '  1:10 b = 1', '2:1 c = {"😀":"é","d":2}', '  2:7 [😀]', '  2:19 [d]'],
  ],
  [
    'a byte order mark and Windows line ends',
    '\uFEFFa {\r\n  b = "x"\r\n  c = <<EOT\r\nline\r\nEOT\r\n}\r\nd = 1\r\n',
    ['1:1-6 a', '  2:3 b = "x"', `  3:3-5 c = ${JSON.stringify('line\r\n')}`, '7:1 d = 1'],
  ],
  [
    'dynamic blocks in dynamic blocks',
    'a {\n  dynamic "b" {\n    for_each = [1]\n    content {\n      dynamic "c" {\n        content {\n          d = 1\n        }\n      }\n    }\n  }\n}',
    [
      '1:1-12 a',
      '  2:3-11 dynamic b',
      '    3:5 for_each = [1]',
      '      3:17 [0]',
      '    4:5-10 content',
      '      5:7-9 dynamic c',
      '        6:9-8 content',
      '          7:11 d = 1',
    ],
  ],
  [
    'comments wherever they may stand',
    '# a\na /* b */ "l" { # c\n  /* d */ b = /* e */ 1 // f\n  c = [ # g\n    1, # h\n  ]\n} # i\n#',
    ['2:1-7 a l', '  3:11 b = 1', '  4:3-6 c = [1]', '    5:5 [0]'],
  ],
  [
    'objects: keys of every form, and what stands in functions that keep their shape',
    'a = { b = 1, "c.d" : 2, (var.e) = 3, 4 = "f" }\ng = jsonencode({ Statement = [{ Action = "*" }] })\nh = merge(var.x, { i = 1 }, { i = 2 })\nj = lookup({ k = 1 }, "k")',
    [
      '1:1 a = ?',
      '  1:7 [b]',
      '  1:14 [c.d]',
      '  1:38 [4]',
      '2:1 g = ?',
      '  2:18 [Statement]',
      '    2:31 [0]',
      '      2:33 [Action]',
      '3:1 h = ?',
      '  3:31 [i]',
      '  3:20 [i]',
      '4:1 j = ?',
    ],
  ],
  [
    'expressions over several lines',
    'a = var.b ? {\n  c = 1\n} : null\nd = [for x in var.y : {\n  z = x\n}]\ne = f(\n  1,\n)\ng = 1',
    ['1:1-3 a = ?', '4:1-6 d = ?', '7:1-9 e = ?', '10:1 g = 1'],
  ],
];

for (const [title, text, expected] of texts)
  test(`parses ${title}`, async () => {
    const file = await parseTerraform('x.tf', text);
    assert.deepEqual(outline(file.body), expected);
    assert.deepEqual(file.errors, []);
    assert.equal(file.text, text);
  });

test('tells comments with their lines, and whether anything else stands there', async () => {
  const text =
    '#a\n  // b\r\nc = 1 # d 😀\n/* e\n f */\n/**/ g = 2\n/* h */ # i\nj = <<EOT\n# text\n${k /* l */}\nEOT\n';
  const { comments } = await parseTerraform('x.tf', text);
  const told = comments.map(
    ({ line, endLine, column, text: said, alone }) =>
      `${line}-${endLine}:${column} ${said}${alone ? '' : ' (beside)'}`,
  );
  assert.deepEqual(told, [
    '1-1:1 a',
    '2-2:3 b',
    '3-3:7 d 😀 (beside)',
    '4-5:1 e\n f',
    '6-6:1  (beside)',
    '7-7:1 h (beside)',
    '7-7:9 i (beside)',
    '10-10:5 l (beside)',
  ]);
});

const mistakes: readonly (readonly [title: string, text: string, left: readonly string[]])[] = [
  ['a missing value', 'a {\n  b =\n}\nc {\n  d = 1\n}', ['4:1-6 c', '  5:3 d = 1']],
  ['a brace that is never closed', 'a {\n  b = 1\n}\nc {\n  d = 1\n', ['1:1-3 a', '  2:3 b = 1']],
  [
    'a stray brace',
    'a {\n  b = 1\n}\n}\nc {\n  d = 1\n}',
    ['1:1-3 a', '  2:3 b = 1', '5:1-7 c', '  6:3 d = 1'],
  ],
  [
    'two mistakes, and lists after them',
    'a {\n  b =\n}\nc {\n  ? = 1\n}\nd {\n  e = [{ f = 1 }]\n  # g\n}',
    ['7:1-10 d', '  8:3 e = [{"f":1}]', '    8:8 [0]', '      8:10 [f]'],
  ],
  ['a merge conflict', 'a {\n<<<<<<< HEAD\n  b = 1\n=======\n  b = 2\n>>>>>>> x\n}\nc {}\n', ['8:1 c']],
];

for (const [title, text, left] of mistakes)
  test(`tells ${title}, and keeps what stands elsewhere`, async () => {
    const { body, errors } = await parseTerraform('x.tf', text);
    assert.ok(errors.length > 0);
    const lines = outline(body);
    for (const line of left) assert.ok(lines.includes(line), `${line} in\n${lines.join('\n')}`);
  });

test('parses what is deep or long without giving up', async () => {
  const deep = await parseTerraform('x.tf', `${'a {\n'.repeat(1000)}b = 1\n${'}\n'.repeat(1000)}`);
  assert.equal(outline(deep.body).at(-1)?.trim(), '1001:1 b = 1');
  const unclosed = await parseTerraform('x.tf', `a = "${'${'.repeat(3000)}`);
  assert.ok(unclosed.errors.length > 0);
  for (const [file, text] of [
    ['x.tf', `a = ${'['.repeat(50_000)}${']'.repeat(50_000)}`],
    ['x.tf.json', `{"locals": {"a": ${'['.repeat(50_000)}${']'.repeat(50_000)}}}`],
    ['x.tf.json', '{"a":'.repeat(50_000)],
  ] as const)
    assert.ok((await parseTerraform(file, text)).errors.length > 0);
  const brackets = await parseTerraform('x.tf.json', `{"locals": {"a": "${'[\\"'.repeat(1000)}"}}`);
  assert.deepEqual(brackets.errors, []);
});

test('finds its way out of any text', async () => {
  const tokens = fc.constantFrom(
    ...['{', '}', '[', ']', '(', '"', '${', '%{', '<<EOT\n', 'EOT', '\n', ' = ', '#', '/*', '*/', '//', ','],
    ...['resource', '"a"', '\\', '\0', '\r', '😀', '\uD800', 'caja:waive', 'null', '1', '.', ':', '?', '$'],
  );
  const texts = fc.array(fc.oneof({ weight: 5, arbitrary: tokens }, fc.string()), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(texts, fc.constantFrom('x.tf', 'x.tf.json'), async (parts, file) => {
      const text = parts.join('');
      const read = await parseTerraform(file, text);
      const lines = text.split('\n').length;
      const places = [...read.comments, ...read.errors, ...read.body.blocks, ...read.body.attributes];
      for (const { line, column } of places) assert.ok(line >= 1 && line <= lines && column >= 1);
      inlineWaivers(read);
    }),
    { numRuns: 500 },
  );
});

const json = `{
  "//": "of the file",
  "terraform": { "backend": { "s3": { "bucket": "x", "encrypt": true } } },
  "provider": { "aws": [ { "region": "eu-west-1" },
    { "alias": "us" } ] },
  "resource": [ { "aws_s3_bucket": {
    "//": "of all buckets",
    "a": {
      "//": ["one", "two"],
      "bucket": "\${var.name}",
      "tags": { "Owner.x": "team \\u00e9 $\${y}", "N": -1.5e3 },
      "logging": [ { "target_bucket": "logs" } ],
      "lifecycle": { "ignore_changes": [ "tags" ] } },
    "b": [ {
      "bucket": "b" } ] } } ],
  "locals": { "x": null }
}`;

test('parses the JSON form of the language into the same', async () => {
  const { body, comments, errors } = await parseTerraform('x.tf.json', json);
  assert.deepEqual(outline(body), [
    '3:3 terraform',
    '  3:31 backend s3',
    '    3:39 bucket = "x"',
    '    3:54 encrypt = true',
    '4:26 provider aws',
    '  4:28 region = "eu-west-1"',
    '5:5 provider aws',
    '  5:7 alias = "us"',
    '8:5-13 resource aws_s3_bucket a',
    '  10:7 bucket = ?',
    '  11:7 tags = {"Owner.x":"team é ${y}","N":-1500}',
    '    11:17 [Owner.x]',
    '    11:49 [N]',
    '  12:7 logging = [{"target_bucket":"logs"}]',
    '    12:20 [0]',
    '      12:22 [target_bucket]',
    '  13:7 lifecycle',
    '    13:22 ignore_changes = ["tags"]',
    '      13:42 [0]',
    '14:5-15 resource aws_s3_bucket b',
    '  15:7 bucket = "b"',
    '16:3 locals',
    '  16:15 x = null',
  ]);
  assert.deepEqual(
    comments.map(({ line, text }) => `${line} ${text}`),
    ['2 of the file', '7 of all buckets', '9 one', '9 two'],
  );
  assert.deepEqual(errors, []);
});

for (const [title, text] of [
  ['broken JSON', '{ "resource": { "aws_vpc": { "a": { "b": 1 } }'],
  ['YAML', 'resource: { aws_vpc: { a: {} } }'],
  ['a list', '[]'],
  ['an empty file', ''],
  ['a word', 'null'],
] as const)
  test(`tells ${title} in the place of JSON`, async () => {
    const { errors } = await parseTerraform('x.tf.json', text);
    assert.ok(errors.length > 0);
  });

/** A body to be written, with the lines on which its attributes will stand. */
interface Draft {
  readonly text: string;
  /** `a.b`, with the number of every block: unique in its file. */
  readonly names: readonly (readonly [path: string, line: number])[];
}

const values = fc.oneof(
  fc.integer().map(String),
  fc
    .string({ unit: 'grapheme' })
    .filter((text) => !/[\p{Cc}\p{Cs}]/u.test(text))
    .map((text) => JSON.stringify(text).replace(/([$%])(?=\{)/g, '$1$1')),
  fc.constantFrom('[\n1,\n2,\n]', '{\n a = 1\n}', '<<EOT\n} # text\nEOT', 'var.x == 1 ? "a" : {}', '[]'),
);
const spaces = fc.constantFrom('', '\n', '# note }\n', '/* { */ ', '\n\n// "\n', '\t');
const { body: drafts } = fc.letrec<{ body: readonly Item[] }>((tie) => ({
  body: fc.array(
    fc.record({
      space: spaces,
      value: fc.oneof({ depthSize: 'small', withCrossShrink: true }, values, tie('body')),
    }) as fc.Arbitrary<Item>,
    { maxLength: 5 },
  ),
}));

interface Item {
  readonly space: string;
  readonly value: string | readonly Item[];
}

function draft(items: readonly Item[], before: string, path = ''): Draft {
  let text = '';
  const names: (readonly [string, number])[] = [];
  items.forEach(({ space, value }, index) => {
    text += space;
    const name = `${path}n${index}`;
    names.push([name, (before + text).split('\n').length]);
    if (typeof value === 'string') text += `n${index} = ${value}\n`;
    else {
      text += `n${index} "l" {\n`;
      const inner = draft(value, before + text, `${name}.`);
      text += `${inner.text}}\n`;
      names.push(...inner.names);
    }
  });
  return { text, names };
}

test('finds everything on the line on which it was written', async () => {
  await fc.assert(
    fc.asyncProperty(drafts, fc.boolean(), async (items, windows) => {
      const { text, names } = draft(items, '');
      const file = await parseTerraform('x.tf', windows ? text.replace(/\n/g, '\r\n') : text);
      assert.deepEqual(file.errors, []);
      assert.deepEqual(places(file.body).sort(), [...names].sort());
    }),
    { numRuns: 300 },
  );
});

function places(body: WrittenBody, path = ''): (readonly [string, number])[] {
  return [
    ...body.attributes.map(({ name, line }) => [path + name, line] as const),
    ...body.blocks.flatMap((block) => [
      [path + block.type, block.line] as const,
      ...places(block.body, `${path}${block.type}.`),
    ]),
  ];
}
