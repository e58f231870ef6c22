import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv } from 'ajv';
import type { WaiverResult } from '../../src/model/report.ts';
import { formatNames } from '../../src/reporters/index.ts';
import { jsonChunks } from '../../src/reporters/json/chunks.ts';
import { organisationSchema } from '../../src/reporters/json/organisation-schema.ts';
import { sarifLog } from '../../src/reporters/sarif/index.ts';
import { lintSarif } from '../../src/reporters/sarif/lint.ts';
import type { SarifLog } from '../../src/reporters/sarif/types.ts';
import { render } from './goldens.ts';
import { hostileNames } from './hostile-report.ts';
import {
  type Member,
  members,
  organisationFrom,
  renderAll,
  reportOf,
  unreadReport,
} from './organisation-report.ts';

const idOf = (index: number) => String(100_000_000_000 + index);

/** Accounts as they are in large organisations: all alike, and the last one not read. */
function many(count: number): readonly Member[] {
  return Array.from({ length: count }, (_, index) => {
    const account = idOf(index);
    const report = reportOf(account, index === count - 1 ? unreadReport : undefined);
    return { report, label: { account, name: `member-${index}`, environment: '' } };
  });
}

test('JSON: the envelope keeps to its schema, and holds every report as if it were alone', async () => {
  const [text = ''] = await renderAll(members, 'json');
  const value = JSON.parse(text);
  const validate = new Ajv({ allErrors: true, strict: true, allowUnionTypes: true }).compile(
    organisationSchema,
  );
  assert.ok(validate(value), JSON.stringify(validate.errors));
  for (const [index, { report }] of members.entries()) {
    assert.deepEqual(value.reports[index], JSON.parse(await render(report, 'json')));
  }
  assert.equal(text, `${JSON.stringify(value, null, 2)}\n`);
  const [none = ''] = await renderAll([], 'json');
  assert.deepEqual(JSON.parse(none).reports, []);
});

test('SARIF: pieces put together are the log of all the reports at once', async () => {
  const [text = '', ...more] = await renderAll(members, 'sarif');
  assert.deepEqual(more, []);
  const log = sarifLog(
    members.map(({ report }) => report),
    {},
  );
  assert.equal(text, [...jsonChunks(log, 4)].join(''));
  assert.deepEqual(lintSarif(JSON.parse(text)), []);
  assert.deepEqual(log.properties?.omittedRuns, [
    'caja-policy/account/111122223333/eu-west-1/',
    'caja-policy/account/111122223333/us-east-1/',
    'caja-policy/account/777788889999/eu-west-1/',
    'caja-policy/account/777788889999/global/',
  ]);
});

test('SARIF: at most twenty runs a file, each file whole, no run twice', async () => {
  const files = await renderAll(many(42), 'sarif');
  const logs = files.map((text): SarifLog => JSON.parse(text));
  assert.deepEqual(
    logs.map(({ runs }) => runs.length),
    [20, 20, 1],
    'one global run each, for the regions were not read to their end, and nothing of the last account',
  );
  for (const log of logs) assert.deepEqual(lintSarif(log), []);
  const ids = logs.flatMap(({ runs }) => runs.map(({ automationDetails }) => automationDetails.id));
  assert.equal(new Set(ids).size, 41);
});

test('SARIF: where nothing was read to its end there is a file without runs, which closes nothing', async () => {
  const [text = ''] = await renderAll(members.slice(2), 'sarif');
  const log: SarifLog = JSON.parse(text);
  assert.deepEqual(log.runs, []);
  assert.equal(log.properties?.omittedRuns.length, 2);
});

for (const format of formatNames) {
  test(`${format}: the order in which accounts are finished changes nothing`, async () => {
    assert.deepEqual(await renderAll([...members].reverse(), format), await renderAll(members, format));
  });
}

for (const [count, sections] of [
  [60, true],
  [1_000, false],
] as const) {
  test(`Markdown: ${count} accounts fit a job summary, and what is cut is told`, async () => {
    const [text = ''] = await renderAll(many(count), 'markdown');
    assert.ok(Buffer.byteLength(text) < 1024 * 1024, `${Buffer.byteLength(text)} bytes`);
    assert.ok(!text.includes('LOST'));
    assert.equal(text.includes(`## \`member-0\` (\`${idOf(0)}\`): 2 findings fail`), sections);
    assert.equal(/too many for a section each/.test(text), !sections);
    assert.match(
      text,
      new RegExp(`\`member-${count - 1}\`<br>\`${idOf(count - 1)}\` \\| – \\| ⚠️ \\*\\*not read\\*\\*`),
    );
    assert.match(text, /Requirements by account/);
  });
}

test('Markdown: the whole fits the room that is asked for', async () => {
  const [text = ''] = await renderAll(members, 'markdown', { markdown: { budget: 12_000 } });
  assert.ok(text.length <= 12_000, `${text.length}`);
  assert.match(text, /Shortened to fit this page/);
});

test('table: the worst accounts are listed, and the rest is told', async () => {
  const [text = ''] = await renderAll(many(60), 'table');
  assert.match(text, /and 10 more accounts|10 more accounts not shown/);
  assert.match(text, /40 more accounts not listed/);
  assert.match(text, /member-59 \(100000000059\) +not read/);
});

test('hostile names stay on their line and say nothing to Markdown or the terminal', async () => {
  const hostile = hostileNames.map((name, index): Member => {
    const account = idOf(index);
    return { report: reportOf(account), label: { account, name, environment: name } };
  });
  const [markdown = ''] = await renderAll(hostile, 'markdown');
  // What stands in a code span is shown as it is.
  const read = markdown.replace(/`[^`\n]*`/g, '');
  assert.doesNotMatch(read, /<script>|^## Injected|\]\(/m);
  const [table = ''] = await renderAll(hostile, 'table');
  for (const text of [markdown, table]) {
    assert.doesNotMatch(text.replaceAll('\n', ''), /[\p{Cc}\p{Cf}\p{Cs}]/u);
  }
});

/** [outcomes of the accounts, the answer over all of them]. */
const gates = [
  [['passed', 'failed', 'incomplete'], 'failed'],
  [['passed', 'incomplete'], 'incomplete'],
  [['failed', 'nothing-judged'], 'nothing-judged'],
  [['passed', 'passed'], 'passed'],
  [[], 'nothing-judged'],
] as const;
for (const [outcomes, answer] of gates) {
  test(`the gate over ${outcomes.join(', ') || 'no account'} is ${answer}`, () => {
    const accounts = outcomes.map((outcome, index): Member => {
      const report = reportOf(idOf(index));
      const gate = { ...report.summary.gate, outcome };
      const label = { account: idOf(index), name: 'x', environment: '' };
      return { report: { ...report, summary: { ...report.summary, gate } }, label };
    });
    assert.equal(organisationFrom(accounts).organisation.summary.gate.outcome, answer);
  });
}

const states: [string, [WaiverResult['status'], number][], WaiverResult['status'], number][] = [
  [
    'does its work in one of them',
    [
      ['unmatched', 0],
      ['active', 2],
      ['active', 1],
      ['unmatched', 0],
    ],
    'active',
    3,
  ],
  [
    'has run out',
    [
      ['unmatched', 0],
      ['expired', 2],
      ['elsewhere', 0],
    ],
    'expired',
    2,
  ],
  [
    'could match in one of them and does not',
    [
      ['elsewhere', 0],
      ['unmatched', 0],
      ['elsewhere', 0],
    ],
    'unmatched',
    0,
  ],
  [
    'is of another account',
    [
      ['elsewhere', 0],
      ['elsewhere', 0],
    ],
    'elsewhere',
    0,
  ],
];
for (const [title, told, status, matched] of states) {
  test(`over several accounts, a waiver that ${title}`, () => {
    const waiver = {
      rule: 'r',
      resources: ['*x'],
      owner: 'o',
      reason: 'r',
      expires: '2027-01-01',
      at: 'p:1:1',
    };
    const accounts = told.map(([one, count], index): Member => {
      const label = { account: idOf(index), name: 'x', environment: '' };
      const broad = index === 1 ? { tooBroad: 'because' } : {};
      return {
        report: { ...reportOf(idOf(index)), waivers: [{ ...waiver, status: one, matched: count, ...broad }] },
        label,
      };
    });
    const { waivers } = organisationFrom(accounts).organisation;
    assert.deepEqual(
      waivers.map((one) => [one.status, one.matched, one.tooBroad]),
      [[status, matched, 'because']],
    );
  });
}
