import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import { parse } from 'yaml';
import { judgeRule } from '../../src/engine/judge-rule.ts';
import type { Requirement } from '../../src/model/policy.ts';
import { formatProblem } from '../../src/model/user-error.ts';
import { loadPolicy } from '../../src/policy/load-policy.ts';
import { loadCatalogue } from '../../src/rules/catalogue.ts';
import { inspectRules } from '../../src/rules/check-rules.ts';
import { catalogueFile, readRuleFiles, readSource } from '../../src/rules/rule-files.ts';
import { runExamples } from '../../src/rules/run-examples.ts';
import { schemaFiles } from '../../tools/schemas.ts';

const root = join(import.meta.dirname, '../..');
const folder = join(root, 'rules');
const catalogue = loadCatalogue(await readSource(join(folder, catalogueFile), root));
const files = await readRuleFiles(folder, root);
const { rules, problems } = inspectRules(files, catalogue);

test('the rule files hold no mistake', () => {
  assert.deepEqual(problems.map(formatProblem), []);
  assert.ok(rules.length > 0 && rules.length === files.length);
});

for (const rule of rules) {
  const run = runExamples(rule, judgeRule);
  for (const example of run.examples) {
    test(`${rule.rule.id}: ${example.name} (${example.expected})`, () => {
      assert.deepEqual(example.problems.map(formatProblem), []);
    });
  }
  test(`${rule.rule.id}: every expectation has an example that fails by it`, () => {
    assert.deepEqual(run.uncovered.map(formatProblem), []);
  });
}

test('checked rules are plain data, as the package ships them', () => {
  assert.deepEqual(JSON.parse(JSON.stringify(rules)), rules);
});

test("Caja's own policy holds no mistake", async () => {
  const policy = loadPolicy(
    await readSource(join(root, 'caja-policy.yaml'), root),
    rules.map(({ rule }) => rule),
    catalogue,
  );
  assert.equal(policy.file, 'caja-policy.yaml');
  assert.equal(policy.parameters['backup.retentionDays'], 7);
  assert.deepEqual(
    policy.environments.map(({ name, domain }) => [name, domain]),
    [
      ['prod', 'caja.example.com'],
      ['staging', 'staging.caja.example.com'],
      ['dev', 'dev.caja.example.com'],
    ],
  );
});

for (const [name, text] of Object.entries(schemaFiles({ rules, catalogue }))) {
  test(`docs/schemas/${name} is what the source says (else: npm run docs)`, () => {
    assert.equal(readFileSync(join(root, 'docs/schemas', name), 'utf8'), text);
  });
}

test('every file that editors complete names its schema in the first line', () => {
  const schemas: [string, string][] = [
    ...files.map(({ path }): [string, string] => [path, 'rule']),
    [`rules/${catalogueFile}`, 'requirements'],
    ['caja-policy.yaml', 'policy'],
  ];
  for (const [path, schema] of schemas) {
    const [first] = readFileSync(join(root, path), 'utf8').split('\n');
    const up = '../'.repeat(path.split('/').length - 1);
    const line = `# yaml-language-server: $schema=${up}docs/schemas/${schema}.schema.json`;
    assert.equal(first, line, path);
  }
});

test('what the program takes, the schemas for editors take, and what it refuses they refuse', () => {
  const schemas = schemaFiles({ rules, catalogue });
  const validator = (name: string) =>
    new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(schemas[`${name}.schema.json`] ?? ''));
  const rule = validator('rule');
  for (const { path, text } of files) {
    const content = parse(text, { logLevel: 'silent' }) as object;
    assert.ok(rule(content), `${path}: ${JSON.stringify(rule.errors)}`);
    for (const wrong of [{ severity: 'worst' }, { examples: {} }, { 'applies-to': 'rds' }, { note: 1 }])
      assert.ok(!rule({ ...content, ...wrong }), path);
  }
  const policy = validator('policy');
  const own = parse(readFileSync(join(root, 'caja-policy.yaml'), 'utf8')) as { waivers: object[] };
  assert.ok(policy(own), JSON.stringify(policy.errors));
  assert.ok(
    policy({ ...own, rules: { 'house/own': { enabled: false } }, parameters: { 'house.figure': 3 } }),
  );
  for (const wrong of [
    { parameters: { 'backup.retentionDays': 'x' } },
    { rules: { 'house/own': { on: 1 } } },
  ])
    assert.ok(!policy({ ...own, ...wrong }));
  const all = parse(readFileSync(join(root, 'rules', catalogueFile), 'utf8'));
  assert.ok(validator('requirements')(all));
});

const asked = [
  { source: 'plan', name: 'terraform-plan', what: 'a plan' },
  { source: 'repo', name: 'repository', what: 'a repository' },
] as const;
for (const { source, name, what } of asked) {
  for (const { id, sources } of catalogue.filter((clause) => clause.sources.includes(source))) {
    test(`${id} has a rule that ${what} is asked`, () => {
      const serving = rules.filter(({ rule }) => rule.requirements.includes(id));
      assert.ok(
        serving.some(({ rule }) => rule.appliesTo !== 'attestation' && rule.sources.includes(name)),
        sources.join(),
      );
    });
  }
}

test('every rule serves a clause that its sources can show', () => {
  const names = { 'terraform-plan': 'plan', 'aws-account': 'account', repository: 'repo' } as const;
  const idle = rules.filter(({ rule }) =>
    rule.requirements.every((id) => {
      const clause = catalogue.find((one) => one.id === id);
      if (rule.appliesTo === 'attestation') return clause?.sources.includes('attest') !== true;
      return !rule.sources.some((source) => clause?.sources.includes(names[source]));
    }),
  );
  assert.deepEqual(
    idle.map(({ rule }) => rule.id),
    [],
  );
});

test('every clause that people can answer has the one rule that asks for their statement', () => {
  const asked = rules.filter(({ rule }) => rule.appliesTo === 'attestation');
  const others = (clause: Requirement) => clause.sources.some((source) => source !== 'attest');
  for (const { rule } of asked) {
    const sort = rule.id === 'attestations/partly-seen-clause-is-attested';
    assert.deepEqual(
      rule.requirements.toSorted(),
      catalogue
        .filter((clause) => clause.sources.includes('attest') && others(clause) === sort)
        .map(({ id }) => id)
        .sort(),
      rule.id,
    );
  }
  assert.equal(asked.length, 2);
});

const shared = join(root, '../shared/requirements.yaml');
test('the catalogue agrees with the document it was made from', {
  skip: existsSync(shared) ? false : 'the document is not here',
}, () => {
  const entries = parse(readFileSync(shared, 'utf8')) as {
    id: string;
    sources: string[];
    scope?: string[];
  }[];
  assert.deepEqual(
    catalogue.map(({ id, sources, environments }) => ({ id, sources, environments })),
    entries.map(({ id, sources, scope = [] }) => ({ id, sources, environments: scope })),
  );
});
