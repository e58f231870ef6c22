import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JudgeInput, judge } from '../../src/engine/judge.ts';
import type { Policy, Waiver } from '../../src/model/policy.ts';
import type { Gap, Inventory } from '../../src/model/resource.ts';
import { fact, inventory, policy, reading, resource, rule, unknownFact } from './builders.ts';

const tool = { name: 'caja-policy', version: '0.0.0' };
const bad = (key: string) => resource('vpc', key, { verdict: fact(false) });
const good = (key: string) => resource('vpc', key, { verdict: fact(true) });
const open = (key: string) =>
  resource('vpc', key, { verdict: unknownFact('known only after apply', 'is_good') });

function run(input: Partial<JudgeInput> & Pick<JudgeInput, 'reading'>) {
  return judge({
    rules: [rule('ec2/a', 'vpc')],
    policy: policy(),
    today: '2026-11-22',
    tool,
    evidence: 'all',
    ...input,
  });
}

function waiver(more: Partial<Waiver> = {}): Waiver {
  const base = {
    rule: 'ec2/a',
    resources: ['aws_vpc.*'],
    reason: 'r',
    owner: 'o',
    expires: '2026-12-31',
    at: 'p.yaml:1:1',
  };
  return { ...base, ...more };
}

describe('verdicts', () => {
  it('counts pass, fail and unknown, and says what cannot be told', () => {
    const report = run({
      reading: reading([bad('aws_vpc.bad'), good('aws_vpc.good'), open('aws_vpc.open')]),
    });
    const { counts } = report.summary;
    assert.deepEqual([counts.pass, counts.fail, counts.unknown], [1, 1, 1]);
    assert.equal(report.findings[2]?.message, 'Cannot tell is_good: known only after apply.');
    assert.equal(report.requirements[0]?.verdict, 'fail');
  });

  it('is the same whatever the order of the resources', () => {
    const one = run({ reading: reading([bad('a'), good('b'), open('c')]) });
    const two = run({ reading: reading([open('c'), good('b'), bad('a')]) });
    assert.deepEqual(one, two);
  });

  it('an unknown `when` makes a broken expectation a perhaps', () => {
    const compiled = {
      ...rule('ec2/a', 'vpc'),
      when: () => ({ unknowns: [unknownFact('unclear', 'sort')] }),
    };
    const report = run({ rules: [compiled], reading: reading([bad('a')]) });
    assert.equal(report.findings[0]?.verdict, 'unknown');
  });

  it('a listing that was denied makes its rules unknown, not silent', () => {
    const gap: Gap = {
      reason: 'denied',
      message: 'ec2:DescribeVpcs was denied.',
      incomplete: true,
      account: '1',
      region: 'eu-west-1',
      kinds: ['vpc'],
    };
    const source = { name: 'aws-account', subject: '1', detail: {} } as const;
    const report = run({ reading: { after: inventory([], { gaps: [gap], source }), moved: {} } });
    assert.deepEqual(
      report.findings.map((finding) => finding.verdict),
      ['unknown'],
    );
    assert.equal(report.findings[0]?.message, 'Cannot tell: ec2:DescribeVpcs was denied.');
    assert.equal(report.requirements[0]?.verdict, 'unknown');
    assert.equal(report.summary.gate.outcome, 'incomplete');
  });
});

describe('the gate', () => {
  const cases: [string, Partial<Policy>, ReturnType<typeof reading>, string][] = [
    ['fails on a violation', {}, reading([bad('a')]), 'failed'],
    ['passes without one', {}, reading([good('a')]), 'passed'],
    [
      'does not fail below its severity',
      { gate: { failOn: 'critical', plan: 'all', incomplete: [] } },
      reading([bad('a')]),
      'passed',
    ],
    [
      'never fails when off',
      { gate: { failOn: 'none', plan: 'all', incomplete: [] } },
      reading([bad('a')]),
      'passed',
    ],
    ['does not call nothing a pass', {}, reading([]), 'nothing-judged'],
    [
      'forgives old violations when judging what is introduced',
      { gate: { failOn: 'high', plan: 'introduced', incomplete: [] } },
      reading([bad('a')], [bad('a')]),
      'passed',
    ],
    [
      'fails on a new one then',
      { gate: { failOn: 'high', plan: 'introduced', incomplete: [] } },
      reading([bad('a')], [good('a')]),
      'failed',
    ],
  ];
  for (const [title, more, read, outcome] of cases) {
    it(title, () => assert.equal(run({ policy: policy(more), reading: read }).summary.gate.outcome, outcome));
  }

  it('says whether the plan is to blame for what stops it', () => {
    const words: readonly (readonly [ReturnType<typeof reading>, string])[] = [
      [reading([bad('a')], [good('a')]), '1 violation at or above high: new.'],
      [reading([bad('a'), bad('b')], []), '2 violations at or above high: all new.'],
      [reading([bad('a'), bad('b')], [bad('a')]), '2 violations at or above high: 1 new, 1 there before.'],
      [reading([bad('a')], [bad('a')]), '1 violation at or above high: none new, 1 there before.'],
    ];
    for (const [read, reason] of words) assert.equal(run({ reading: read }).summary.gate.reason, reason);
  });
});

describe('what the plan changes', () => {
  const changeOf = (
    after: Parameters<typeof reading>[0],
    before: Parameters<typeof reading>[0],
    moved = {},
  ) =>
    run({ reading: reading(after, before, moved) }).findings.map(
      (finding) => `${finding.verdict} ${finding.change}`,
    );

  it('a new violation is introduced', () => assert.deepEqual(changeOf([bad('a')], []), ['fail introduced']));
  it('an old one is unchanged', () => assert.deepEqual(changeOf([bad('a')], [bad('a')]), ['fail unchanged']));
  it('one that is mended is fixed', () =>
    assert.deepEqual(changeOf([good('a')], [bad('a')]), ['pass fixed']));
  it('one that leaves with its resource is fixed', () =>
    assert.deepEqual(changeOf([], [bad('a')]), ['not-applicable fixed']));
  it('one that is only forgotten is not: it stays in AWS', () => {
    const left = resource('vpc', 'a', { verdict: fact(false) }, { action: 'forget' });
    assert.deepEqual(changeOf([good('b')], [left, good('b')]), ['pass unchanged']);
  });
  it('one that turns unknown is not called fixed', () =>
    assert.deepEqual(changeOf([open('a')], [bad('a')]), ['unknown introduced']));
  it('follows a resource that moved', () =>
    assert.deepEqual(changeOf([bad('new')], [bad('old')], { new: 'old' }), ['fail unchanged']));
});

describe('waivers', () => {
  const statusOf = (one: Waiver, today = '2026-11-22') => {
    const report = run({ policy: policy({ waivers: [one] }), reading: reading([bad('aws_vpc.old')]), today });
    return [report.findings[0]?.waiver?.status, report.waivers[0]?.status, report.summary.gate.outcome];
  };

  it('an active one excuses', () => assert.deepEqual(statusOf(waiver()), ['active', 'active', 'passed']));
  it('holds through its last day', () =>
    assert.deepEqual(statusOf(waiver(), '2026-12-31'), ['active', 'active', 'passed']));
  it('an expired one excuses nothing and is named', () =>
    assert.deepEqual(statusOf(waiver(), '2027-01-01'), ['expired', 'expired', 'failed']));
  it('one that matches nothing is told', () =>
    assert.deepEqual(statusOf(waiver({ resources: ['aws_vpc.new'] })), [undefined, 'unmatched', 'failed']));
  it('brackets and quotes of an address are literal', () => {
    const report = run({
      policy: policy({ waivers: [waiver({ resources: ['module.a["x.y"].aws_vpc.v[0]'] })] }),
      reading: reading([bad('module.a["x.y"].aws_vpc.v[0]'), bad('module.a["xxy"].aws_vpc.v0')]),
    });
    assert.deepEqual(
      report.findings.map((finding) => finding.waiver?.status),
      ['active', undefined],
    );
  });
  it('never turns unknown into pass', () => {
    const report = run({ policy: policy({ waivers: [waiver()] }), reading: reading([open('aws_vpc.x')]) });
    assert.equal(report.findings[0]?.verdict, 'unknown');
    assert.equal(report.findings[0]?.waiver, undefined);
  });
});

describe('environments', () => {
  const environments = ['dev', 'prod'].map((name) => ({
    name,
    accounts: name === 'prod' ? ['111122223333'] : [],
    stacks: [`infrastructure/environments/${name}`],
    tags: { Environment: [name] },
    names: [`caja-${name}-*`],
    parameters: { 'backup.days': name === 'prod' ? 7 : 1 },
  }));
  const scoped = rule('ec2/a', 'vpc', { environments: ['prod'] });
  const verdict = (one: ReturnType<typeof bad>, more: Partial<JudgeInput> = {}) =>
    run({ rules: [scoped], policy: policy({ environments }), reading: reading([one]), ...more });

  it('binds by name', () => assert.equal(verdict(bad('caja-prod-main')).findings[0]?.verdict, 'fail'));
  it('leaves others alone', () =>
    assert.equal(verdict(bad('caja-dev-main')).summary.counts.notApplicable, 1));
  it('by tag before name', () => {
    const tagged = resource('vpc', 'caja-dev-main', {
      verdict: fact(false),
      tags: fact({ entries: { Environment: fact('prod') } }),
    });
    assert.equal(verdict(tagged).findings[0]?.verdict, 'fail');
  });
  it('what a person says wins', () => {
    assert.equal(verdict(bad('caja-prod-main'), { environment: 'dev' }).summary.counts.notApplicable, 1);
  });
  it('cannot tell for a resource of no known environment', () => {
    assert.equal(verdict(bad('other')).findings[0]?.verdict, 'unknown');
  });

  it('takes the narrowest parameter', () => {
    const seen: unknown[] = [];
    const parameters = { days: { type: 'integer', default: 3, policy: 'backup.days' } } as const;
    const watching = rule('ec2/a', 'vpc', { parameters }, (scope) => seen.push(scope.parameters.days) > 0);
    const days = (more: Partial<Policy>, name: string) => {
      seen.length = 0;
      run({ rules: [watching], policy: policy({ environments, ...more }), reading: reading([bad(name)]) });
      return seen[0];
    };
    const setting = (own: object) => ({
      rules: { 'ec2/a': { enabled: true, parameters: {}, environments: {}, ...own } },
    });
    assert.equal(days({ environments: [] }, 'x'), 3);
    assert.equal(days({ parameters: { 'backup.days': 5 } }, 'x'), 5);
    assert.equal(days({ parameters: { 'backup.days': 5 } }, 'caja-prod-x'), 7);
    assert.equal(days(setting({ parameters: { days: 9 } }), 'caja-prod-x'), 9);
    assert.equal(days(setting({ environments: { prod: { parameters: { days: 11 } } } }), 'caja-prod-x'), 11);
  });
});

describe('the own accounts', () => {
  const environments = [
    {
      name: 'prod',
      accounts: ['444455556666'],
      stacks: [],
      tags: {},
      names: ['caja-prod-*'],
      parameters: {},
    },
  ];
  const accountsOf = (name: string, source: Inventory['source'], own?: readonly string[]) => {
    const seen: unknown[] = [];
    const parameters = { own: { type: 'string-list', default: [], policy: 'environment.accounts' } } as const;
    const watching = rule('ec2/a', 'vpc', { parameters }, (scope) => seen.push(scope.parameters.own) > 0);
    const rules =
      own === undefined ? {} : { 'ec2/a': { enabled: true, parameters: { own }, environments: {} } };
    run({
      rules: [watching],
      policy: policy({ environments, rules }),
      reading: { after: inventory([bad(name)], { source }), moved: {} },
    });
    return seen[0];
  };
  const live = { name: 'aws-account', subject: '111122223333', detail: {} } as const;
  const plan = { name: 'terraform-plan', subject: 'plan.json', detail: {} } as const;

  it('hold the account that is read, which no policy has to name', () => {
    assert.deepEqual(accountsOf('other', live), ['111122223333']);
    assert.deepEqual(accountsOf('caja-prod-x', live), ['444455556666', '111122223333']);
    assert.deepEqual(accountsOf('other', live, ['999988887777']), ['999988887777', '111122223333']);
  });
  it('are those of the policy alone for a plan, which does not say where it will be applied', () => {
    assert.deepEqual(accountsOf('other', plan), []);
    assert.deepEqual(accountsOf('caja-prod-x', plan), ['444455556666']);
  });
});

describe('areas', () => {
  const asked = rule('cloudtrail/there-is-a-trail', 'vpc', { area: 'audit-trail' });
  const stacks = [{ stack: 'infrastructure/environments/prod', holds: ['audit-trail'] }];
  const run1 = (stack: string | undefined) => {
    const source = {
      name: 'terraform-plan',
      subject: 'p',
      detail: {},
      ...(stack === undefined ? {} : { stack }),
    } as const;
    return run({
      rules: [asked, rule('ec2/b', 'vpc')],
      policy: policy({ stacks }),
      reading: { after: inventory([bad('a')], { source }), moved: {} },
    });
  };
  const failing = (report: ReturnType<typeof run1>) =>
    report.findings.filter((finding) => finding.verdict === 'fail').map((finding) => finding.rule);

  it('are asked of the stack that holds them', () => {
    assert.deepEqual(failing(run1('infrastructure/environments/prod')), [
      'cloudtrail/there-is-a-trail',
      'ec2/b',
    ]);
  });
  it('and of no other', () => {
    assert.deepEqual(failing(run1('infrastructure/environments/dev')), ['ec2/b']);
    assert.deepEqual(failing(run1(undefined)), ['ec2/b']);
  });
});
