import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readSource, type WantedStack } from '../../src/sources/repository/read-source.ts';
import { shown, writeRepository } from './written-repository.ts';

const bucket = (name: string) => `resource "aws_s3_bucket" "${name}" {}\n`;
const environments = {
  'live/dev/main.tf': `${bucket('a')}module "m" {\n  source = "../../modules/m/"\n}\n`,
  'live/prod/main.tf': `${bucket('a')}${bucket('b')}module "m" {\n  source = "../../modules/m"\n}\n`,
  'live/test/main.tf': `${bucket('a')}module "m" {\n  source = "../../modules/m"\n}\n`,
  'modules/m/main.tf': bucket('a'),
  'modules/m/examples/all/main.tf': 'module "m" {\n  source = "../.."\n}\n',
  'node_modules/x/main.tf': bucket('b').repeat(2),
  '.terraform/modules/x/main.tf': bucket('b'),
};

const roots: readonly (readonly [
  title: string,
  wanted: WantedStack,
  found: string | undefined,
  ties?: readonly string[],
])[] = [
  ['that declares the most', { addresses: ['aws_s3_bucket.a', 'aws_s3_bucket.b'] }, 'live/prod'],
  ['that --stack names', { addresses: ['aws_s3_bucket.b'], stack: 'live/dev' }, 'live/dev'],
  ['that --stack names with ./ and /', { addresses: ['aws_s3_bucket.a'], stack: './live/dev/' }, 'live/dev'],
  ['whose path ends as --stack says', { addresses: ['aws_s3_bucket.a'], stack: 'test' }, 'live/test'],
  [
    'by its addresses where --stack is a name of its own',
    { addresses: ['aws_s3_bucket.b'], stack: 'shop' },
    'live/prod',
  ],
  [
    'by its addresses where --stack names a workspace of it',
    { addresses: ['aws_s3_bucket.b'], stack: 'live/prod/blue' },
    'live/prod',
  ],
  [
    'but not one beside that which --stack names',
    { addresses: ['aws_s3_bucket.b'], stack: 'live/stage' },
    undefined,
  ],
  [
    'unless several fit equally well',
    { addresses: ['aws_s3_bucket.a', 'module.m.aws_s3_bucket.a'] },
    undefined,
    ['live/dev', 'live/prod', 'live/test'],
  ],
  [
    'unless several fit equally well, those that others call not counted',
    { addresses: ['aws_s3_bucket.a'] },
    undefined,
    ['live/dev', 'live/prod', 'live/test'],
  ],
  [
    'that is the working directory, of those that fit equally well',
    { addresses: ['aws_s3_bucket.a'], near: ['live/test'] },
    'live/test',
  ],
  [
    'around the working directory, of those that fit equally well',
    { addresses: ['aws_s3_bucket.a'], near: ['modules', 'live/test/plans'] },
    'live/test',
  ],
  [
    'beside which a better one counts for more',
    { addresses: ['aws_s3_bucket.a', 'aws_s3_bucket.b'], near: ['live/test'] },
    'live/prod',
  ],
  ['unless nothing declares any of it', { addresses: ['aws_vpc.a'] }, undefined, []],
];

for (const [title, wanted, found, ties = []] of roots)
  test(`chooses the root module ${title}`, async (t) => {
    const root = writeRepository(t, { ...environments, 'live/test/plans/plan.json': '' });
    const near = (wanted.near ?? []).map((directory) => join(root, directory));
    const { stacks } = await readSource(root, { stacks: [{ ...wanted, near }] });
    assert.equal(stacks[0]?.directory, found);
    assert.deepEqual(stacks[0]?.ties, ties);
  });

test('chooses a module that others call only where no other fits better', async (t) => {
  const root = writeRepository(t, {
    'main.tf': `${bucket('a')}${bucket('b')}`,
    'examples/all/main.tf': 'module "m" {\n  source = "../.."\n}\n',
  });
  const { stacks } = await readSource(root, { stacks: [{ addresses: ['aws_s3_bucket.a'] }] });
  assert.deepEqual(stacks, [{ directory: '.', declared: 1, ties: [] }]);
});

test('looks only below the directory that is given, and names files from the root', async (t) => {
  const root = writeRepository(t, environments);
  const {
    stacks,
    places,
    root: told,
  } = await readSource(join(root, 'live/dev'), {
    stacks: [{ addresses: ['aws_s3_bucket.a', 'aws_s3_bucket.b'] }],
  });
  assert.equal(told, root);
  assert.deepEqual(stacks, [{ directory: 'live/dev', declared: 1, ties: [] }]);
  assert.match(shown(places.blockOf('aws_s3_bucket.a')), /^live\/dev\/main\.tf:1:1/);
});

test('keeps the stacks of several states apart', async (t) => {
  const root = writeRepository(t, environments);
  const stacks = ['live/dev', 'live/prod'].map((stack) => ({ stack, addresses: ['aws_s3_bucket.a'] }));
  const { places } = await readSource(root, { stacks });
  assert.match(shown(places.blockOf('aws_s3_bucket.a', 'live/dev')), /^live\/dev/);
  assert.match(shown(places.blockOf('aws_s3_bucket.a', 'live/prod')), /^live\/prod/);
  assert.equal(places.blockOf('aws_s3_bucket.b', 'live/dev'), undefined);
  assert.equal(places.blockOf('aws_s3_bucket.a'), undefined);
});

test('follows links inside the repository, and tells what it cannot read', async (t) => {
  const outside = writeRepository(t, { 'secret.tf': bucket('secret') });
  const root = writeRepository(t, {
    'live/main.tf': `${bucket('a')}module "m" {\n  source = "./linked"\n}\n`,
    'live/shared.tf': '-> ../common/shared.tf',
    'live/linked': '-> ../modules/m',
    'live/outside.tf': `-> ${join(outside, 'secret.tf')}`,
    'live/dangling.tf': '-> nothing.tf',
    'live/broken.tf': 'resource "aws_vpc" "a" {\n  cidr_block =\n}\nresource "aws_vpc" "b" {}\n',
    'live/folder.tf/x': '',
    'live/.hidden.tf': bucket('hidden'),
    'common/shared.tf': bucket('shared'),
    'modules/m/main.tf': bucket('b'),
  });
  const { places, notes, textOf } = await readSource(root, {
    stacks: [{ addresses: ['aws_s3_bucket.shared'], near: [join(root, 'live')] }],
  });
  assert.match(shown(places.blockOf('aws_s3_bucket.shared')), /^common\/shared\.tf:1:1/);
  assert.match(shown(places.blockOf('module.m.aws_s3_bucket.b')), /^modules\/m\/main\.tf:1:1/);
  assert.match(shown(places.blockOf('aws_vpc.b')), /^live\/broken\.tf:4:1/);
  assert.equal(places.blockOf('aws_s3_bucket.secret'), undefined);
  assert.equal(places.blockOf('aws_s3_bucket.hidden'), undefined);
  assert.deepEqual(notes, [
    'live/dangling.tf cannot be read (ENOENT)',
    'live/outside.tf is a link that leads out of the repository: not read',
    'live/broken.tf:2:3: not understood as Terraform; lines around it may be missing',
  ]);
  assert.equal(textOf('common/shared.tf'), bucket('shared'));
  assert.equal(textOf('../secret.tf'), undefined);
});

test('asks a folder that is no repository for itself', async (t) => {
  const root = writeRepository(t, { 'main.tf': bucket('a') });
  const { root: told } = await readSource(join(root, 'missing'), {
    stacks: [{ addresses: ['aws_s3_bucket.a'] }],
  });
  assert.equal(told, root);
});
