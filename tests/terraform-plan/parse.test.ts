import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { formatAddress, parseAddress, stepsOf } from '../../src/model/terraform-address.ts';
import { readDocument } from '../../src/sources/terraform-plan/document.ts';
import { findJsonError } from '../../src/sources/terraform-plan/json-error.ts';
import { eachElement, eachMember, parseSpan, skipValue } from '../../src/sources/terraform-plan/split.ts';
import fc from '../property.ts';

/** Text full of what could mislead a splitter. */
const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom('"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\n', '\u2028', 'ü', '😀', '\\"'),
  }),
  fc.constantFrom(
    'resource_changes',
    'planned_values',
    '__proto__',
    '},{"address":"',
    '\\u0022',
    '"resource_changes":[',
  ),
);
const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noDefaultInfinity: true, noNaN: true }),
    text,
    tie('list'),
    tie('object'),
  ),
  list: fc.array(tie('value'), { maxLength: 4 }),
  object: fc.dictionary(text, tie('value'), { maxKeys: 4, noNullPrototype: true }),
})).value;
const indent = fc.constantFrom(undefined, 1, 4, '\t', '\r\n'.slice(1));

describe('splitting by bytes', () => {
  it('finds the end of every value, as JSON.parse does', () => {
    fc.assert(
      fc.property(json, indent, fc.constantFrom('', ' ', ',1', ']', '}'), (value, space, after) => {
        const written = JSON.stringify(value, null, space);
        const bytes = Buffer.from(written + after);
        const end = skipValue(bytes, 0);
        assert.equal(end, Buffer.byteLength(written));
        assert.deepEqual(parseSpan(bytes, 0, end), JSON.parse(written));
      }),
    );
  });
  it('goes through objects and arrays, as JSON.parse does', () => {
    fc.assert(
      fc.property(
        fc.dictionary(text, json, { noNullPrototype: true, maxKeys: 5 }),
        fc.array(json, { maxLength: 5 }),
        indent,
        (object, list, space) => {
          const members: [string, unknown][] = [];
          const elements: unknown[] = [];
          const [objectBytes, listBytes] = [object, list].map((value) =>
            Buffer.from(` ${JSON.stringify(value, null, space)}`),
          ) as [Buffer, Buffer];
          const take = (bytes: Buffer, start: number, keep: (value: unknown) => void) => {
            const end = skipValue(bytes, start);
            keep(parseSpan(bytes, start, end));
            return end;
          };
          assert.equal(
            eachMember(objectBytes, 1, (key, at) =>
              take(objectBytes, at, (value) => members.push([key, value])),
            ),
            objectBytes.length,
          );
          assert.equal(
            eachElement(listBytes, 1, (_, at) => take(listBytes, at, (value) => elements.push(value))),
            listBytes.length,
          );
          assert.deepEqual(members, Object.entries(JSON.parse(objectBytes.toString())));
          assert.deepEqual(elements, JSON.parse(listBytes.toString()));
        },
      ),
    );
  });
  it('reads the same parts of a plan as JSON.parse, whatever stands around them', () => {
    const element = fc.record({ address: text, change: json }, { requiredKeys: [], noNullPrototype: true });
    fc.assert(
      fc.property(
        fc.array(element, { maxLength: 5 }),
        json,
        json,
        indent,
        (changes, before, after, space) => {
          const written = JSON.stringify(
            { planned_values: before, resource_changes: changes, configuration: after },
            null,
            space,
          );
          const document = readDocument(Buffer.from(written));
          const expected = JSON.parse(written);
          assert.deepEqual(document.changes, expected.resource_changes);
          assert.deepEqual(document.values.get('configuration'), expected.configuration);
          assert.equal(document.end, Buffer.byteLength(written));
        },
      ),
    );
  });
  it('reads long arrays part by part', () => {
    const changes = Array.from({ length: 5000 }, (_, index) => ({
      address: `a[${index}]`,
      filler: '{["'.repeat(30),
    }));
    assert.deepEqual(
      readDocument(Buffer.from(JSON.stringify({ resource_changes: changes }))).changes,
      changes,
    );
  });
  it('finds data sources of the prior state at any depth, and counts the managed ones', () => {
    const data = (name: string) => ({
      address: `data.a.${name}`,
      mode: 'data',
      type: 'a',
      name,
      values: { mode: 'managed' },
    });
    const managed = { address: 'b.c', mode: 'managed', values: { mode: 'data', resources: [data('no')] } };
    const root = {
      child_modules: [
        {
          address: 'module.a',
          resources: [managed, data('one')],
          child_modules: [{ resources: [data('two')] }],
        },
      ],
      resources: [data('three'), managed],
    };
    const document = readDocument(
      Buffer.from(JSON.stringify({ prior_state: { format_version: '1.0', values: { root_module: root } } })),
    );
    assert.deepEqual(document.priorData(), [data('one'), data('two'), data('three')]);
    assert.equal(document.countPriorManaged(), 2);
  });
  it('agrees with JSON.parse on what is broken', () => {
    const broken = fc
      .tuple(json, fc.nat(), fc.constantFrom('', '"', '}', ']', ',', '\\', '0', 'x', '\n'))
      .map(([value, at, put]) => {
        const written = JSON.stringify(value);
        const place = at % (written.length + 1);
        return written.slice(0, place) + put + written.slice(put === '' ? place + 1 : place);
      });
    fc.assert(
      fc.property(broken, (written) => {
        // A lone half of a character pair cannot be written as UTF-8.
        fc.pre(Buffer.from(written).toString() === written);
        const bytes = Buffer.from(written);
        const found = findJsonError(bytes);
        if (parses(written)) assert.equal(found, undefined);
        // Only one document is looked at: another may follow.
        else if (found === undefined) assert.ok(beginnings(written).some(parses));
        else assert.ok(found.offset <= bytes.length);
      }),
      { numRuns: 500 },
    );
  });
});

function beginnings(written: string): readonly string[] {
  return Array.from({ length: written.length }, (_, index) => written.slice(0, index));
}

function parses(written: string): boolean {
  try {
    JSON.parse(written);
    return true;
  } catch {
    return false;
  }
}

describe('addresses', () => {
  const name = fc
    .stringMatching(/^[a-zA-Z_][a-zA-Z0-9_-]{0,8}$/)
    .filter((word) => word !== 'module' && word !== 'data');
  const key = fc.oneof(
    fc.nat(),
    text,
    fc.string({
      unit: fc.constantFrom('$', '%', '{', '}', '\\', '"', '.', '[', ']', 'n', 'u', 'U', 'x', '0'),
    }),
  );
  const withKey = <T extends object>(part: fc.Arbitrary<T>) =>
    fc
      .tuple(part, fc.option(key, { nil: undefined }))
      .map(([value, found]) => (found === undefined ? value : { ...value, key: found }));
  const address = withKey(
    fc.record(
      {
        modules: fc.array(withKey(fc.record({ name }, { noNullPrototype: true })), { maxLength: 3 }),
        mode: fc.constantFrom('managed' as const, 'data' as const),
        type: name,
        name,
      },
      { noNullPrototype: true },
    ),
  );
  it('come back as they were, whatever the keys hold', () => {
    fc.assert(
      fc.property(address, (value) => assert.deepEqual(parseAddress(formatAddress(value)), value)),
      { numRuns: 500 },
    );
  });
  const cases: readonly (readonly [string, ReturnType<typeof parseAddress>])[] = [
    ['aws_vpc.main', { modules: [], mode: 'managed', type: 'aws_vpc', name: 'main' }],
    ['aws_vpc.main[0]', { modules: [], mode: 'managed', type: 'aws_vpc', name: 'main', key: 0 }],
    ['data.aws_ami.a["x.y"]', { modules: [], mode: 'data', type: 'aws_ami', name: 'a', key: 'x.y' }],
    [
      'module.m["a.b"].module.c[3].data.aws_x.y["k\\"]"]',
      {
        modules: [
          { name: 'm', key: 'a.b' },
          { name: 'c', key: 3 },
        ],
        mode: 'data',
        type: 'aws_x',
        name: 'y',
        key: 'k"]',
      },
    ],
    [
      'module.module.aws_x.data',
      { modules: [{ name: 'module' }], mode: 'managed', type: 'aws_x', name: 'data' },
    ],
    [
      'aws_x.y["$${a} %%{b} \\u00fc \\U0001f600 \\x07"]',
      { modules: [], mode: 'managed', type: 'aws_x', name: 'y', key: `${'$'}{a} %{b} ü 😀 \u0007` },
    ],
    ['module.m', undefined],
    ['aws_vpc', undefined],
    ['aws_vpc.main[*]', undefined],
    ['aws_vpc.main["a]', undefined],
    ['aws_vpc..main', undefined],
    ['aws_vpc.main.id', undefined],
    ['', undefined],
  ];
  for (const [written, expected] of cases) {
    it(`takes ${written === '' ? 'nothing' : written} apart`, () =>
      assert.deepEqual(parseAddress(written), expected));
  }
  it('takes the old way to write an index for what it is', () => {
    assert.deepEqual(stepsOf('aws_subnet.a.0.id'), stepsOf('aws_subnet.a[0].id'));
  });
});
