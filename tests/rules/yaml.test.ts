import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Document, Scalar } from 'yaml';
import { readYaml } from '../../src/rules/yaml/document.ts';
import { isTagged } from '../../src/rules/yaml/tagged.ts';
import fc from '../property.ts';

const line = fc.string({ unit: fc.constantFrom(...'ab "\'\\:#{}|&😀é→'), minLength: 1, maxLength: 20 });
const lines = fc.array(line, { minLength: 1, maxLength: 4 }).map((several) => several.join('\n'));

/** The character at `file:line:column`, columns in UTF-16 units. */
function characterAt(text: string, at: string): string | undefined {
  const [, row, column] = /:(\d+):(\d+)$/.exec(at) ?? [];
  return text.split('\n')[Number(row) - 1]?.[Number(column) - 1];
}

function written(value: string, type: Scalar.Type): string {
  const scalar = new Scalar(value);
  scalar.type = type;
  return new Document({ list: ['before', { that: scalar }] }).toString({ lineWidth: 0 });
}

for (const type of [
  Scalar.PLAIN,
  Scalar.QUOTE_DOUBLE,
  Scalar.QUOTE_SINGLE,
  Scalar.BLOCK_LITERAL,
  Scalar.BLOCK_FOLDED,
] as const) {
  test(`every place inside a ${type} text is that character, or the text's start`, () => {
    fc.assert(
      fc.property(lines, fc.nat(80), (value, some) => {
        const text = written(value, type);
        const document = readYaml({ path: 'x.yaml', text });
        // Not every text can be written in every way.
        fc.pre(document.problems.length === 0);
        const path = ['list', 1, 'that'];
        // As it is read: block scalars cannot hold every white space at the end.
        const { that } = (document.value as { list: [string, { that: string }] }).list[1];
        if (that === '') return;
        const offset = some % that.length;
        const at = document.inside(path, offset);
        if (at === document.at(path) || that[offset] === '\n') return;
        assert.equal(characterAt(text, at), that[offset], text);
      }),
    );
  });
}

/** [how it is written, text, character looked for, its `line:column`]. */
const exact: [string, string, string, string][] = [
  ['plain', 'that: a == b', 'b', '1:12'],
  ['double quoted', 'that: "a == b"', 'b', '1:13'],
  ['single quoted', "that: 'a == b'", 'b', '1:13'],
  ['double quoted, before an escape', 'that: "a == b\\t"', 'b', '1:13'],
  ['double quoted, behind an escape: its start', 'that: "a\\t== b"', 'b', '1:7'],
  ['double quoted, behind an emoji', `that: "'😀' == b"`, 'b', '1:16'],
  ['literal', 'that: |\n  a ==\n    b\n', 'b', '3:5'],
  ['literal with CRLF', 'that: |\r\n  a ==\r\n  b\r\n', 'b', '3:3'],
  ['literal with indentation said', 'that: |2\n    a ==\n  b\n', 'b', '3:3'],
  ['folded: its start', 'that: >\n  a ==\n  b\n', 'b', '1:7'],
  ['plain, behind a byte order mark', '\uFEFFthat: a == b', 'b', '1:12'],
  ['plain, through an alias', 'one: &a a == b\nthat: *a', 'b', '1:14'],
];

for (const [title, text, character, place] of exact) {
  test(`the place inside a ${title} text`, () => {
    const document = readYaml({ path: 'x.yaml', text });
    assert.deepEqual(document.problems, []);
    const { that } = document.value as { that: string };
    assert.equal(document.inside(['that'], that.indexOf(character)), `x.yaml:${place}`);
  });
}

test('tags keep what YAML would have read without them', () => {
  const text = 'a: !t 7\nb: !t "7"\nc: !t [1, x]\nd: !t true\ne: !t\nf: !t x';
  const { value, problems } = readYaml({ path: 'x.yaml', text }, ['t']);
  assert.deepEqual(problems, []);
  const inner = Object.values(value as Record<string, unknown>).map((one) => isTagged(one) && one.value);
  assert.deepEqual(inner, [7, '7', [1, 'x'], true, null, 'x']);
});

test('words of other YAML versions stay text, whatever the file says of its version', () => {
  const { value } = readYaml({ path: 'x.yaml', text: '%YAML 1.1\n---\na: yes\nb: off\nc: 2026-11-12' });
  assert.deepEqual(value, { a: 'yes', b: 'off', c: '2026-11-12' });
});

test('a key named __proto__ is a key like others', () => {
  const { value } = readYaml({ path: 'x.yaml', text: '__proto__: { polluted: true }' });
  assert.deepEqual(Object.keys(value as object), ['__proto__']);
  assert.equal('polluted' in {}, false);
});
