import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { exitCodeOf } from '../../src/cli/exit-codes.ts';
import { type JudgeInput, judge } from '../../src/engine/judge.ts';
import { accountOfName, namesEverything, sortOfName } from '../../src/engine/waiver-names.ts';
import type { Location, SourcePlaces } from '../../src/model/location.ts';
import type { Environment, Policy, Waiver } from '../../src/model/policy.ts';
import type { Report, Verdict, WaiverResult } from '../../src/model/report.ts';
import type { Inventory, Resource } from '../../src/model/resource.ts';
import { fact, inventory, policy, resource, rule, unknownFact } from './builders.ts';

const tool = { name: 'caja-policy', version: '0.0.0' };
const today = '2026-11-22';

const verdicts = {
  pass: fact(true),
  fail: fact(false),
  unknown: unknownFact('known only after apply', 'is_good'),
} as const;

function bucket(address: string, verdict: keyof typeof verdicts = 'fail', more: Partial<Resource> = {}) {
  return resource('s3-bucket', address, { verdict: verdicts[verdict] }, { address, ...more });
}

function waiver(more: Partial<Waiver> = {}): Waiver {
  const base = { rule: 's3/a', reason: 'r', owner: 'o', expires: '2026-12-31', at: 'p.yaml:1:1' };
  return { ...base, resources: ['aws_s3_bucket.a'], ...more };
}

function inline(line: number, more: Partial<Waiver> = {}): Waiver {
  const { owner: _owner, ...rest } = waiver(more);
  return {
    ...rest,
    resources: [],
    block: { file: 'main.tf', line, column: 1, endLine: line + 5 },
    at: `main.tf:${line - 1}:1`,
  };
}

interface Case extends Partial<Omit<JudgeInput, 'policy'>> {
  readonly resources: readonly Resource[];
  readonly waivers: readonly Waiver[];
  readonly inventory?: Partial<Inventory>;
  readonly policy?: Partial<Policy>;
}

function run({ resources, waivers, inventory: more, policy: said, ...input }: Case): Report {
  return judge({
    rules: [rule('s3/a', 's3-bucket')],
    reading: { after: inventory(resources, more), moved: {} },
    policy: policy({ waivers, ...said }),
    today,
    tool,
    evidence: 'all',
    ...input,
  });
}

function only(report: Report): WaiverResult {
  const [result, second] = report.waivers;
  assert.ok(result !== undefined && second === undefined);
  return result;
}

describe('a waiver excuses a fail until its day is over, and nothing else', () => {
  const expired = { expires: '2026-11-21' };
  const cases: [Exclude<Verdict, 'not-applicable'>, string, Waiver[], string, string, number][] = [
    // verdict, which waiver, counts pass/fail/unknown/waived, state of the waiver, exit code
    ['pass', 'none', [], '1/0/0/0', '', 0],
    ['pass', 'active', [waiver()], '1/0/0/0', 'unmatched', 0],
    ['pass', 'expired', [waiver(expired)], '1/0/0/0', 'unmatched', 0],
    ['fail', 'none', [], '0/1/0/0', '', 1],
    ['fail', 'active', [waiver()], '0/0/0/1', 'active', 0],
    ['fail', 'on its last day', [waiver({ expires: today })], '0/0/0/1', 'active', 0],
    ['fail', 'expired', [waiver(expired)], '0/1/0/0', 'expired', 1],
    ['fail', 'of another resource', [waiver({ resources: ['aws_s3_bucket.b'] })], '0/1/0/0', 'unmatched', 1],
    ['fail', 'of another rule', [waiver({ rule: 's3/b' })], '0/1/0/0', 'elsewhere', 1],
    ['fail', 'an expired and an active one', [waiver(expired), waiver()], '0/0/0/1', 'active expired', 0],
    ['unknown', 'none', [], '0/0/1/0', '', 0],
    ['unknown', 'active', [waiver()], '0/0/1/0', 'unmatched', 0],
    ['unknown', 'expired', [waiver(expired)], '0/0/1/0', 'unmatched', 0],
  ];
  for (const [verdict, which, waivers, counts, states, exitCode] of cases) {
    it(`${verdict}, ${which}`, () => {
      const report = run({ resources: [bucket('aws_s3_bucket.a', verdict)], waivers });
      const { pass, fail, unknown, waived } = report.summary.counts;
      assert.equal([pass, fail, unknown, waived].join('/'), counts);
      assert.equal(report.waivers.map(({ status }) => status).join(' '), states);
      assert.equal(exitCodeOf(report, false), exitCode);
      // The verdict itself is never touched.
      assert.equal(report.findings[0]?.verdict, verdict);
      assert.equal(
        report.findings[0]?.waiver !== undefined,
        verdict === 'fail' && /active|expired/.test(states),
      );
      const answer = { pass: 'pass', unknown: 'unknown', fail: exitCode === 0 ? 'pass' : 'fail' }[verdict];
      assert.equal(report.requirements[0]?.verdict, answer);
    });
  }

  it('says nothing about a read that is incomplete', () => {
    const gap = { reason: 'errored-plan', message: 'm', incomplete: true, kinds: [] } as const;
    const gate = { failOn: 'high', plan: 'all', incomplete: ['terraform-plan'] } as const;
    const resources = [bucket('aws_s3_bucket.a')];
    const report = run({ resources, waivers: [waiver()], inventory: { gaps: [gap] }, policy: { gate } });
    assert.equal(exitCodeOf(report, false), 3);
  });
});

describe('what a waiver names', () => {
  const prod = { source: { name: 'terraform-plan', subject: 'p', detail: {}, stack: 'infra/prod' } } as const;
  const live = { source: { name: 'aws-account', subject: '111122223333', detail: {} } } as const;
  const arn = 'arn:aws:s3:::caja-prod-logs';
  const cases: [string, Partial<Waiver>, Resource, Partial<Inventory>, boolean][] = [
    ['an address', {}, bucket('aws_s3_bucket.a'), prod, true],
    ['an address by a glob', { resources: ['*.this'] }, bucket('module.a.aws_s3_bucket.this'), prod, true],
    [
      'brackets as they are',
      { resources: ['aws_s3_bucket.a["x.y"]'] },
      bucket('aws_s3_bucket.a["x.y"]'),
      prod,
      true,
    ],
    [
      'an ARN',
      { resources: ['arn:aws:s3:::caja-*-logs'] },
      bucket('aws_s3_bucket.x', 'fail', { arn }),
      prod,
      true,
    ],
    ['an address in its stack', { stacks: ['infra/prod'] }, bucket('aws_s3_bucket.a'), prod, true],
    ['an address in another stack', { stacks: ['infra/dev'] }, bucket('aws_s3_bucket.a'), prod, false],
    [
      'an address where nobody names the stack',
      { stacks: ['infra/*'] },
      bucket('aws_s3_bucket.a'),
      {},
      false,
    ],
    [
      'the address of what is live, by the state that holds it',
      { stacks: ['infra/prod'] },
      bucket('aws_s3_bucket.a', 'fail', { key: 'k', arn, stack: 'infra/prod' }),
      live,
      true,
    ],
    [
      'an ARN, whatever the stacks are',
      { resources: [arn], stacks: ['infra/dev'] },
      bucket('aws_s3_bucket.a', 'fail', { key: 'k', arn, stack: 'infra/prod' }),
      live,
      true,
    ],
    [
      'a key',
      { resources: ['111122223333/eu-west-1/AWS::S3::Bucket/*'] },
      resource('s3-bucket', '111122223333/eu-west-1/AWS::S3::Bucket/x', { verdict: verdicts.fail }),
      live,
      true,
    ],
  ];
  const inFile = (file: string) => {
    const location: Location = { file, line: 9, column: 1, part: 'block', calls: [] };
    return resource('s3-bucket', 'x', { verdict: verdicts.fail }, { location });
  };
  const workflow = { resources: ['.github/workflows/*'] };
  cases.push([
    'the file of what the repository holds',
    workflow,
    inFile('.github/workflows/ci.yml'),
    prod,
    true,
  ]);
  cases.push(['another file', workflow, inFile('infrastructure/main.tf'), prod, false]);
  for (const [title, more, one, where, isExcused] of cases) {
    it(title, () => {
      const report = run({ resources: [one], waivers: [waiver(more)], inventory: where });
      assert.equal(report.summary.counts.waived, isExcused ? 1 : 0);
    });
  }

  it('counts for every waiver that would excuse the fail, so that none is called idle', () => {
    const waivers = [waiver(), waiver({ resources: ['aws_s3_bucket.?'], at: 'p.yaml:9:1' })];
    const report = run({ resources: [bucket('aws_s3_bucket.a')], waivers });
    assert.deepEqual(
      report.waivers.map(({ status, matched }) => [status, matched]),
      [
        ['active', 1],
        ['active', 1],
      ],
    );
  });
});

describe('a waiver beside a block', () => {
  const at = (line: number, more: Partial<Location> = {}): Location => {
    const block = { line, endLine: line + 5 };
    return { file: 'main.tf', line, column: 1, part: 'block', block, calls: [], ...more };
  };
  const call = { file: 'main.tf', line: 30, column: 1, name: 'module.logs' };
  const blocks: Readonly<Record<string, Location>> = {
    'aws_s3_bucket.a': at(3),
    'aws_s3_bucket.a[0]': at(3),
    'aws_s3_bucket.b': at(12),
    'module.logs.aws_s3_bucket.this': at(3, { file: 'modules/logs/main.tf', calls: [call] }),
  };
  const places: SourcePlaces = {
    blockOf: (address) => blocks[address],
    // The deciding line lies within the block.
    attributeOf: (address) => {
      const block = blocks[address];
      return block === undefined ? undefined : { ...block, line: block.line + 2, part: 'attribute' };
    },
  };
  const cases: [string, Waiver, string, boolean][] = [
    ['excuses its resource', inline(3), 'aws_s3_bucket.a', true],
    ['excuses every instance of it', inline(3), 'aws_s3_bucket.a[0]', true],
    ['does not excuse the block below', inline(3), 'aws_s3_bucket.b', false],
    ['does not excuse the same line of another file', inline(3), 'module.logs.aws_s3_bucket.this', false],
    ['at a module call excuses what lies inside', inline(30), 'module.logs.aws_s3_bucket.this', true],
    ['at a module call excuses nothing outside', inline(30), 'aws_s3_bucket.a', false],
    ['excuses nothing that no source declares', inline(3), 'aws_s3_bucket.elsewhere', false],
  ];
  for (const [title, one, address, isExcused] of cases) {
    it(title, () => {
      const report = run({ resources: [bucket(address)], waivers: [one], places });
      assert.equal(report.summary.counts.waived, isExcused ? 1 : 0);
      assert.equal(only(report).status, isExcused ? 'active' : 'unmatched');
    });
  }

  it('is told of with its own place and the block that it stands beside', () => {
    const report = run({ resources: [bucket('aws_s3_bucket.a')], waivers: [inline(3)], places });
    const { resources, at: place, inline: stands } = only(report);
    assert.deepEqual([resources, place, stands], [['main.tf:3'], 'main.tf:2:1', true]);
    const { waiver: excuse } = report.findings[0] ?? {};
    assert.deepEqual([excuse?.inline, excuse?.at, excuse?.owner], [true, 'main.tf:2:1', undefined]);
  });
});

describe('a waiver that matches nothing', () => {
  const account = (name: string, ...accounts: string[]): Environment => {
    return { name, accounts, stacks: [], tags: {}, names: [], parameters: {} };
  };
  const two = { environments: [account('prod', '111122223333'), account('dev', '444455556666')] };
  const plan = { source: { name: 'terraform-plan', subject: 'p', detail: {}, stack: 'infra/prod' } } as const;
  const live = { source: { name: 'aws-account', subject: '111122223333', detail: {} } } as const;
  const bare = { source: { name: 'repository', subject: '.', detail: {} } } as const;
  const cases: [string, Partial<Waiver>, Partial<Inventory>, Partial<Policy>, WaiverResult['status']][] = [
    ['an address, in a plan', { resources: ['aws_s3_bucket.gone'] }, plan, {}, 'unmatched'],
    ['an address, in an account', { resources: ['aws_s3_bucket.gone'] }, live, {}, 'elsewhere'],
    ['an address, in a repository', { resources: ['aws_s3_bucket.gone'] }, bare, {}, 'elsewhere'],
    [
      'an address of another stack',
      { resources: ['aws_s3_bucket.gone'], stacks: ['infra/dev'] },
      plan,
      {},
      'elsewhere',
    ],
    [
      'an address of this stack',
      { resources: ['aws_s3_bucket.gone'], stacks: ['infra/*'] },
      plan,
      {},
      'unmatched',
    ],
    ['an ARN, in a plan', { resources: ['arn:aws:sqs:eu-west-1:111122223333:gone'] }, plan, {}, 'elsewhere'],
    [
      'an ARN of the account',
      { resources: ['arn:aws:sqs:eu-west-1:111122223333:gone'] },
      live,
      two,
      'unmatched',
    ],
    [
      'an ARN of another account',
      { resources: ['arn:aws:sqs:eu-west-1:444455556666:gone'] },
      live,
      two,
      'elsewhere',
    ],
    [
      'an ARN without an account, where there are others',
      { resources: ['arn:aws:s3:::gone'] },
      live,
      two,
      'elsewhere',
    ],
    [
      'an ARN without an account, where there are none',
      { resources: ['arn:aws:s3:::gone'] },
      live,
      {},
      'unmatched',
    ],
    [
      'an ARN without an account, where the policy knows no other',
      { resources: ['arn:aws:s3:::gone'] },
      live,
      { environments: [account('prod', '111122223333')] },
      'unmatched',
    ],
    ['a key of the account', { resources: ['111122223333/eu-west-1/x/gone'] }, live, two, 'unmatched'],
    ['a key of another account', { resources: ['444455556666/eu-west-1/x/gone'] }, live, two, 'elsewhere'],
    [
      'an address or an ARN, in a plan',
      { resources: ['aws_s3_bucket.gone', 'arn:aws:s3:::gone'] },
      plan,
      {},
      'unmatched',
    ],
    ['what may be any name', { resources: ['*-gone'] }, live, two, 'unmatched'],
  ];
  for (const [title, more, where, said, status] of cases) {
    it(`${title}: ${status}`, () => {
      const resources = [bucket('aws_s3_bucket.a', 'pass')];
      assert.equal(
        only(run({ resources, waivers: [waiver(more)], inventory: where, policy: said })).status,
        status,
      );
    });
  }
  it('is not told of where its rule had nothing to judge', () => {
    assert.equal(only(run({ resources: [], waivers: [waiver()], inventory: plan })).status, 'elsewhere');
  });
});

describe('a waiver that is too broad', () => {
  const many = (number: number) =>
    Array.from({ length: number }, (_, index) =>
      bucket(`aws_s3_bucket.b${index}`, index === 0 ? 'fail' : 'pass'),
    );
  const gate = { failOn: 'high', plan: 'all', incomplete: [], longestWaiverDays: 366 } as const;
  const cases: [string, Partial<Waiver>, readonly Resource[], Partial<Policy>, string | undefined][] = [
    [
      'all of five',
      { resources: ['aws_s3_bucket.b*'] },
      many(5),
      {},
      'it covers all 5 resources that its rule judged',
    ],
    ['all of four is few', { resources: ['aws_s3_bucket.b*'] }, many(4), {}, undefined],
    ['some of six', { resources: ['aws_s3_bucket.b[12345]', 'aws_s3_bucket.b0'] }, many(6), {}, undefined],
    [
      'a type alone',
      { resources: ['aws_s3_bucket.*'] },
      many(1),
      {},
      '`aws_s3_bucket.*` names everything of its type',
    ],
    [
      'for more than the policy allows',
      { resources: ['aws_s3_bucket.b0'], expires: '2027-11-24' },
      many(1),
      { gate },
      'it holds for 367 more days, and the policy allows 366',
    ],
    [
      'for as long as the policy allows',
      { resources: ['aws_s3_bucket.b0'], expires: '2027-11-23' },
      many(1),
      { gate },
      undefined,
    ],
    [
      'however long, where the policy says nothing',
      { resources: ['aws_s3_bucket.b0'], expires: '2036-11-23' },
      many(1),
      {},
      undefined,
    ],
    ['an expired one excuses nothing', { resources: ['*'], expires: '2026-11-21' }, many(5), {}, undefined],
  ];
  for (const [title, more, resources, said, why] of cases) {
    it(title, () =>
      assert.equal(only(run({ resources, waivers: [waiver(more)], policy: said })).tooBroad, why),
    );
  }
});

const names: [string, ReturnType<typeof sortOfName>, string, boolean][] = [
  ['arn:aws:s3:::caja-prod-logs', 'arn', '', false],
  ['arn:aws:s3:::*', 'arn', '', true],
  ['arn:aws:s3:*', 'arn', '', true],
  ['arn:aws:rds:eu-west-1:111122223333:db:main', 'arn', '111122223333', false],
  ['arn:aws:rds:*:111122223333:db:*', 'arn', '111122223333', true],
  ['arn:aws:iam::111122223333:role/*', 'arn', '111122223333', true],
  ['arn:aws:iam::*:role/caja-*', 'arn', '', false],
  ['111122223333/eu-west-1/AWS::RDS::DBInstance/main', 'key', '111122223333', false],
  ['111122223333/eu-west-1/AWS::RDS::DBInstance/*', 'key', '111122223333', true],
  ['aws_s3_bucket.logs', 'address', '', false],
  ['aws_s3_bucket.*', 'address', '', true],
  ['*aws_s3_bucket*', 'any', '', true],
  ['module.*.aws_s3_bucket.*', 'address', '', true],
  ['module.*', 'address', '', true],
  ['module.logs.*', 'address', '', false],
  ['module.logs.aws_s3_bucket.this["x"]', 'address', '', false],
  ['.github/workflows/ci.yml', 'file', '', false],
  ['*-logs', 'any', '', false],
];
for (const [glob, sort, account, everything] of names) {
  it(`${glob} is ${sort === 'any' ? 'any name' : `a name of the sort ${sort}`}`, () => {
    assert.equal(sortOfName(glob), sort);
    if (sort === 'arn' || sort === 'key') assert.equal(accountOfName(glob), account);
    assert.equal(namesEverything(glob), everything);
  });
}
