import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { stripVTControlCharacters } from 'node:util';
import { Ajv } from 'ajv';
import type { FromSchema } from 'json-schema-to-ts';
import type { Finding, Report } from '../../src/model/report.ts';
import { formatNames } from '../../src/reporters/index.ts';
import { jsonChunks } from '../../src/reporters/json/chunks.ts';
import { jsonReporter } from '../../src/reporters/json/index.ts';
import { reportSchema } from '../../src/reporters/json/schema.ts';
import { tableReporter } from '../../src/reporters/table/index.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import fc from '../property.ts';
import { goldens, render } from './goldens.ts';
import { hostileReports, many } from './made-reports.ts';
import { cleanReport, planReport, samples } from './sample-report.ts';

for (const { folder, files } of await goldens()) {
  for (const [path, text] of Object.entries(files)) {
    test(`golden ${path}`, () => {
      const golden = join(repositoryRoot, path);
      assert.ok(existsSync(golden), `${path} is missing: run npm run goldens and read what it wrote`);
      assert.equal(text, readFileSync(golden, 'utf8'));
    });
  }
  if (folder === undefined) continue;
  test(`${folder} holds no golden that nothing compares with`, () => {
    const strays = readdirSync(join(repositoryRoot, folder)).filter(
      (name) => !(`${folder}/${name}` in files),
    );
    assert.deepEqual(strays, []);
  });
}

for (const format of formatNames) {
  test(`${format}: the same report gives the same bytes, and is left as it was`, async () => {
    for (const report of Object.values(samples)) {
      const frozen = deepFreeze(structuredClone(report));
      assert.equal(await render(frozen, format), await render(structuredClone(report), format));
      assert.deepEqual(frozen, report);
    }
  });
}

test('json: every sample satisfies the published schema, and types and schema say the same', async () => {
  const valid = new Ajv({ strict: true, allErrors: true, strictTypes: false }).compile(reportSchema);
  for (const report of Object.values(samples)) {
    assert.ok(valid(JSON.parse(await render(report, 'json'))), JSON.stringify(valid.errors));
  }
  const { gaps: _gaps, ...broken } = structuredClone(planReport);
  assert.equal(valid(broken), false);
  assert.equal(valid({ ...structuredClone(planReport), surprise: true }), false);
});

/** Compiles only while the schema and the type agree. */
type Published = FromSchema<typeof reportSchema>;
type Keys<T> = T extends object ? keyof T : never;
const sameKeys: [Keys<Report>, Keys<Finding>] extends [Keys<Published>, Keys<Published['findings'][number]>]
  ? [Keys<Published>, Keys<Published['findings'][number]>] extends [Keys<Report>, Keys<Finding>]
    ? true
    : false
  : false = true;
assert.ok(sameKeys);

test('json: keys stand in the published order whoever built the report', async () => {
  const reversed = JSON.parse(JSON.stringify(planReport), (_key, value: unknown) =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).reverse())
      : value,
  ) as Report;
  const text = await render(reversed, 'json');
  const withoutMaps = (one: string) => one.replace(/"(value|notLookedInto)": \{[^}]*\}/g, '');
  assert.equal(withoutMaps(text), withoutMaps(await render(planReport, 'json')));
  assert.deepEqual(Object.keys(JSON.parse(text)), [
    ...['schemaVersion', 'tool', 'source', 'policy', 'summary', 'requirements', 'rules'],
    ...['findings', 'gaps', 'ledger', 'waivers', 'attestations'],
  ]);
});

test('json: pieces join to what JSON.stringify writes, at every depth', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.nat(5), (value, depth) => {
      assert.equal([...jsonChunks(value, depth)].join(''), `${JSON.stringify(value, null, 2)}\n`);
    }),
  );
});

test('json: a long report comes in pieces', () => {
  const pieces = [...jsonReporter(many(2_000), {})];
  assert.ok(pieces.length > 5);
  assert.ok(pieces.every((piece) => piece.length < 100_000));
});

test('table: at most 200 rows, then how many more', () => {
  const text = [...tableReporter(many(500), {})].join('');
  assert.match(text, /\n300 more findings not shown/);
  assert.equal(text.match(/│ (critical|low|info|cannot tell) /g)?.length, 200);
});

test('table: where a plan answers for what it brings alone, that comes first', () => {
  const [first, ...others] = planReport.findings.filter(({ verdict }) => verdict === 'fail');
  assert.ok(first);
  const resource = { ...first.resource, label: 'brought' };
  const brought = { ...first, severity: 'low', change: 'introduced', resource } as const;
  const older = others.map((one) => ({ ...one, severity: 'critical', change: 'unchanged' }) as const);
  const at = (judged: 'all' | 'introduced') => {
    const { gate } = planReport.summary;
    const summary = { ...planReport.summary, gate: { ...gate, judged } };
    const rows = [...tableReporter({ ...planReport, summary, findings: [...older, brought] }, {})].join('');
    return rows.indexOf('brought') < rows.indexOf('critical    │');
  };
  assert.deepEqual([at('all'), at('introduced')], [false, true]);
});

test('table: what stands in the repository beside a plan is counted apart from what the plan does', () => {
  const changes = { ...planReport.summary.changes, none: 17 };
  const text = [...tableReporter({ ...planReport, summary: { ...planReport.summary, changes } }, {})].join(
    '',
  );
  assert.match(text, /^The plan +brings \d+, leaves .*, fixes \d+; 17 more in the repository$/m);
});

test('table: no colour unless asked for, whatever the environment says', () => {
  const plain = [...tableReporter(planReport, {})].join('');
  const colored = [...tableReporter(planReport, { table: { color: true } })].join('');
  assert.ok(!plain.includes('\u001B'));
  assert.ok(colored.includes('\u001B[31m'));
  assert.equal(stripVTControlCharacters(colored), plain);
});

test('table: the reports that were written are named last', () => {
  const text = [...tableReporter(cleanReport, { table: { reports: ['a.sarif', 'a.md'] } })].join('');
  assert.match(text, /\nReports +a\.sarif and a\.md\n$/);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
const harmful = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/;

test('hostile names never break a table of the terminal', () => {
  fc.assert(
    fc.property(hostileReports, fc.integer({ min: 20, max: 160 }), (report, columns) => {
      const text = [...tableReporter(report, { table: { columns } })].join('');
      assert.doesNotMatch(text, harmful);
      const framed = text.slice(text.indexOf('╭'), text.indexOf('╯') + 1).split('\n');
      for (const line of framed) {
        assert.ok(/^[╭├╰].*[╮┤╯]$/u.test(line) || /^│.*│.*│.*│$/u.test(line), line);
      }
    }),
    { numRuns: 200 },
  );
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
