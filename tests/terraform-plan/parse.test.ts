import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { formatAddress, parseAddress, stepsOf } from '../../src/sources/terraform-plan/address.ts';
import { readDocument } from '../../src/sources/terraform-plan/document.ts';
import { gapsOf, openReason } from '../../src/sources/terraform-plan/gaps.ts';
import { findJsonError } from '../../src/sources/terraform-plan/json-error.ts';
import { parsePlan } from '../../src/sources/terraform-plan/parse.ts';
import { eachElement, eachMember, parseSpan, skipValue } from '../../src/sources/terraform-plan/split.ts';

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

describe('plans that do not hold everything', () => {
  const change = {
    address: 'aws_vpc.a',
    mode: 'managed',
    type: 'aws_vpc',
    name: 'a',
    change: { actions: ['create'], after: {} },
  };
  const plan = (more: object) =>
    parsePlan(
      Buffer.from(
        JSON.stringify({
          format_version: '1.2',
          configuration: { root_module: {} },
          resource_changes: [change],
          ...more,
        }),
      ),
      'p',
    );
  const cases: readonly (readonly [
    title: string,
    more: object,
    gaps: readonly RegExp[],
    open: RegExp | undefined,
  ])[] = [
    ['a whole plan', { complete: true, errored: false }, [], undefined],
    ['a plan of OpenTofu or an old Terraform', {}, [], undefined],
    [
      'an errored plan',
      { errored: true, complete: false },
      [/^Planning failed half-way/],
      /^planning failed/,
    ],
    ['a targeted plan', { complete: false }, [/-target/], /^the plan is partial/],
    [
      'a plan with deferred changes',
      { deferred_changes: [{}, {}] },
      [/put 2 changes off to a later plan/],
      /^the plan is partial/,
    ],
    [
      'a refresh-only plan',
      {
        resource_changes: undefined,
        planned_values: { root_module: {} },
        prior_state: { values: { root_module: { child_modules: [{ resources: [{ mode: 'managed' }] }] } } },
      },
      [/refresh-only plan\): there is nothing to gate/],
      /refresh-only/,
    ],
    [
      'a stack without resources',
      { resource_changes: undefined, planned_values: { root_module: {} } },
      [],
      undefined,
    ],
    ['without configuration', { configuration: undefined }, [/has no configuration/], undefined],
    ['without format_version', { format_version: undefined }, [/has no format_version/], undefined],
    [
      'an entry that nobody understands',
      { resource_changes: [change, { address: '?' }, 5] },
      [/^2 entries of resource_changes/],
      /could not be understood/,
    ],
    [
      'only planned values',
      {
        resource_changes: undefined,
        planned_values: { root_module: { resources: [{ ...change, values: { id: 'x' } }] } },
      },
      [/read from planned_values/],
      /planned_values/,
    ],
  ];
  for (const [title, more, gaps, open] of cases) {
    it(title, () => {
      const read = plan(more);
      const said = gapsOf(read).map(({ message }) => message);
      assert.equal(said.length, gaps.length, said.join('\n'));
      for (const [index, gap] of gaps.entries()) assert.match(said[index] ?? '', gap);
      if (open === undefined) assert.equal(openReason(read), undefined);
      else assert.match(openReason(read) ?? '', open);
    });
  }
});

describe('changes', () => {
  const read = (change: object, more: object = {}, plan: object = {}) =>
    parsePlan(
      Buffer.from(
        JSON.stringify({
          format_version: '1.2',
          resource_changes: [
            { address: 'aws_vpc.a', mode: 'managed', type: 'aws_vpc', name: 'a', ...more, change },
          ],
          ...plan,
        }),
      ),
      'p',
    );
  const actions: readonly (readonly [string[], string | undefined])[] = [
    [['no-op'], 'no-op'],
    [['create'], 'create'],
    [['update'], 'update'],
    [['delete', 'create'], 'replace'],
    [['create', 'delete'], 'replace'],
    [['create', 'forget'], 'replace'],
    [['delete'], 'delete'],
    [['forget'], 'forget'],
    [['something-new'], undefined],
    [[], undefined],
  ];
  for (const [written, action] of actions) {
    it(`reads ${JSON.stringify(written)} as ${action ?? 'not understood'}`, () => {
      const plan = read({ actions: written, before: { id: 'x' }, after: { id: 'x' } });
      assert.equal(plan.resources[0]?.action, action);
      assert.equal(plan.flags.unreadable, action === undefined ? 1 : 0);
    });
  }
  it('keeps imports, moves, deposed objects and reasons', () => {
    const imported = read(
      { actions: ['no-op'], importing: { id: 'vpc-1' } },
      { previous_address: 'aws_vpc.old', action_reason: 'x' },
    );
    const [resource] = imported.resources;
    assert.deepEqual(
      [resource?.importing, resource?.previousAddress, resource?.actionReason],
      [true, 'aws_vpc.old', 'x'],
    );
    const deposed = read({ actions: ['delete'], before: {} }, { deposed: 'ab12' });
    assert.deepEqual([deposed.resources.length, deposed.deposed[0]?.deposed], [0, 'ab12']);
  });
  it('takes a mask of false for "nothing is marked", and a missing one too', () => {
    const [resource] = read({
      actions: ['create'],
      after: {},
      before_sensitive: false,
      after_sensitive: true,
    }).resources;
    assert.deepEqual(
      [resource?.beforeSensitive, resource?.afterSensitive, resource?.afterUnknown],
      [{}, true, {}],
    );
  });
  it('takes what is missing from the address', () => {
    const plan = parsePlan(
      Buffer.from(
        '{"resource_changes":[{"address":"module.m[\\"a.b\\"].aws_vpc.a[1]","change":{"actions":["create"]}}]}',
      ),
      'p',
    );
    const [resource] = plan.resources;
    assert.deepEqual(
      [resource?.moduleAddress, resource?.type, resource?.name, resource?.index, resource?.mode],
      ['module.m["a.b"]', 'aws_vpc', 'a', 1, 'managed'],
    );
  });
  it('reads deferred data sources, and lets them hide what the prior state says of them', () => {
    const data = { address: 'data.aws_ami.a', mode: 'data', type: 'aws_ami', name: 'a' };
    const prior = {
      values: {
        root_module: {
          resources: [
            { ...data, values: { id: 'old' } },
            { ...data, address: 'data.aws_ami.b', name: 'b', values: { id: 'b' } },
          ],
        },
      },
    };
    const plan = read({ actions: ['read'], after: { owner: 'me' }, after_unknown: { id: true } }, data, {
      prior_state: prior,
    });
    assert.deepEqual(
      plan.data.map(({ address, values, unknown, deferred }) => [address, values, unknown, deferred]),
      [
        ['data.aws_ami.a', { owner: 'me' }, { id: true }, true],
        ['data.aws_ami.b', { id: 'b' }, {}, false],
      ],
    );
    assert.equal(plan.resources.length, 0);
  });
  it('never shows the values of root variables', () => {
    const plan = read({ actions: ['create'] }, {}, { variables: { password: { value: 'hunter2' } } });
    assert.equal(plan.rootVariable('password'), 'hunter2');
    assert.ok(!JSON.stringify(plan).includes('hunter2'));
  });
  it('finds the region of the provider, the variable, or the resource itself', () => {
    const configuration = {
      provider_config: {
        aws: { expressions: { region: { constant_value: 'eu-west-1' } } },
        'aws.west': { expressions: { region: { references: ['var.region'] } } },
        'aws.odd': { expressions: { region: { references: ['var.prefix'] } } },
      },
      root_module: {
        resources: ['aws', 'aws.west', 'aws.odd'].map((key, index) => ({
          mode: 'managed',
          type: 'aws_vpc',
          name: `v${index}`,
          provider_config_key: key,
        })),
      },
    };
    const change = (name: string, after = {}) => ({
      address: `aws_vpc.${name}`,
      type: 'aws_vpc',
      name,
      mode: 'managed',
      change: { actions: ['create'], after },
    });
    const plan = read(
      {},
      {},
      {
        variables: { region: { value: 'us-west-2' }, prefix: { value: 'eu' } },
        configuration,
        resource_changes: [change('v0'), change('v1'), change('v2'), change('v0', { region: 'ap-south-1' })],
      },
    );
    assert.deepEqual(
      plan.resources.map(({ region }) => region),
      ['eu-west-1', 'us-west-2', undefined, 'ap-south-1'],
    );
  });
  it('takes what planned_values leaves out for unknown, where it is written', () => {
    const expressions = {
      vpc_id: { references: ['aws_vpc.a.id'] },
      name: { constant_value: 'x' },
      rule: [{ status: { references: ['var.a'] } }],
    };
    const plan = read(
      {},
      {},
      {
        resource_changes: undefined,
        planned_values: {
          root_module: {
            resources: [
              {
                address: 'aws_x.a',
                mode: 'managed',
                type: 'aws_x',
                name: 'a',
                values: { name: 'x', rule: [{}] },
              },
              { address: 'aws_x.gone', mode: 'managed', type: 'aws_x', name: 'gone' },
            ],
          },
        },
        configuration: {
          root_module: { resources: [{ mode: 'managed', type: 'aws_x', name: 'a', expressions }] },
        },
      },
    );
    assert.deepEqual(
      plan.resources.map(({ address, afterUnknown }) => [address, afterUnknown]),
      [['aws_x.a', { vpc_id: true, rule: [{ status: true }] }]],
    );
  });
});
