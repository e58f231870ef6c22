import assert from 'node:assert/strict';
import { test } from 'node:test';
import { judge } from '../../src/engine/judge.ts';
import { openLocator } from '../../src/engine/locate.ts';
import { absent, byDefault, type Fact, known, type Place, unknown } from '../../src/model/fact.ts';
import type { Location, SourcePlaces } from '../../src/model/location.ts';
import type { Resource } from '../../src/model/resource.ts';
import { fact, policy, reading, resource, rule } from './builders.ts';

const file = 'main.tf';
const block = (line: number): Location => ({
  file,
  line,
  column: 1,
  part: 'block',
  block: { line, endLine: line + 9 },
  calls: [],
});
const attribute = (line: number, path: string): Location => ({
  ...block(line),
  line,
  column: 3,
  part: 'attribute',
  path,
});

/** A bucket on line 1, its versioning on line 20, a remote module's bucket by its call on line 40; a counted one in the stack `b`. */
const places: SourcePlaces = {
  blockOf: (address, stack) =>
    ({
      'aws_s3_bucket.a': block(1),
      'aws_s3_bucket_versioning.a': block(20),
      'module.far.aws_s3_bucket.a': { ...block(40), part: 'module-call' as const },
      'b aws_s3_bucket.a': block(60),
    })[stack === undefined ? address : `${stack} ${address}`],
  attributeOf: (address, path, stack) => {
    if (stack !== undefined) return undefined;
    if (address === 'aws_s3_bucket.a' && path === 'acl') return attribute(2, path);
    if (address === 'aws_s3_bucket.a' && path === 'force_destroy') return attribute(3, path);
    if (address === 'aws_s3_bucket_versioning.a' && path === 'versioning_configuration[0].status')
      return attribute(24, path);
    return undefined;
  },
};

const on = (address: string, phase: 'before' | 'after' = 'after'): Place => ({
  source: 'terraform-plan',
  address,
  phase,
});
const own = on('aws_s3_bucket.a');
const versioning = known('Suspended', on('aws_s3_bucket_versioning.a'), 'versioning_configuration[0].status');
const bucket = (more: Partial<Resource> = {}) =>
  resource('s3-bucket', 'aws_s3_bucket.a', {}, { address: 'aws_s3_bucket.a', ...more });
const live: Place = {
  source: 'aws-account',
  account: '111122223333',
  region: 'eu-west-1',
  id: 'a',
  api: 'config:SelectResourceConfig',
  readAt: '2026-11-22T00:00:00Z',
};

const failed = (...reads: Fact[]) => ({ verdict: 'fail', reads }) as const;

const cases: readonly [
  title: string,
  of: Resource,
  reads: readonly Fact[],
  line: number | undefined,
  part?: Location['part'],
][] = [
  ['the attribute that decides', bucket(), [known('public', own, 'acl')], 2, 'attribute'],
  [
    'the first of several',
    bucket(),
    [known(true, own, 'force_destroy'), known('public', own, 'acl')],
    3,
    'attribute',
  ],
  [
    'what is unknown and written',
    bucket(),
    [unknown('known-after-apply', 'x', { place: own, path: 'acl' })],
    2,
  ],
  ['what is written as nothing', bucket(), [absent(own, 'acl')], 2, 'attribute'],
  ['a default, which nobody wrote: the block', bucket(), [byDefault('private', own, 'acl')], 1, 'block'],
  [
    'a default beside what it hangs on: the block, where it is to be written',
    bucket(),
    [known('public', own, 'acl'), byDefault(false, own, 'force_destroy')],
    1,
    'block',
  ],
  [
    'the part of a list rather than on the list',
    bucket(),
    [known('x', own, 'acl'), known('public', own, 'force_destroy'), known('y', own, 'acl[0].x')],
    3,
  ],
  [
    'a list of which a part was read on another resource alone',
    bucket(),
    [known('x', own, 'acl'), known('y', on('aws_s3_bucket.b'), 'acl[0].x'), known('z', own, 'force_destroy')],
    2,
  ],
  ['what is written nowhere: the block', bucket(), [known(1, own, 'tags_all')], 1, 'block'],
  ['nothing read: the block', bucket(), [], 1, 'block'],
  ['what stands on another resource alone', bucket(), [versioning], 24, 'attribute'],
  ['its own before that of others', bucket(), [versioning, known('public', own, 'acl')], 2, 'attribute'],
  [
    'a remote module: its call',
    bucket({ address: 'module.far.aws_s3_bucket.a' }),
    [known('x', on('module.far.aws_s3_bucket.a'), 'acl')],
    40,
    'module-call',
  ],
  ['what the source does not declare', bucket({ address: 'aws_s3_bucket.gone' }), [], undefined],
  [
    'a live resource of a state: its block',
    bucket({ stack: 'b' }),
    [known('x', live, 'configuration.acl')],
    60,
    'block',
  ],
  ['a live resource of no state', resource('s3-bucket', 'a'), [known('x', live, 'acl')], undefined],
  [
    'a moved resource before the change',
    bucket({ kind: 'change', label: 'aws_s3_bucket.old' }),
    [known('public', on('aws_s3_bucket.old', 'before'), 'acl')],
    2,
    'attribute',
  ],
];

for (const [title, of, reads, line, part] of cases) {
  test(`a finding stands on ${title}`, () => {
    const [found] = openLocator(places).deciding(of, failed(...reads));
    assert.equal(found?.line, line);
    if (part !== undefined) assert.equal(found?.part, part);
  });
}

test('an unknown stands on what cannot be told', () => {
  const reads = [
    known('x', own, 'force_destroy'),
    unknown('known-after-apply', 'x', { place: own, path: 'acl' }),
  ];
  assert.equal(openLocator(places).deciding(bucket(), { verdict: 'unknown', reads })[0]?.line, 2);
  assert.equal(openLocator(places).deciding(bucket(), { verdict: 'fail', reads })[0]?.line, 3);
});

test('what was read from the repository brings its own line', () => {
  const location: Location = { ...block(5), file: 'backend.tf' };
  const step = resource('vpc', 'backend', {}, { location });
  const at: Place = { source: 'repository', file: 'backend.tf', line: 7, column: 5 };
  const locator = openLocator(undefined);
  assert.deepEqual(locator.deciding(step, failed(known(false, at, 'encrypt'))), [
    {
      file: 'backend.tf',
      line: 7,
      column: 5,
      part: 'attribute',
      path: 'encrypt',
      block: location.block,
      calls: [],
    },
  ]);
  assert.deepEqual(locator.deciding(step, failed()), [location]);
  const itself: Place = { ...at, line: location.line };
  assert.deepEqual(locator.deciding(step, failed(known(false, itself, 'encrypt'))), [location]);
  const elsewhere: Place = { ...at, file: 'other.tf' };
  assert.equal(locator.deciding(step, failed(known(1, elsewhere, 'x')))[0]?.block, undefined);
});

test('without source there are no lines, and passes ask for none unless they are shown', () => {
  let asked = 0;
  const counting: SourcePlaces = {
    blockOf: (address) => {
      asked += 1;
      return places.blockOf(address);
    },
    attributeOf: places.attributeOf,
  };
  const good = resource('vpc', 'aws_s3_bucket.a', { verdict: fact(true) }, { address: 'aws_s3_bucket.a' });
  const input = {
    rules: [rule('ec2/a', 'vpc')],
    policy: policy(),
    reading: reading([good]),
    today: '2026-11-22',
    tool: { name: 'caja-policy', version: '0.0.0' },
  };
  assert.deepEqual(judge({ ...input, evidence: 'all' }).findings[0]?.locations, []);
  judge({ ...input, evidence: 'problems', places: counting });
  assert.equal(asked, 0);
  const [shown] = judge({ ...input, evidence: 'all', places: counting }).findings;
  assert.equal(shown?.locations[0]?.line, 1);
});

test('a resource that the change takes away stands where its block still is', () => {
  const gone = resource(
    'vpc',
    'aws_s3_bucket.a[1]',
    { verdict: fact(false) },
    { address: 'aws_s3_bucket.a' },
  );
  const [finding] = judge({
    rules: [rule('ec2/a', 'vpc')],
    policy: policy(),
    reading: reading([], [gone]),
    today: '2026-11-22',
    tool: { name: 'caja-policy', version: '0.0.0' },
    evidence: 'problems',
    places,
  }).findings;
  assert.equal(finding?.change, 'fixed');
  assert.equal(finding?.locations[0]?.line, 1);
});
