import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatProblem } from '../../src/model/user-error.ts';
import { checkRules, inspectRules } from '../../src/rules/check-rules.ts';
import { catalogue, problemsOf, ruleFile, soundRule, spoiled } from './sound-rule.ts';

const file = 'rules/rds/instance-keeps-backups.yaml';
const condition = '- that: resource.backupRetentionDays >= parameter.minimumDays';
const given = 'given: { backupRetentionDays: 7 }';
const meansBackupDays =
  'RDS instance has no attribute `backupRetentionDay`\n  Did you mean `backupRetentionDays`?';

/** [what is spoiled, by what, what is told: `line:column: message`]. */
const mistakes: [string, string, ...string[]][] = [
  // keys and their values
  [
    'severity: high',
    'sevrity: high',
    '1:1: `severity` is missing',
    '4:1: unknown key `sevrity`\n  Did you mean `severity`?',
  ],
  ['severity: high', 'severity: hgh', '4:11: `severity` cannot be `hgh`\n  Did you mean `high`?'],
  [
    'severity: high',
    'severity: 3',
    '4:11: `severity` cannot be `3`\n  Known: critical, high, info, low, medium.',
  ],
  [
    'title: RDS instances keep automated backups',
    'title: 7',
    '2:8: `title` must be text, not a number\n  Quote it: "7"',
  ],
  [
    'title: RDS',
    'title: RDS: all',
    '2:8: this reads as a mapping inside a line\n  Quote a text that holds `: `.',
  ],
  ['severity: high', 'severity: high\nseverity: low', '5:1: the key `severity` is written twice'],
  ['severity: high', '\tseverity: high', '4:1: a tab is used to indent\n  Indent with spaces.'],
  [
    'severity: high',
    'severity: *one',
    '4:11: the alias `*one` stands for nothing\n  Write its anchor (`&name`) first.',
  ],
  [
    'rds-instance\n',
    'rds-instanc\n',
    '5:13: `applies-to` cannot be `rds-instanc`\n  Did you mean `rds-instance`?',
  ],
  ['[DR-1]', '[]', '3:15: `requirements` must not be empty'],
  ['[DR-1]', 'DR-1', '3:15: `requirements` must be a list, not text'],
  ['[DR-1]', '[DR-1, DR-1]', '3:16: `requirements` has `DR-1` twice'],
  ['[DR-1]', '[DR-1, DR-11]', '3:22: there is no requirement `DR-11`\n  Did you mean `DR-1`?'],
  ['[prod]', '[prd]', '6:16: no requirement knows the environment `prd`\n  Did you mean `prod`?'],
  [
    'id: rds/instance-',
    'id: rds/instances-',
    "1:5: the id `rds/instances-keeps-backups` does not agree with the file's path\n  Write `rds/instance-keeps-backups`, or move the file.",
  ],
  [
    'id: rds/instance-',
    'id: RDS/instance ',
    '1:5: `id` cannot be `RDS/instance keeps-backups`\n  Write an id like rds/instance-keeps-backups.',
  ],
  // parameters
  [
    '  minimumDays:',
    '  minimum_days:',
    '9:3: `minimum_days` cannot be a key of `parameters`\n  Write a name like minimumDays.',
  ],
  [
    'type: integer',
    'type: int',
    '9:24: `parameters.minimumDays.type` cannot be `int`\n  Known: boolean, integer, string, string-list.',
  ],
  ['default: 7', 'default: "7"', '9:42: the default of `minimumDays` must be a whole number'],
  ['default: 7', 'default: 36', '9:42: the default of `minimumDays` must be 1 to 35 days, and is 36'],
  [
    'type: integer, default: 7, ',
    'type: integer, default: 7, values: [seven], ',
    '9:53: `values` is for texts; `minimumDays` is integer',
  ],
  [
    'unit: days }',
    'unit: days }\n  engine: { type: string, default: x, minimum: 1 }',
    '10:48: `minimum` is for whole numbers; `engine` is string',
  ],
  [
    'unit: days }',
    'unit: days }\n  engine: { type: string, default: pg, values: [pq, mq] }',
    '10:36: the default of `engine` cannot hold `pg`; allowed: pq, mq\n  Did you mean `pq`?',
  ],
  [
    '  minimumDays: {',
    '  spare: { type: boolean, default: true }\n  minimumDays: {',
    '9:3: no condition uses the parameter `spare`\n  Use it, or take it away.',
  ],
  // expressions, wherever and however they are written
  [
    "'!has(resource.clusterId)'",
    "'!has(resource.clusterIdd)'",
    '7:22: RDS instance has no attribute `clusterIdd`\n  Did you mean `clusterId`?',
  ],
  [
    'parameter.minimumDays\n',
    'parameter.minimunDays\n',
    '11:53: the rule declares no parameter `minimunDays`\n  Did you mean `minimumDays`?',
  ],
  [condition, condition.replace('Days >=', 'Day >='), `11:20: ${meansBackupDays}`],
  [condition, '- that: "resource.backupRetentionDay >= parameter.minimumDays"', `11:21: ${meansBackupDays}`],
  [
    condition,
    '- that: |\n      true &&\n        resource.backupRetentionDay >= parameter.minimumDays',
    `13:18: ${meansBackupDays}`,
  ],
  [
    condition,
    '- that: >\n      true &&\n      resource.backupRetentionDay >= parameter.minimumDays',
    `11:11: ${meansBackupDays}`,
  ],
  ['{resource.backupRetentionDays} days', '{resource.backupRetentionDay} days', `12:47: ${meansBackupDays}`],
  [
    '{resource.backupRetentionDays} days',
    '{resource.backupRetentionDays days',
    '12:37: this placeholder is not closed\n  Write `{{` for a plain brace.',
  ],
  // examples
  ['backupRetentionDays: 7 }', 'backupRetentionDay: 7 }', `18:16: ${meansBackupDays}`],
  [
    'backupRetentionDays: 7 }',
    'backupRetentionDays: "7" }',
    '18:37: `backupRetentionDays` must be a whole number, not text',
  ],
  [
    'backupRetentionDays: 7 }',
    'backupRetentionDays: 7.5 }',
    '18:37: `backupRetentionDays` must be a whole number, not a number',
  ],
  [
    'backupRetentionDays: 7 }',
    'backupRetentionDays: !unknwon x }',
    '18:46: the tag `!unknwon` means nothing here\n  Did you mean `!unknown`?',
  ],
  [
    "when: '!has(resource.clusterId)'",
    'when: !has(resource.clusterId)',
    '7:31: the tag `!has(resource.clusterId)` means nothing here\n  Quote a condition that begins with `!`: YAML takes the word for a tag.',
  ],
  [
    'backupRetentionDays: 7 }',
    'backupRetentionDays: !open [7] }',
    '18:43: `backupRetentionDays` must be a whole number, not `!open`',
  ],
  [
    'backupRetentionDays: 7 }',
    'backupRetentionDays: null }',
    '18:37: `backupRetentionDays` is never absent, and is given as nothing\n  Give a value, or `!unknown "why"`, or leave it out.',
  ],
  [
    'clusterId: orders',
    'clusterId: 012345678901',
    '25:27: `clusterId` must be text, not a number\n  Quote it.',
  ],
  [
    'clusterId: orders',
    'tags: { Owner: true }',
    '25:31: `tags.Owner` must be text, not true or false\n  Quote it.',
  ],
  ['clusterId: orders', 'logExports: postgresql', '25:28: `logExports` must be a list, not text'],
  [
    'clusterId: orders',
    'logExports: [postgresql, 7]',
    '25:41: `logExports[1]` must be text, not a number\n  Quote it.',
  ],
  ['clusterId: orders', 'cluster: {}', '25:16: `cluster` is a relation\n  Write it under `related`.'],
  [
    given,
    `${given}\n      related: { clustr: {} }`,
    '19:18: RDS instance has no relation `clustr`\n  Did you mean `cluster`?',
  ],
  [
    given,
    `${given}\n      related: { cluster: { engin: postgres } }`,
    '19:29: RDS cluster has no attribute `engin`\n  Did you mean `engine`?',
  ],
  [
    given,
    `${given}\n      related: { cluster: { related: { members: {} } } }`,
    '19:49: `members` must be a list: there may be several',
  ],
  [
    given,
    `${given}\n      parameters: { minimumDays: 36 }`,
    '19:34: `minimumDays` must be 1 to 35 days, and is 36',
  ],
  [
    given,
    `${given}\n      parameters: { days: 1 }`,
    '19:21: the rule has no parameter `days`\n  Known: minimumDays.',
  ],
  [
    given,
    `${given}\n      environment: pord`,
    '19:20: no requirement knows the environment `pord`\n  Did you mean `prod`?',
  ],
  ['      says: rds-instance keeps backups for 0 days.\n', '', '20:7: `examples.fail[0].says` is missing'],
  ['name: no backups', 'name: seven days', '20:13: two examples are named "seven days"'],
  [
    given,
    'given: { backupRetentionDays: 0 }',
    '20:7: "no backups" is the same as "seven days"\n  Take one of them away.',
  ],
  [
    '  not-applicable:\n    - name: a cluster member\n      given: { clusterId: orders }\n',
    '',
    '7:1: no example shows what `when` leaves out\n  Add one under `examples.not-applicable`.',
  ],
];

for (const [piece, by, ...told] of mistakes) {
  test(`a rule with ${JSON.stringify(by)} in the place of ${JSON.stringify(piece)}`, () => {
    assert.deepEqual(
      problemsOf(spoiled(piece, by)),
      told.map((text) => `${file}:${text}`),
    );
  });
}

test('the sound rule is sound', () => assert.deepEqual(problemsOf(soundRule), []));

test('every mistake of a file is told at once', () => {
  const text = spoiled('severity: high', 'severity: hgh')
    .replace('[DR-1]', '[DR-9]')
    .replace('backupRetentionDays: 7 }', 'multiAZ: true }');
  assert.deepEqual(problemsOf(text), [
    `${file}:3:16: there is no requirement \`DR-9\`\n  Did you mean \`DR-1\`?`,
    `${file}:4:11: \`severity\` cannot be \`hgh\`\n  Did you mean \`high\`?`,
    `${file}:18:16: RDS instance has no attribute \`multiAZ\`\n  Did you mean \`multiAz\`?`,
  ]);
});

const notARule = `${file}:1:1: this is not a rule file\n  A rule has an id, a title, applies-to and expect. Keep other files out of the rules folder.`;
const bomb = `a: &a [${'x,'.repeat(10)}]\n${[...'bcdef'].map((name, at) => `${name}: &${name} [${`*${'abcde'[at]},`.repeat(10)}]\n`).join('')}`;
const strangers: [string, string, string[]][] = [
  ['an empty file', '', [notARule]],
  ['a list', '- a\n', [notARule]],
  ['a CloudFormation template', 'Resources:\n  Bucket: {}\n', [notARule]],
  [
    'two documents',
    `${soundRule}---\na: 1\n`,
    [`${file}:26:1: a second YAML document starts here\n  Keep one document a file.`],
  ],
  ['an alias that holds itself', 'id: &a [*a]\n', [`${file}:1:8: this is nested too deeply to be read`]],
  ['an alias bomb', bomb, [`${file}:1:22: aliases make this text too large to be read`]],
  [
    'brackets without end',
    `id: ${'['.repeat(20_000)}`,
    [`${file}:1:1: the text is nested too deeply to be read`],
  ],
];

for (const [title, text, told] of strangers) {
  test(`${title} is refused in words`, () => assert.deepEqual(problemsOf(text), told));
}

test('an id is taken once, and the tool keeps its own', () => {
  const [own] = checkRules([ruleFile(soundRule)], catalogue);
  assert.ok(own);
  const second = { ...ruleFile(soundRule), path: 'more/rds/instance-keeps-backups.yaml' };
  const told = (others: (typeof own.rule)[], files: (typeof second)[]) =>
    inspectRules(files, catalogue, others).problems.map(formatProblem);
  const where = 'more/rds/instance-keeps-backups.yaml: the rule id `rds/instance-keeps-backups` is taken';
  const advice = 'Give the file another name, or switch the other one off in the policy.';
  assert.deepEqual(told([], [ruleFile(soundRule), second]), [`${where}\n  It is in ${file}. ${advice}`]);
  assert.deepEqual(told([own.rule], [second]), [`${where}\n  It is in the tool's own rules. ${advice}`]);
});

test('a parameter of the policy has one type for all rules', () => {
  const shared = spoiled('unit: days', 'unit: days, policy: backup.days');
  const other = spoiled(
    '{ type: integer, default: 7, minimum: 1, maximum: 35, unit: days }',
    '{ type: string, default: a, policy: backup.days }',
  )
    .replace('id: rds/instance-keeps-backups', 'id: rds/other')
    .replace(
      'resource.backupRetentionDays >= parameter.minimumDays',
      'resource.engine == parameter.minimumDays',
    );
  const files = [ruleFile(shared), ruleFile(other, 'rds/other')];
  assert.deepEqual(inspectRules(files, catalogue).problems.map(formatProblem), [
    'rules/rds/other.yaml: `parameters.minimumDays` takes `backup.days` as string; rds/instance-keeps-backups takes it as integer\n  Use one type, or another name.',
  ]);
});

test('sources of which none looks for the kind are a mistake, not a rule that is asked everywhere', () => {
  const spoilt = spoiled('applies-to: rds-instance\n', 'applies-to: change\nsources: [aws-account]\n');
  assert.match(
    problemsOf(spoilt).join('\n'),
    /:6:10: none of the rule's sources looks for the kind `change`\n {2}Leave `sources` out/,
  );
});
