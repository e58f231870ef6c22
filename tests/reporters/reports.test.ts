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
import { markdownReporter } from '../../src/reporters/markdown/index.ts';
import { tableReporter } from '../../src/reporters/table/index.ts';
import { repositoryRoot } from '../../tools/repository-root.ts';
import fc from '../property.ts';
import { buildReport, finding } from './build-report.ts';
import { goldens, render } from './goldens.ts';
import { hostileNames } from './hostile-report.ts';
import { cleanReport, planReport, samples } from './sample-report.ts';

const many = (number: number): Report =>
  buildReport({
    source: planReport.source,
    findings: Array.from({ length: number }, (_, index) =>
      finding({
        rule:
          ['rds/instance-keeps-backups', 'tagging/resource-has-required-tags', 'kms/key-rotates'][
            index % 3
          ] ?? '',
        resource: { label: `module.m[${index}].aws_thing.long_name_of_a_resource` },
        verdict: index % 7 === 0 ? 'unknown' : 'fail',
      }),
    ),
  });

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

test('markdown: the headline comes first, behind the invisible mark', async () => {
  const [mark, headline] = (await render(planReport, 'markdown')).split('\n');
  assert.equal(mark, '<!-- caja-policy:plan:infrastructure/environments/prod -->');
  assert.equal(
    headline,
    '## caja-policy: 7 findings fail (2 critical, 3 high, 1 medium, 1 low) — ❌ gate failed',
  );
  assert.match(await render(cleanReport, 'markdown'), /^## caja-policy: nothing fails — ✅ gate passed$/m);
});

test('markdown: a shorter budget tells less, says so, and never breaks off in the middle', () => {
  const report = many(3_000);
  for (const budget of [900_000, 60_000, 20_000, 8_000, 3_000, 1_500]) {
    const text = [
      ...markdownReporter(report, { markdown: { budget, fullReport: 'the artifact reports' } }),
    ].join('');
    assert.ok(text.length <= budget, `${text.length} of ${budget}`);
    assert.ok(text.endsWith('\n'));
    assert.match(text, /2,571 findings fail/);
    assert.match(text, /429/);
    assert.equal(text.split('<details>').length, text.split('</details>').length);
    if (budget < 60_000)
      assert.match(text, /Shortened to fit this page; everything is in the artifact reports\./);
  }
});

test('markdown: 100,000 findings fit a job summary', () => {
  const text = [...markdownReporter(many(100_000), {})].join('');
  assert.ok(Buffer.byteLength(text) <= 900 * 1024);
  assert.match(text, /…and [\d,]+ more findings\./);
});

test('table: at most 200 rows, then how many more', () => {
  const text = [...tableReporter(many(500), {})].join('');
  assert.match(text, /\n300 more findings not shown/);
  assert.equal(text.match(/│ (critical|low|info|cannot tell) /g)?.length, 200);
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

/** Names made of what breaks tables, Markdown and terminals. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileNames),
      fc.constantFrom(
        '|',
        '\\',
        '`',
        '\n',
        '\r',
        '\t',
        '<',
        '>',
        '&',
        '@x',
        '#1',
        '\u001B[2K',
        '\u202E',
        '*',
        '_',
        '[',
        '](',
        ' ',
        '日',
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

const hostileReports = fc.tuple(hostileText, hostileText, hostileText).map(([label, message, file]) =>
  buildReport({
    source: { ...planReport.source, stack: file, subject: label },
    findings: [
      finding({
        rule: 'kms/key-rotates',
        resource: { label, address: label },
        message,
        locations: [{ file, line: 1, column: 1, part: 'block' as const, calls: [] }],
      }),
      finding({ rule: 'kms/key-rotates', resource: { label, arn: message }, message, verdict: 'unknown' }),
    ],
    gaps: [{ reason: 'denied', message, incomplete: true, region: label, kinds: [] }],
    waivers: [
      {
        rule: label,
        resources: [label, message],
        owner: message,
        reason: message,
        expires: '2027-01-01',
        at: 'x:1:1',
        status: 'unmatched',
        matched: 0,
      },
    ],
  }),
);

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

test('hostile names never break a row, open an element or call anybody in Markdown', () => {
  fc.assert(
    fc.property(hostileReports, (report) => {
      const text = [...markdownReporter(report, {})].join('');
      assert.doesNotMatch(text, harmful);
      let cells = 0;
      for (const line of text.split('\n')) {
        if (!line.startsWith('|')) cells = 0;
        else {
          const found = unescapedPipes(line);
          if (cells === 0) cells = found;
          assert.equal(found, cells, line);
        }
      }
      const read = text.replace(/`[^`\n]*`/g, '').replace(/```[\s\S]*?```/g, '');
      const elements = read.match(/<[^>]*>?/g) ?? [];
      const known = /^<(\/?(details|summary|b|sup|code)>|!-- caja-policy:[A-Za-z0-9:._/-]* -->)$/;
      for (const element of elements) assert.match(element, known);
      assert.doesNotMatch(read, /@[A-Za-z]|(^|\s)#\d|https?:\/\/|\]\(/m);
    }),
    { numRuns: 300 },
  );
});

function unescapedPipes(line: string): number {
  return line.match(/(?<!\\)\|/g)?.length ?? 0;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    for (const member of Object.values(value)) deepFreeze(member);
  }
  return value;
}
