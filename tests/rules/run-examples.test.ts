import assert from 'node:assert/strict';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { judgeRule } from '../../src/engine/judge-rule.ts';
import { isList, isMap } from '../../src/model/fact.ts';
import { formatProblem, UserError } from '../../src/model/user-error.ts';
import { validatePolicy } from '../../src/policy/validators.ts';
import { loadCatalogue } from '../../src/rules/catalogue.ts';
import { checkRules } from '../../src/rules/check-rules.ts';
import { buildScene } from '../../src/rules/example-resource.ts';
import { readRuleFiles } from '../../src/rules/rule-files.ts';
import { runExamples } from '../../src/rules/run-examples.ts';
import { validateRule } from '../../src/rules/validators.ts';
import { readYaml } from '../../src/rules/yaml/document.ts';
import { compiledValidators } from '../../tools/validators.ts';
import { catalogue, ruleFile, soundRule, spoiled } from './sound-rule.ts';

function told(text: string): string[] {
  const [rule] = checkRules([ruleFile(text)], catalogue);
  assert.ok(rule);
  const run = runExamples(rule, judgeRule);
  return [...run.examples.flatMap((example) => example.problems), ...run.uncovered].map(formatProblem);
}

const file = 'rules/rds/instance-keeps-backups.yaml';

test('examples that hold have nothing to tell', () => assert.deepEqual(told(soundRule), []));

test('another verdict is told with what was said', () => {
  assert.deepEqual(told(spoiled('given: { backupRetentionDays: 7 }', 'given: { backupRetentionDays: 6 }')), [
    `${file}:17:7: "seven days" should be pass and is fail: rds-instance keeps backups for 6 days.`,
  ]);
});

test('another sentence is told with both', () => {
  assert.deepEqual(told(spoiled('says: rds-instance keeps', 'says: rds-instance holds')), [
    `${file}:20:7: "no backups" says another sentence than the example\n  expected: rds-instance holds backups for 0 days.\n  actual:   rds-instance keeps backups for 0 days.`,
  ]);
});

test('an expectation that no example fails by is told', () => {
  const second = '\n  - that: resource.storageEncrypted || true\n    else: never\nrationale:';
  assert.deepEqual(told(spoiled('\nrationale:', second)), [
    `${file}:13:5: no example fails by this expectation\n  Add one under \`examples.fail\`.`,
  ]);
});

test('an example outside the environments of the rule is not applicable', () => {
  const text = spoiled(
    'given: { clusterId: orders }',
    'given: { backupRetentionDays: 1 }\n      environment: staging',
  );
  assert.deepEqual(told(text), []);
  assert.deepEqual(told(text.replace('environment: staging', 'environment: prod')), [
    `${file}:24:7: "a cluster member" should be not-applicable and is fail: rds-instance keeps backups for 1 days.`,
  ]);
});

/** [attribute, how the example writes it, the fact]. */
const facts: [string, string, object][] = [
  ['multiAz', '!default false', { state: 'known', value: false, default: true }],
  ['engine', '!sensitive postgres', { state: 'known', value: 'postgres', sensitive: true }],
  [
    'engine',
    '!unknown "read later"',
    { state: 'unknown', reason: 'known-after-apply', detail: 'read later' },
  ],
  [
    'kmsKeyId',
    '!set "it is aws_kms_key.a.arn"',
    { state: 'unknown', detail: 'it is aws_kms_key.a.arn', set: true },
  ],
  ['kmsKeyId', 'null', { state: 'absent' }],
];

function sceneOf(given: string, related = '{}', appliesTo = 'rds-instance') {
  const text = `given: ${given}\nrelated: ${related}`;
  const { value } = readYaml({ path: 'x', text }, ['unknown', 'set', 'open', 'default', 'sensitive']);
  const written = value as { given: Record<string, unknown>; related: Record<string, unknown> };
  return buildScene({ name: 'x', ...written }, appliesTo, ({ message }) => assert.fail(message));
}

for (const [attribute, written, fact] of facts) {
  test(`${attribute}: ${written}`, () => {
    const { resource } = sceneOf(`{ ${attribute}: ${written} }`);
    for (const [key, value] of Object.entries(fact)) {
      assert.deepEqual(Reflect.get(resource.fields[attribute] ?? {}, key), value);
    }
  });
}

test('what an example leaves out is absent where it may be, else unknown', () => {
  const { fields, label, type } = sceneOf('{}').resource;
  assert.equal(fields.kmsKeyId?.state, 'absent');
  assert.equal(fields.multiAz?.state, 'unknown');
  assert.deepEqual([label, type], ['rds-instance', 'rds-instance']);
  assert.equal(sceneOf('{ name: orders }').resource.label, 'orders');
});

test('an open list and an open map hold what is known', () => {
  const { fields } = sceneOf(
    '{ logExports: !open [postgresql], tags: !open { Owner: !unknown later } }',
  ).resource;
  const [logs, tags] = [fields.logExports, fields.tags];
  assert.ok(logs?.state === 'known' && isList(logs.value) && logs.value.open !== undefined);
  assert.equal(logs.value.items.length, 1);
  assert.ok(tags?.state === 'known' && isMap(tags.value) && tags.value.open !== undefined);
  assert.equal(tags.value.entries.Owner?.state, 'unknown');
});

test('relations lead to what the example relates, and on from there', () => {
  const scene = sceneOf(
    '{}',
    '{ cluster: { engine: aurora-postgresql, related: { members: !open [{}, {}] } }, kmsKey: !set "later" }',
  );
  const cluster = scene.related(scene.resource, 'cluster');
  assert.ok(cluster.state === 'known' && 'kind' in cluster.value);
  assert.equal(cluster.value.kind, 'rds-cluster');
  const members = scene.related(cluster.value, 'members');
  assert.ok(members.state === 'known' && 'items' in members.value);
  assert.deepEqual([members.value.items.length, members.value.open === undefined], [2, false]);
  assert.equal(scene.related(cluster.value, 'kmsKey').state, 'absent');
  assert.equal(scene.related(scene.resource, 'kmsKey').state, 'unknown');
  const alone = sceneOf('{}', '{}', 'vpc');
  const logs = alone.related(alone.resource, 'flowLogs');
  assert.ok(logs.state === 'known' && 'items' in logs.value && logs.value.items.length === 0);
});

test('rule files are found in folders, with ids from their paths', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'rules-'));
  const told = (path: string) =>
    readRuleFiles(path, folder).then(
      () => 'read',
      (error: Error) => error.message,
    );
  assert.equal(await told(join(folder, 'none')), 'none: the folder cannot be read: it is not there');
  assert.equal(await told(folder), `${folder}: there are no rules in this folder`);
  await mkdir(join(folder, 'rds/deep'), { recursive: true });
  await writeFile(join(folder, 'requirements.yaml'), '');
  await writeFile(join(folder, 'rds/b.yaml'), 'b');
  await writeFile(join(folder, 'rds/deep/a.yaml'), 'a');
  await writeFile(join(folder, 'rds/README.md'), '');
  assert.deepEqual(await readRuleFiles('.', folder), [
    { path: 'rds/b.yaml', text: 'b', id: 'rds/b' },
    { path: 'rds/deep/a.yaml', text: 'a', id: 'rds/deep/a' },
  ]);
  await writeFile(join(folder, 'rds/c.yml'), 'c');
  assert.match(await told(folder), /^rds\/c\.yml: this file is not read\n {2}Rule files end in \.yaml/);
});

test('mistakes in a catalogue are told', () => {
  const text =
    '- { id: DR-1, title: a, sources: [plan] }\n- { id: DR-1, title: b, sources: [attest] }\n- { id: DR-2, title: c, sources: [plan], maximum-age-days: 3 }\n';
  const expected = [
    'r.yaml:2:9: the requirement `DR-1` is there twice',
    'r.yaml:2:9: DR-1 can be attested, and nothing says for how long\n  Add `maximum-age-days`.',
    'r.yaml:3:60: `maximum-age-days` is for clauses that are attested; DR-2 is not\n  Add `attest` to its sources.',
  ];
  assert.throws(
    () => loadCatalogue({ path: 'r.yaml', text }),
    (error) => {
      assert.ok(error instanceof UserError);
      assert.deepEqual(error.problems.map(formatProblem), expected);
      return true;
    },
  );
});

test('validators that were compiled for the package say what the others say', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'validators-'));
  const outfile = join(folder, 'validators.mjs');
  const contents = "export * from './src/rules/validators.ts'; export * from './src/policy/validators.ts';";
  await build({
    stdin: { contents, resolveDir: join(import.meta.dirname, '../..'), loader: 'ts' },
    bundle: true,
    format: 'esm',
    platform: 'node',
    outfile,
    plugins: [compiledValidators],
  });
  const compiled = (await import(pathToFileURL(outfile).href)) as Record<string, typeof validateRule>;
  const values = [
    {},
    [],
    { severity: 'hgh', parameters: { a_b: 1 } },
    { version: 2, waivers: [{ resources: ['a', 'a'] }] },
  ];
  for (const value of values) {
    assert.ok(validateRule(value).length > 0);
    assert.deepEqual(compiled.validateRule?.(value), validateRule(value));
    assert.deepEqual(compiled.validatePolicy?.(value), validatePolicy(value));
  }
});
