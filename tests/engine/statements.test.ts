import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type JudgeInput, judge } from '../../src/engine/judge.ts';
import type { SourceName } from '../../src/model/kind.ts';
import type { Attestation, Policy, Requirement } from '../../src/model/policy.ts';
import type { Report } from '../../src/model/report.ts';
import type { Resource } from '../../src/model/resource.ts';
import { fact, inventory, policy, resource, rule } from './builders.ts';

const today = '2026-11-22';

function clause(id: string, ...sources: Requirement['sources']): Requirement {
  const base = { id, title: `Title of ${id}`, sources, environments: [] };
  return sources.includes('attest') ? { ...base, maximumAgeDays: 31 } : base;
}

const clauses = {
  alone: clause('A', 'attest'),
  inAccount: clause('B', 'account', 'attest'),
  inRepository: clause('C', 'repo', 'attest'),
  anywhere: clause('D', 'plan', 'account', 'repo', 'attest'),
  inPlan: clause('E', 'plan', 'attest'),
} as const;

function stated(requirement: string, on: string, line = 40): Attestation {
  return { requirement, on, by: 'b', evidence: 'e', at: `caja-policy.yaml:${line}:5` };
}

interface Case extends Partial<Omit<JudgeInput, 'policy' | 'reading'>> {
  readonly source?: SourceName;
  readonly policy?: Partial<Policy>;
  readonly resources?: readonly Resource[];
}

/** Statements are judged by the rules as they are shipped, in short. */
const asks = (id: string, requirements: readonly string[], severity: 'medium' | 'low') =>
  rule(id, 'attestation', { requirements, severity, sources: [] }, ({ resource: { fields } }) => {
    const { attested, ageDays, maximumAgeDays } = fields;
    if (attested?.state !== 'known' || attested.value === false) return false;
    assert.ok(ageDays?.state === 'known' && maximumAgeDays?.state === 'known');
    return Number(ageDays.value) >= 0 && Number(ageDays.value) <= Number(maximumAgeDays.value);
  });

function run({ source = 'aws-account', policy: said, resources = [], ...input }: Case = {}): Report {
  const subject = source === 'aws-account' ? '111122223333' : 'x';
  const held = inventory([resource('vpc', 'a', { verdict: fact(true) }), ...resources], {
    source: { name: source, subject, detail: {} },
  });
  return judge({
    rules: [
      asks('attestations/alone', ['A'], 'medium'),
      asks('attestations/partly', ['B', 'C', 'D', 'E'], 'low'),
      rule('ec2/a', 'vpc', { requirements: ['B', 'V'] }),
    ],
    reading: { after: held, moved: {} },
    policy: policy({
      requirements: [...Object.values(clauses), clause('V', 'plan', 'account')],
      attestationsAt: 'caja-policy.yaml:38:1',
      ...said,
    }),
    today,
    tool: { name: 'caja-policy', version: '0.0.0' },
    evidence: 'all',
    ...input,
  });
}

function statementsIn(report: Report): string {
  const own = report.findings.filter(({ resource: { kind } }) => kind === 'attestation');
  return own.map(({ requirements, verdict }) => `${requirements.join()}:${verdict}`).join(' ');
}

function answer(report: Report, id: string) {
  return report.requirements.find((one) => one.id === id)?.verdict;
}

describe('the state of a statement', () => {
  const cases: [string, Attestation[], string, string, number | undefined][] = [
    ['fresh', [stated('A', '2026-11-20')], 'valid', '2026-12-21', 29],
    ['of today', [stated('A', today)], 'valid', '2026-12-23', 31],
    ['on its last day', [stated('A', '2026-10-22')], 'valid', '2026-11-22', 0],
    ['a day later', [stated('A', '2026-10-21')], 'stale', '2026-11-21', -1],
    ['of tomorrow', [stated('A', '2026-11-23')], 'in-the-future', '2026-12-24', 32],
    ['none', [], 'missing', '', undefined],
    ['of another clause', [stated('B', '2026-11-20')], 'missing', '', undefined],
    [
      'the newest of several',
      [stated('A', '2026-09-01'), stated('A', '2026-11-20')],
      'valid',
      '2026-12-21',
      29,
    ],
    [
      'one that came true beside one to come',
      [stated('A', '2027-01-01'), stated('A', '2026-11-20')],
      'valid',
      '2026-12-21',
      29,
    ],
  ];
  for (const [title, attestations, status, expires, daysLeft] of cases) {
    it(title, () => {
      const report = run({ policy: { attestations } });
      const [result] = report.attestations;
      assert.deepEqual(
        [result?.status, result?.expires ?? '', result?.daysLeft],
        [status, expires, daysLeft],
      );
      assert.equal(answer(report, 'A'), status === 'valid' ? 'pass' : 'fail');
      const finding = report.findings.find(({ requirements }) => requirements.includes('A'));
      assert.equal(finding?.verdict, status === 'valid' ? 'pass' : 'fail');
      assert.equal(finding?.severity, 'medium');
    });
  }
});

describe('a finding about a statement', () => {
  it('stands on the line of the statement, counts for its clause alone, and changes nothing', () => {
    const report = run({ policy: { attestations: [stated('A', '2026-01-01', 44)] } });
    const finding = report.findings.find(({ resource: { key } }) => key === 'attestation/A');
    assert.deepEqual(finding?.requirements, ['A']);
    assert.deepEqual(
      finding?.locations.map(({ file, line, column }) => [file, line, column]),
      [['caja-policy.yaml', 44, 5]],
    );
    assert.equal(finding?.change, 'none');
    const { counts } = report.requirements.find(({ id }) => id === 'B') ?? {};
    // The statement of B is missing, and the VPC's rule passes.
    assert.deepEqual([counts?.pass, counts?.fail], [1, 1]);
  });

  it('stands where statements are written when there is none', () => {
    const finding = run().findings.find(({ resource: { key } }) => key === 'attestation/A');
    assert.equal(finding?.locations[0]?.line, 38);
  });

  it('is waived like any other', () => {
    const waiver = {
      rule: 'attestations/alone',
      resources: ['attestation/A'],
      reason: 'r',
      expires: today,
      at: 'p:1:1',
    };
    assert.equal(answer(run({ policy: { waivers: [waiver] } }), 'A'), 'pass');
  });
});

describe('who is asked for statements', () => {
  const all = 'A:fail B:fail C:fail D:fail E:fail';
  const cases: [string, Case, string][] = [
    ['an account: what it can see in part, and what nothing sees', {}, 'A:fail B:fail D:fail E:fail'],
    ['a repository the same', { source: 'repository' }, 'A:fail C:fail D:fail E:fail'],
    ['no plan: its author can do nothing about it', { source: 'terraform-plan' }, ''],
    ['a plan, when clauses are asked for by name', { source: 'terraform-plan', byClause: true }, all],
    ['nobody without a policy to state it in', { policy: { file: '' } }, ''],
    [
      'nobody whose policy switched the rules off',
      { policy: { rules: off('attestations/alone', 'attestations/partly') } },
      '',
    ],
  ];
  for (const [title, one, told] of cases) {
    it(title, () => assert.equal(statementsIn(run(one)), told));
  }

  it('an environment that the clause binds, and no other', () => {
    const bound = { ...clauses.alone, environments: ['prod'] };
    const environment = (name: string, ...accounts: string[]) => ({
      ...{ name, accounts, stacks: [], tags: {}, names: [], parameters: {} },
    });
    const inEnvironment = (...environments: ReturnType<typeof environment>[]) =>
      run({ policy: { requirements: [bound], environments } });
    assert.equal(statementsIn(inEnvironment(environment('prod', '111122223333'))), 'A:fail');
    assert.equal(statementsIn(inEnvironment(environment('dev', '111122223333'), environment('prod'))), '');
    const elsewhere = inEnvironment(environment('dev', '111122223333'));
    assert.deepEqual([elsewhere.attestations, answer(elsewhere, 'A')], [[], 'not-applicable']);
  });

  const account = { source: { name: 'aws-account', subject: '1', detail: {} } } as const;
  it('nobody of whom nothing could be read', () => {
    const report = run({ reading: { after: inventory([], account), moved: {} } } as Case);
    assert.deepEqual([statementsIn(report), report.summary.gate.outcome], ['', 'nothing-judged']);
  });

  it('and what is stated is no reading: where no rule met a resource, nothing was judged', () => {
    const others = inventory([resource('subnet', 'a')], account);
    const report = run({ reading: { after: others, moved: {} } } as Case);
    assert.equal(statementsIn(report), 'A:fail B:fail D:fail E:fail');
    assert.equal(report.summary.gate.outcome, 'nothing-judged');
  });
});

function off(...ids: string[]): Policy['rules'] {
  return Object.fromEntries(ids.map((id) => [id, { enabled: false, parameters: {}, environments: {} }]));
}

describe('the answer of a clause, all its sources together', () => {
  const wrong = resource('vpc', 'b', { verdict: fact(false) });
  const cases: [string, Case, string, string][] = [
    [
      'the rules pass and the statement holds',
      { policy: { attestations: [stated('B', today)] } },
      'B',
      'pass',
    ],
    ['the rules pass and nobody states it', {}, 'B', 'fail'],
    [
      'the statement holds and a rule fails',
      { policy: { attestations: [stated('B', today)] }, resources: [wrong] },
      'B',
      'fail',
    ],
    [
      'nothing to judge, and the statement holds',
      { policy: { attestations: [stated('D', today)] } },
      'D',
      'pass',
    ],
    [
      'in a plan, nothing but statements: one holds',
      { source: 'terraform-plan', policy: { attestations: [stated('A', today)] } },
      'A',
      'pass',
    ],
    ['in a plan, nothing but statements: none', { source: 'terraform-plan' }, 'A', 'unknown'],
    ['read elsewhere', { policy: { attestations: [stated('C', today)] } }, 'C', 'not-applicable'],
  ];
  for (const [title, one, id, verdict] of cases) {
    it(`${title}: ${verdict}`, () => assert.equal(answer(run(one), id), verdict));
  }
});
