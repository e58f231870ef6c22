import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { gapsOf, openReason } from '../../src/sources/terraform-plan/gaps.ts';
import { parsePlan } from '../../src/sources/terraform-plan/parse.ts';

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
      ['eu-west-1', 'ap-south-1', 'us-west-2', undefined],
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
