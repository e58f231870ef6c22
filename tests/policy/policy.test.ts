import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { sourceNames } from '../../src/model/kind.ts';
import type { Rule } from '../../src/model/rule.ts';
import { formatProblem, UserError } from '../../src/model/user-error.ts';
import { emptyPolicy } from '../../src/policy/empty-policy.ts';
import { loadPolicy, ownCatalogue } from '../../src/policy/load-policy.ts';
import { readPolicy } from '../../src/policy/policy-file.ts';
import { catalogue } from '../rules/sound-rule.ts';

const soundPolicy = `version: 1
name: Caja
document: Strategy
environments:
  prod:
    domain: caja.example.com
    match: { accounts: ["111122223333"], stacks: [infra/prod], tags: { Environment: prod }, names: [caja-prod-*] }
    parameters: { backup.retentionDays: 14 }
  dev: {}
parameters:
  backup.retentionDays: 7
rules:
  rds/instance-keeps-backups:
    severity: critical
    parameters: { minimumDays: 7 }
    environments:
      dev: { enabled: false, parameters: { engines: [mysql] } }
stacks:
  infra/prod: { holds: [audit-trail] }
waivers:
  - rule: rds/instance-keeps-backups
    resources: ["aws_db_instance.*"]
    reason: It goes away in March.
    owner: platform@caja.example.com
    expires: 2027-03-31
attestations:
  - requirement: DR-7
    by: platform@caja.example.com
    on: 2026-11-12
    evidence: wiki
gate: { fail-on: medium, plan: introduced, incomplete: [aws-account] }
accounts:
  "111122223333": { name: caja-prod, environment: prod, regions: all }
  "444455556666":
    name: caja-dev
    environment: dev
    role: arn:aws:iam::444455556666:role/audit
    external-id: caja
    regions: [eu-west-1]
aggregator: { name: everything, region: eu-west-1 }
`;

const rules: readonly Rule[] = [
  {
    id: 'rds/instance-keeps-backups',
    title: 'Backups are kept',
    requirements: ['DR-1'],
    severity: 'high',
    appliesTo: 'rds-instance',
    sources: [],
    environments: [],
    area: 'audit-trail',
    parameters: {
      minimumDays: {
        type: 'integer',
        default: 7,
        minimum: 1,
        maximum: 35,
        unit: 'days',
        policy: 'backup.retentionDays',
      },
      engines: { type: 'string-list', default: ['postgres'], values: ['postgres', 'mysql'] },
    },
    rationale: '',
    remediation: '',
    references: [],
  },
];

function load(text: string) {
  return loadPolicy({ path: 'caja-policy.yaml', text }, rules, catalogue);
}

function problemsOf(text: string): string[] {
  try {
    load(text);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    return error.problems.map(formatProblem);
  }
}

test('a policy says what it says', () => {
  assert.deepEqual(load(soundPolicy), {
    name: 'Caja',
    document: 'Strategy',
    file: 'caja-policy.yaml',
    environments: [
      {
        name: 'prod',
        domain: 'caja.example.com',
        accounts: ['111122223333'],
        stacks: ['infra/prod'],
        tags: { Environment: ['prod'] },
        names: ['caja-prod-*'],
        parameters: { 'backup.retentionDays': 14 },
      },
      // Its own account says so: the environment need not repeat it.
      { name: 'dev', accounts: ['444455556666'], stacks: [], tags: {}, names: [], parameters: {} },
    ],
    accounts: [
      { id: '111122223333', name: 'caja-prod', environment: 'prod', regions: 'all' },
      {
        id: '444455556666',
        name: 'caja-dev',
        environment: 'dev',
        roleArn: 'arn:aws:iam::444455556666:role/audit',
        externalId: 'caja',
        regions: ['eu-west-1'],
      },
    ],
    aggregator: { name: 'everything', region: 'eu-west-1' },
    parameters: { 'backup.retentionDays': 7 },
    rules: {
      'rds/instance-keeps-backups': {
        enabled: true,
        severity: 'critical',
        parameters: { minimumDays: 7 },
        environments: { dev: { enabled: false, parameters: { engines: ['mysql'] } } },
      },
    },
    stacks: [{ stack: 'infra/prod', holds: ['audit-trail'] }],
    waivers: [
      {
        rule: 'rds/instance-keeps-backups',
        resources: ['aws_db_instance.*'],
        reason: 'It goes away in March.',
        owner: 'platform@caja.example.com',
        expires: '2027-03-31',
        at: 'caja-policy.yaml:21:5',
      },
    ],
    attestations: [
      {
        requirement: 'DR-7',
        by: 'platform@caja.example.com',
        on: '2026-11-12',
        evidence: 'wiki',
        at: 'caja-policy.yaml:27:5',
      },
    ],
    attestationsAt: 'caja-policy.yaml:26:1',
    gate: { failOn: 'medium', plan: 'introduced', incomplete: ['aws-account'] },
    requirements: catalogue,
  });
});

test('a policy that says least is as strict as having none', () => {
  const least = load('version: 1\nname: Caja\ndocument: Strategy\n');
  const { gate, ...none } = emptyPolicy(catalogue);
  const written = { name: 'Caja', document: 'Strategy', file: 'caja-policy.yaml' };
  assert.deepEqual(least, { ...none, gate, ...written, attestationsAt: 'caja-policy.yaml:1:1' });
  assert.deepEqual(gate, { failOn: 'high', plan: 'all', incomplete: [...sourceNames] });
});

test('waivers may be held to stacks, and told of when they hold for too long', () => {
  const narrowed = soundPolicy
    .replace('    reason:', '    stacks: [infra/prod]\n    reason:')
    .replace('gate: {', 'gate: { longest-waiver-days: 366,');
  const { waivers, gate } = load(narrowed);
  assert.deepEqual(
    waivers.map(({ stacks }) => stacks),
    [['infra/prod']],
  );
  assert.equal(gate.longestWaiverDays, 366);
});

test('a policy may bring a catalogue along; a broken one is told of elsewhere', () => {
  const own = (text: string) => ownCatalogue({ path: 'caja-policy.yaml', text });
  assert.equal(own(`${soundPolicy}requirements: clauses.yaml\n`), 'clauses.yaml');
  assert.equal(own(soundPolicy), undefined);
  assert.equal(own('requirements: [a'), undefined);
});

/** [what is spoiled, by what, what is told: `line:column: message`]. */
const mistakes: [string, string, ...string[]][] = [
  ['version: 1', 'version: 2', '1:10: `version` must be `1`, not `2`'],
  ['name: Caja\n', '', '1:1: `name` is missing'],
  ['gate: {', 'gates: {', '31:1: unknown key `gates`\n  Did you mean `gate`?'],
  // environments
  [
    '["111122223333"]',
    '[011122223333]',
    '7:25: `environments.prod.match.accounts[0]` must be text, not a number\n  Quote it: "011122223333"',
  ],
  [
    '["111122223333"]',
    '["11112222"]',
    '7:25: `environments.prod.match.accounts[0]` cannot be `11112222`\n  Write an account id: twelve digits, quoted.',
  ],
  [
    'dev: {}',
    'dev: { match: { accounts: ["111122223333"] } }',
    '9:30: `111122223333` belongs to the environment `prod` already\n  Resources there would belong to either; tell them apart by tags or names.',
  ],
  [
    '{ Environment: prod }',
    '{ Environment: 1 }',
    '7:85: `environments.prod.match.tags.Environment` must be text or a list, not a number\n  Quote it: "1"',
  ],
  // parameters of the policy
  [
    'backup.retentionDays: 14',
    'backup.retentionDay: 14',
    '8:19: no rule takes the parameter `backup.retentionDay`\n  Did you mean `backup.retentionDays`?',
  ],
  [
    'backup.retentionDays: 14',
    'backup.retentionDays: 36',
    '8:41: `backup.retentionDays` must be 1 to 35 days, and is 36 (rds/instance-keeps-backups)',
  ],
  [
    'backup.retentionDays: 7\n',
    'backup.retentionDays: "7"\n',
    '11:25: `backup.retentionDays` must be a whole number (rds/instance-keeps-backups)',
  ],
  // rules
  [
    'rds/instance-keeps-backups:',
    'rds/instance-keep-backup:',
    '13:3: there is no rule `rds/instance-keep-backup`\n  Did you mean `rds/instance-keeps-backups`?',
  ],
  [
    'severity: critical',
    'severity: critcal',
    '14:15: `rules.rds/instance-keeps-backups.severity` cannot be `critcal`\n  Did you mean `critical`?',
  ],
  [
    '{ minimumDays: 7 }',
    '{ minimumDay: 7 }',
    '15:19: rds/instance-keeps-backups has no parameter `minimumDay`\n  Did you mean `minimumDays`?',
  ],
  ['{ minimumDays: 7 }', '{ minimumDays: 0 }', '15:32: `minimumDays` must be 1 to 35 days, and is 0'],
  ['      dev: {', '      devl: {', '17:7: there is no environment `devl`\n  Did you mean `dev`?'],
  [
    '[mysql]',
    '[mysq]',
    '17:53: `engines` cannot hold `mysq`; allowed: postgres, mysql\n  Did you mean `mysql`?',
  ],
  // stacks
  [
    '[audit-trail]',
    '[audit-trial]',
    '19:25: no rule asks for the area `audit-trial`\n  Did you mean `audit-trail`?',
  ],
  // waivers
  [
    '- rule: rds/instance-',
    '- rule: rds/instances-',
    '21:11: there is no rule `rds/instances-keeps-backups`\n  Did you mean `rds/instance-keeps-backups`?',
  ],
  [
    'aws_db_instance.*',
    '**',
    '22:17: `**` waives the rule for every resource\n  Name the resources, or switch the rule off: rules: { rds/instance-keeps-backups: { enabled: false } }',
  ],
  ['2027-03-31', '2027-02-30', '25:14: there is no day 2027-02-30'],
  [
    '2027-03-31',
    'next year',
    '25:14: `waivers[0].expires` cannot be `next year`\n  Write a date like 2027-01-31.',
  ],
  ['    owner: platform@caja.example.com\n', '', '21:5: `waivers[0].owner` is missing'],
  ['    reason: It goes away in March.\n', '', '21:5: `waivers[0].reason` is missing'],
  ['    expires: 2027-03-31\n', '', '21:5: `waivers[0].expires` is missing'],
  ['It goes away in March.', '" "', '23:13: `waivers[0].reason` cannot be ` `\n  Write some text.'],
  // attestations
  ['DR-7', 'DR-8', '27:18: there is no requirement `DR-8`\n  Did you mean `DR-1`?'],
  ['DR-7', 'DR-1', '27:18: DR-1 cannot be attested: it is read from plan and account\n  Attestable: DR-7.'],
  ['2026-11-12', '2026-13-12', '29:9: there is no day 2026-13-12'],
  // gate
  [
    'fail-on: medium',
    'fail-on: mediun',
    '31:18: `gate.fail-on` cannot be `mediun`\n  Did you mean `medium`?',
  ],
  ['fail-on: medium', 'failOn: medium', '31:9: unknown key `failOn` in `gate`\n  Did you mean `fail-on`?'],
  [
    '[aws-account]',
    '[aws]',
    '31:57: `gate.incomplete[0]` cannot be `aws`\n  Known: aws-account, repository, terraform-plan.',
  ],
  // accounts
  [
    'environment: prod, regions',
    'environment: dev, regions',
    '33:51: 111122223333 is said to belong to `dev` here and to `prod` at caja-policy.yaml:7:25\n  Take one of them away.',
  ],
  [
    'environment: prod, regions',
    'environment: prd, regions',
    '33:51: there is no environment `prd`\n  Did you mean `prod`?',
  ],
  [
    '"444455556666":',
    '44445555666:',
    '34:3: `44445555666` cannot be a key of `accounts`\n  Write an account id: twelve digits, quoted.',
  ],
  [
    'name: caja-dev',
    'name: caja-prod',
    '35:11: `caja-prod` is the name of 111122223333 already\n  `--accounts` tells them apart by their names.',
  ],
  [
    'name: caja-dev',
    'name: all',
    '35:11: `accounts[444455556666].name` cannot be `all`\n  Write a short name without spaces and commas, such as caja-prod.',
  ],
  [
    'iam::444455556666:role',
    'iam::777788889999:role',
    '37:11: the role belongs to 777788889999, so that 777788889999 would be read instead of 444455556666\n  Name a role that lies in the account itself.',
  ],
  [
    'role: arn:aws:iam::444455556666:role/audit',
    'role: audit',
    '37:11: `accounts[444455556666].role` cannot be `audit`\n  Write the ARN of a role: arn:aws:iam::111122223333:role/caja-audit.',
  ],
  [
    'external-id:',
    'externalId:',
    '38:5: unknown key `externalId` in `accounts[444455556666]`\n  Did you mean `external-id`?',
  ],
  [
    'regions: all',
    'regions: any',
    '33:66: `accounts[111122223333].regions` cannot be `any`\n  Write `all`, or a list: [eu-west-1, us-east-1].',
  ],
  [
    'regions: [eu-west-1]',
    'regions: [eu-west]',
    '39:15: `accounts[444455556666].regions[0]` cannot be `eu-west`\n  Write a region like eu-west-1.',
  ],
  ['everything, region: eu-west-1', 'everything', '40:13: `aggregator.region` is missing'],
];

for (const [piece, by, ...told] of mistakes) {
  test(`a policy with ${JSON.stringify(by)} in the place of ${JSON.stringify(piece)}`, () => {
    assert.ok(soundPolicy.includes(piece));
    const text = soundPolicy.replace(piece, () => by);
    assert.deepEqual(
      problemsOf(text),
      told.map((line) => `caja-policy.yaml:${line}`),
    );
  });
}

test('every mistake of a policy is told at once, from top to bottom', () => {
  const text = soundPolicy
    .replace('version: 1', 'version: 2')
    .replace('DR-7', 'DR-8')
    .replace('2027-03-31', '2027-02-30');
  assert.deepEqual(
    problemsOf(text).map((problem) => problem.split(':')[1]),
    ['1', '25', '27'],
  );
});

for (const text of ['', 'hello', '- a', '{}']) {
  test(`${JSON.stringify(text)} is no policy`, () => {
    const told = problemsOf(text);
    assert.ok(
      told.length > 0 && told.every((problem) => problem.startsWith('caja-policy.yaml:1:1: ')),
      told.join('\n'),
    );
  });
}

test('a policy is read from where the person stands, with the catalogue beside it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'policy-'));
  await mkdir(join(folder, 'conf'));
  const text = 'version: 1\nname: Caja\ndocument: Strategy\nrequirements: clauses.yaml\n';
  await writeFile(join(folder, 'conf/policy.yaml'), text);
  await assert.rejects(readPolicy('conf/policy.yaml', { rules, catalogue }, folder), {
    message: 'conf/clauses.yaml: the file cannot be read: it is not there',
  });
  await writeFile(join(folder, 'conf/clauses.yaml'), '- { id: OWN-1, title: Ours, sources: [plan] }');
  const policy = await readPolicy('conf/policy.yaml', { rules, catalogue }, folder);
  assert.equal(policy.file, 'conf/policy.yaml');
  assert.deepEqual(policy.requirements, [
    { id: 'OWN-1', title: 'Ours', sources: ['plan'], environments: [] },
  ]);
});
