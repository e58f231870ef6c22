import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import type { Reading, Resource } from '../../src/model/resource.ts';
import { UserError } from '../../src/model/user-error.ts';
import { openStates } from '../../src/sources/terraform-state/claim.ts';
import type { State } from '../../src/sources/terraform-state/held.ts';
import { readState, type StateResource } from '../../src/sources/terraform-state/read-state.ts';
import { inventory, resource } from '../engine/builders.ts';
import { goldens } from './fixture.ts';

const account = '111122223333';
const region = 'eu-west-1';
const topic = `arn:aws:sns:${region}:${account}:alerts`;

function stateOf(resources: readonly object[], children: readonly object[] = []): object {
  const root_module = { resources, child_modules: children };
  return { format_version: '1.0', terraform_version: '1.11.4', values: { root_module } };
}

function held(address: string, values: object, more: object = {}): object {
  const type = address.split('.').at(-2);
  return { address, mode: 'managed', type, name: 'x', values, sensitive_values: {}, ...more };
}

const read = (document: unknown) => readState(Buffer.from(JSON.stringify(document)), 'state.json');

test('a state gives names of its AWS resources, and nothing else of them', () => {
  const secret = 'correct-horse-battery-staple';
  const document = stateOf(
    [
      held('aws_db_instance.main', {
        id: 'db-1',
        arn: `arn:aws:rds:${region}:${account}:db:main`,
        identifier: 'main',
        password: secret,
        username: secret,
      }),
      held('data.aws_vpc.main', { id: 'vpc-1' }, { mode: 'data' }),
      held('random_password.main', { result: secret }),
      held(
        'aws_iam_role.hidden',
        { id: secret, name: secret },
        { sensitive_values: { id: true, name: true } },
      ),
    ],
    [{ resources: [held('module.a["x.y"].aws_sns_topic.this', { id: topic, arn: topic, name: 'alerts' })] }],
  );
  const resources = read(document);
  assert.deepEqual(resources, [
    {
      address: 'aws_db_instance.main',
      type: 'aws_db_instance',
      arn: `arn:aws:rds:${region}:${account}:db:main`,
      names: ['db-1', `arn:aws:rds:${region}:${account}:db:main`, 'main'],
    },
    { address: 'aws_iam_role.hidden', type: 'aws_iam_role', names: [] },
    {
      address: 'module.a["x.y"].aws_sns_topic.this',
      type: 'aws_sns_topic',
      arn: topic,
      names: [topic, 'alerts'],
    },
  ]);
  assert.ok(!JSON.stringify(resources).includes(secret));
});

test('a plan gives its prior state; one that makes everything anew holds nothing', () => {
  const prior_state = stateOf([held('aws_sns_topic.a', { arn: topic })]);
  assert.equal(read({ format_version: '1.2', resource_changes: [], prior_state })[0]?.arn, topic);
  assert.deepEqual(read({ format_version: '1.2', resource_changes: [], planned_values: {} }), []);
});

test('PowerShell and the wrapper of setup-terraform are understood', () => {
  const text = JSON.stringify(stateOf([held('aws_sns_topic.a', { arn: topic })]));
  const utf16 = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')]);
  assert.equal(readState(utf16, 's').length, 1);
  assert.equal(readState(Buffer.from(`\uFEFF${text}`), 's').length, 1);
  assert.equal(readState(Buffer.from(`[command]/x/terraform-bin show -json\n${text}`), 's').length, 1);
});

const refusals: readonly [what: string, bytes: Buffer, message: RegExp][] = [
  [
    'a raw state',
    Buffer.from('{"version":4,"serial":1,"lineage":"x","resources":[]}'),
    /raw state.*terraform show -json/s,
  ],
  ['a binary plan', Buffer.from([0x50, 0x4b, 3, 4, 0, 0]), /binary plan/],
  ['an encrypted state', Buffer.from('{"encrypted_data":"x","meta":{}}'), /encrypted by OpenTofu/],
  ['a log', Buffer.from('{"@level":"info","@message":"x"}\n{}'), /log of Terraform/],
  ['prose', Buffer.from('aws_vpc.main:\n'), /not JSON/],
  ['nothing', Buffer.from(' \n'), /empty/],
  ['other JSON', Buffer.from('{"hello":1}'), /not a Terraform state/],
  ['a form of tomorrow', Buffer.from('{"format_version":"2.0","values":{}}'), /format_version is 2\.0/],
  [
    'half a state',
    Buffer.from('{"format_version":"1.0","values":{"root_module":{"x":"correct-horse'),
    /invalid JSON/,
  ],
  [
    'a state with a bare word in it',
    Buffer.from('{"format_version":"1.0",\n "password": horse}'),
    /invalid JSON/,
  ],
];
for (const [what, bytes, message] of refusals) {
  test(`${what} is refused with what to do`, () => {
    assert.throws(
      () => readState(bytes, 'x.json'),
      (error) =>
        error instanceof UserError && message.test(error.message) && !error.message.includes('horse'),
    );
  });
}

const kindOf = (type: string) =>
  ({
    aws_sns_topic: 'sns-topic',
    aws_s3_bucket: 's3-bucket',
    aws_cloudwatch_log_group: 'log-group',
    aws_ecs_task_definition: 'ecs-task-definition',
    aws_ecs_service: 'ecs-service',
    aws_nat_gateway: 'nat-gateway',
    aws_security_group: 'security-group',
    aws_config_configuration_recorder: 'config-recorder',
  })[type];

function entry(address: string, arn: string | undefined, ...names: string[]): StateResource {
  const type = address.split('.').at(-2) ?? '';
  return {
    address,
    type,
    names: arn === undefined ? names : [arn, ...names],
    ...(arn === undefined ? {} : { arn }),
  };
}

function live(kind: string, key: string, more: Partial<Resource> = {}): Resource {
  return resource(
    kind,
    key,
    {},
    { account, region, identities: [key, ...(more.arn === undefined ? [] : [more.arn])], ...more },
  );
}

function claim(states: readonly State[], resources: readonly Resource[]) {
  const source = { name: 'aws-account', subject: account, detail: {} } as const;
  const reading: Reading = { after: inventory(resources, { source }), moved: {} };
  const book = openStates(states, kindOf);
  return { book, told: book.claim(reading).after.resources };
}

const own = entry('aws_sns_topic.a', topic, 'alerts');
const state = (...resources: StateResource[]): State => ({
  stack: 'prod',
  file: 's.json',
  resources: [own, ...resources],
});
const shown = ({ address, stack, managed }: Resource) => [address, stack, managed];

test('a resource is found by its ARN, and what no state holds is said to be unmanaged', () => {
  const { told } = claim(
    [state()],
    [
      live('sns-topic', 'k1', { arn: topic }),
      live('sns-topic', 'k2', { arn: `${topic}-2` }),
      live('account', 'account'),
    ],
  );
  assert.deepEqual(told.map(shown), [
    ['aws_sns_topic.a', 'prod', true],
    [undefined, undefined, false],
    [undefined, undefined, undefined],
  ]);
});

test('what carries the ARN of something else is not taken for it', () => {
  const parts = [
    entry('aws_sns_topic_policy.a', topic),
    entry('aws_cloudwatch_event_target.a["x"]', topic),
    entry('aws_cloudwatch_event_target.a["y"]', topic),
  ].map((part) => ({ ...part, type: part.address.split('.')[0] ?? '' }));
  const { told, book } = claim(
    [{ stack: 'prod', file: 's', resources: [...parts, own] }],
    [live('sns-topic', 'k', { arn: topic })],
  );
  assert.deepEqual(told.map(shown), [['aws_sns_topic.a', 'prod', true]]);
  assert.deepEqual(book.notes, []);
});

const group = `arn:aws:logs:${region}:${account}:log-group:/api`;
const revision = `arn:aws:ecs:${region}:${account}:task-definition/api`;
const named: [title: string, StateResource, readonly Resource[], readonly (string | undefined | false)[]][] =
  [
    [
      'a log group with and without its star',
      entry('aws_cloudwatch_log_group.api', group, '/api'),
      [live('log-group', 'k', { arn: `${group}:*` })],
      ['aws_cloudwatch_log_group.api'],
    ],
    [
      'what has no ARN, by its id',
      entry('aws_nat_gateway.a', undefined, 'nat-0123456789abcdef0'),
      [live('nat-gateway', 'k', { identities: ['nat-0123456789abcdef0'] })],
      ['aws_nat_gateway.a'],
    ],
    [
      'every revision of a task definition, by its family',
      entry('aws_ecs_task_definition.api', `${revision}:40`, 'api'),
      ['40', '41', '42'].map((number) =>
        live('ecs-task-definition', number, { arn: `${revision}:${number}`, identities: ['api'] }),
      ),
      ['aws_ecs_task_definition.api', 'aws_ecs_task_definition.api', 'aws_ecs_task_definition.api'],
    ],
    [
      'not one of two things of the same name',
      entry('aws_ecs_service.api', undefined, 'api'),
      ['k1', 'k2'].map((key) => live('ecs-service', key, { identities: ['api'] })),
      [undefined, undefined],
    ],
    [
      'not a namesake beside the thing itself',
      entry('aws_ecs_service.api', `arn:aws:ecs:${region}:${account}:service/one/api`, 'api'),
      [
        live('ecs-service', 'k1', {
          arn: `arn:aws:ecs:${region}:${account}:service/one/api`,
          identities: ['api'],
        }),
        live('ecs-service', 'k2', {
          arn: `arn:aws:ecs:${region}:${account}:service/two/api`,
          identities: ['api'],
        }),
      ],
      ['aws_ecs_service.api', false],
    ],
    [
      'not a namesake in another region',
      entry('aws_cloudwatch_log_group.api', group, '/api'),
      [live('log-group', 'k', { region: 'us-east-1', identities: ['/api'] })],
      [false],
    ],
    [
      'not a namesake of another kind',
      entry('aws_cloudwatch_log_group.api', group, 'api'),
      [live('ecs-service', 'k', { identities: ['api'] })],
      [false],
    ],
  ];
const firewall = `arn:aws:ec2:${region}:${account}:security-group/sg-`;
named.push(
  [
    'not a namesake with an ARN of its own, when the thing itself is gone',
    entry('aws_security_group.a', `${firewall}0123456789abcdef0`, 'sg-0123456789abcdef0', 'main'),
    [live('security-group', 'k', { arn: `${firewall}0fedcba9876543210`, identities: ['main'] })],
    [undefined],
  ],
  [
    'an id that AWS gives once, whatever the ARN looks like',
    entry('aws_security_group.a', `${firewall}0123456789abcdef0`, 'sg-0123456789abcdef0', 'main'),
    [
      live('security-group', 'k', {
        arn: 'arn:aws:ec2:::x/sg-0123456789abcdef0',
        identities: ['sg-0123456789abcdef0'],
      }),
    ],
    ['aws_security_group.a'],
  ],
  [
    'not a namesake whose name looks like an id',
    entry('aws_security_group.a', `${firewall}0123456789abcdef0`, 'web-20240101'),
    [live('security-group', 'k', { arn: `${firewall}0fedcba9876543210`, identities: ['web-20240101'] })],
    [undefined],
  ],
  [
    'what does not say its region is where its module is',
    entry('aws_config_configuration_recorder.a', undefined, 'default'),
    [
      live('config-recorder', 'k1', { identities: ['default'] }),
      live('config-recorder', 'k2', { region: 'us-east-1', identities: ['default'] }),
    ],
    ['aws_config_configuration_recorder.a', false],
  ],
  [
    'not a thing of which nobody can tell the region',
    entry('module.b.aws_config_configuration_recorder.a', undefined, 'default'),
    [live('config-recorder', 'k', { region: 'us-east-1', identities: ['default'] })],
    [undefined],
  ],
);
for (const [title, one, resources, addresses] of named) {
  test(`found by name: ${title}`, () => {
    const { told } = claim([state(one)], resources);
    const answers = told.map(({ address, managed }) => address ?? (managed === false ? false : undefined));
    assert.deepEqual(answers, addresses);
  });
}

test('what nobody looks into is never called unmanaged: its ids may be told in other ways', () => {
  const { told } = claim(
    [
      state(
        entry(
          'aws_eip.a',
          `arn:aws:ec2:${region}:${account}:elastic-ip/eipalloc-0123456789abcdef0`,
          'eipalloc-0123456789abcdef0',
        ),
      ),
    ],
    [
      live('unclaimed', 'k1', { identities: ['eipalloc-0123456789abcdef0'] }),
      live('unclaimed', 'k2', { identities: ['default'] }),
    ],
  );
  assert.deepEqual(told.map(shown), [
    ['aws_eip.a', 'prod', true],
    [undefined, undefined, undefined],
  ]);
});

test('of two states that hold one thing the first is shown, and both are named', () => {
  const second: State = { stack: 'old', file: 'o.json', resources: [own] };
  const { told, book } = claim([state(), second], [live('sns-topic', 'k', { arn: topic })]);
  assert.deepEqual(told.map(shown), [['aws_sns_topic.a', 'prod', true]]);
  assert.deepEqual(book.notes, [
    `Terraform holds ${topic} twice: as prod: aws_sns_topic.a, which is shown, and as old: aws_sns_topic.a. Only one may manage it.`,
  ]);
});

test('an account of which no state holds anything is left as it is', () => {
  const elsewhere = entry('aws_sns_topic.a', topic.replace(account, '444455556666'), 'alerts');
  const bucket = entry('aws_s3_bucket.a', 'arn:aws:s3:::alerts', 'alerts');
  const states = [{ file: 's.json', resources: [elsewhere, bucket] }];
  const { told, book } = claim(states, [live('sns-topic', 'k', { arn: topic })]);
  assert.equal(book.knows(account), false);
  assert.deepEqual(told.map(shown), [[undefined, undefined, undefined]]);
});

test('names of a state of another account name nothing here', () => {
  const other = '444455556666';
  const states: State[] = [
    state(),
    {
      stack: 'dev',
      file: 'd.json',
      resources: [
        entry('aws_sns_topic.a', topic.replace(account, other)),
        entry('aws_nat_gateway.a', undefined, 'shared-name'),
      ],
    },
  ];
  const { told } = claim(states, [live('nat-gateway', 'k', { identities: ['shared-name'] })]);
  assert.deepEqual(told.map(shown), [[undefined, undefined, false]]);
});

test('namesakes in several regions of one state are told apart by nothing', () => {
  const recorders = ['a', 'b'].map((name) =>
    entry(`aws_config_configuration_recorder.${name}`, undefined, 'default'),
  );
  const { told } = claim([state(...recorders)], [live('config-recorder', 'k', { identities: ['default'] })]);
  assert.deepEqual(told.map(shown), [[undefined, undefined, undefined]]);
});

test('a state of two accounts names nothing by a name that either may have', () => {
  const other = entry('aws_sns_topic.other', topic.replace(account, '444455556666'), 'other');
  const { told } = claim(
    [state(other, entry('aws_config_configuration_recorder.a', undefined, 'default'))],
    [live('config-recorder', 'k', { identities: ['default'] })],
  );
  assert.deepEqual(told.map(shown), [[undefined, undefined, undefined]]);
});

for (const { files } of await goldens()) {
  for (const [path, text] of Object.entries(files)) {
    test(`${path} is the applied stack’s state`, async () => {
      assert.equal(await readFile(path, 'utf8').catch(() => 'missing: npm run goldens'), text);
      assert.ok(readState(Buffer.from(text), path).length > 150);
    });
  }
}
