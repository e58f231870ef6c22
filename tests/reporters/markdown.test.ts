import assert from 'node:assert/strict';
import { test } from 'node:test';
import { marked, type Tokens } from 'marked';
import type { Finding, Report } from '../../src/model/report.ts';
import { type Severity, severities } from '../../src/model/rule.ts';
import { unwrapped } from '../../src/reporters/markdown/escape.ts';
import { commentReporter, commentUnits, markdownReporter } from '../../src/reporters/markdown/index.ts';
import type { MarkdownOptions } from '../../src/reporters/markdown/options.ts';
import fc from '../property.ts';
import { buildReport, finding } from './build-report.ts';
import { hostileReports, many } from './made-reports.ts';
import { accountReport } from './sample-account.ts';
import { cleanReport, emptyReport, planReport } from './sample-report.ts';

const repository = {
  uri: 'https://github.com/caja/caja',
  revision: '4b6472266afd7b471e86085a6659e8c7f2b119da',
};
const run = 'https://github.com/caja/caja/actions/runs/7';

const summary = (report: Report, markdown: MarkdownOptions = {}) =>
  [...markdownReporter(report, { markdown })].join('');
const comment = (report: Report, markdown: MarkdownOptions = {}) =>
  [...commentReporter(report, { markdown })].join('');

/** A plan of the rules of the samples: what it brings, leaves and mends. */
function planOf(
  numbers: Partial<
    Record<'introduced' | 'unchanged' | 'beside' | 'fixed' | 'waived' | 'unknown' | 'passed', number>
  >,
  parts: Partial<Report> & { judged?: 'all' | 'introduced' } = {},
): Report {
  const rules = [
    'kms/key-rotates',
    'rds/instance-keeps-backups',
    'security-group/admits-no-one-to-databases',
  ];
  const waiver = {
    owner: 'platform',
    reason: 'Under way.',
    expires: '2027-01-31',
    status: 'active',
  } as const;
  const shapes: Readonly<Record<keyof typeof numbers, Partial<Finding>>> = {
    introduced: { change: 'introduced' },
    unchanged: { change: 'unchanged' },
    beside: { change: 'none' },
    fixed: { change: 'fixed', verdict: 'pass' },
    waived: { change: 'unchanged', waiver },
    unknown: { change: 'introduced', verdict: 'unknown' },
    passed: { change: 'unchanged', verdict: 'pass' },
  };
  const findings = Object.entries(numbers).flatMap(([name, number]) =>
    Array.from({ length: number }, (_, index) =>
      finding({
        ...shapes[name as keyof typeof numbers],
        rule: rules[index % 3] ?? '',
        resource: { label: `module.${name}["${index}"].aws_thing.this` },
        locations: [
          { file: `modules/${name}/main.tf`, line: index + 1, column: 1, part: 'block' as const, calls: [] },
        ],
      }),
    ),
  );
  return buildReport({ source: planReport.source, findings, ...parts });
}

const headlineOf = (text: string) => text.split('\n').find((line) => line.startsWith('## '));

const whole = planOf({ passed: 3 });
const incomplete: Report = {
  ...whole,
  summary: { ...whole.summary, gate: { ...whole.summary.gate, outcome: 'incomplete' } },
};

test('what is left out is counted in words that are English', () => {
  assert.match(summary(planOf({ unknown: 5_000 })), /…and [\d,]+ more\./);
  assert.doesNotMatch(summary(planOf({ unknown: 5_000 })), /mores/);
});

test('the headline says what the plan does to compliance, and what the gate answers', () => {
  const cases: readonly (readonly [string, Report])[] = [
    ['3 new violations (2 critical, 1 info), 2 fixed — ❌ gate failed', planOf({ introduced: 3, fixed: 2 })],
    ['no new violations, 3 there before — ❌ gate failed', planOf({ unchanged: 3 })],
    [
      'no new violations, 3 there before — ✅ gate passed',
      planOf({ unchanged: 3 }, { judged: 'introduced' }),
    ],
    ['1 new violation (1 info), 1 there before — ✅ gate passed', planOf({ introduced: 1, unchanged: 1 })],
    ['no new violations, 2 fixed — ✅ gate passed', planOf({ fixed: 2, passed: 1 })],
    ['1 new violation (1 info), 1 in the repository — ✅ gate passed', planOf({ introduced: 1, beside: 1 })],
    ['nothing fails — ✅ gate passed', planOf({ passed: 3, waived: 1, unknown: 1 })],
    ['⚠️ nothing was judged', emptyReport],
    // A check that ends with 3 is red: nothing may sound as if it had passed.
    ['nothing fails — ⚠️ gate not passed: the reading is incomplete', incomplete],
  ];
  for (const [words, report] of cases) {
    assert.equal(headlineOf(summary(report)), `## caja-policy: ${words}`);
    assert.equal(headlineOf(comment(report)), `## caja-policy: ${words}`);
  }
  assert.match(headlineOf(summary(accountReport)) ?? '', /^## caja-policy: \d+ findings? fails? \(.*\) — /);
});

test('the first line is the mark by which a comment is found again, one for each stack', () => {
  const mark = '<!-- caja-policy:plan:infrastructure/environments/prod -->';
  assert.equal(comment(planReport).split('\n')[0], mark);
  assert.equal(summary(planReport).split('\n')[0], mark);
  const dev = { ...planReport, source: { ...planReport.source, stack: 'infrastructure/environments/dev' } };
  assert.notEqual(comment(dev).split('\n')[0], mark);
});

test('what is new comes first, then the way to mend it, then what was mended, and last what was there before', () => {
  for (const text of [summary(planReport), comment(planReport)]) {
    const order = [
      '### New with this plan (4)',
      '### Why, and how to fix it',
      'Fixed by this plan: 1',
      'Not new: 3 violations',
      'Cannot tell: 2',
      'Waived: 1, the next until 2027-01-31',
      'Attestations: ',
    ].map((words) => [words, text.indexOf(words)] as const);
    for (const [words, at] of order) assert.notEqual(at, -1, words);
    assert.deepEqual(
      order.toSorted((a, b) => a[1] - b[1]),
      order,
    );
  }
});

test('a line is a link to the commit that was judged, where the repository is known', () => {
  const report = planOf({ introduced: 1 });
  assert.match(summary(report), /\| `modules\/introduced\/main\.tf:1` \|/);
  const link = `[\`…/introduced/main.tf:1\`](${repository.uri}/blob/${repository.revision}/modules/introduced/main.tf#L1)`;
  assert.ok(summary(report, { repository }).includes(`| ${link} |`));
  const at = (file: string) => {
    const [first] = report.findings;
    assert.ok(first);
    const locations = [{ file, line: 3, column: 1, part: 'block' as const, calls: [] }];
    return summary({ ...report, findings: [{ ...first, locations }] }, { repository });
  };
  assert.match(at('a (b)/c d#?.tf'), /\/a%20%28b%29\/c%20d%23%3F\.tf#L3\)/);
  for (const odd of ['../x.tf', '/etc/x.tf', 'a//b.tf', './x.tf', 'a\u202Eb.tf'])
    assert.doesNotMatch(at(odd), /blob/, odd);
});

test('without any line there is no column for it', () => {
  const bare = planOf({ introduced: 1 });
  const report = { ...bare, findings: bare.findings.map((one) => ({ ...one, locations: [] })) };
  assert.match(summary(report), /^\| Severity \| Rule \| Resource \| Requirement \|$/m);
});

test('a live thing says whether Terraform holds it', () => {
  const live = (managed: boolean, address?: string) =>
    finding({
      rule: 'kms/key-rotates',
      resource: {
        label: 'caja-key',
        managed,
        ...(address === undefined ? {} : { address, stack: 'infra/prod' }),
      },
    });
  const { source } = accountReport;
  const text = summary(
    buildReport({ source, findings: [live(false), live(true, 'module.kms.aws_kms_key.main')] }),
  );
  assert.match(text, /`caja-key` <sup>not in Terraform<\/sup> \|/);
  assert.match(text, /`caja-key`<br>`module\.kms\.aws_kms_key\.main` in `infra\/prod` \|/);
});

test('under a pull request only what Terraform needs is told; the summary has every way', () => {
  const { rules } = planOf({ introduced: 1 });
  const remediation =
    'Terraform: enable_key_rotation = true\non the key.\nConsole: KMS > Rotation.\nCLI: aws kms x';
  const report = planOf({ introduced: 3 }, { rules: rules.map((rule) => ({ ...rule, remediation })) });
  assert.match(
    comment(report),
    /\*\*Fix in Terraform:\*\* enable_key_rotation = true on the key\.\n\n<\/details>/,
  );
  assert.doesNotMatch(comment(report), /Console/);
  assert.match(summary(report), /- Console: KMS > Rotation\./);
});

test('lines of prose are joined for a comment, code and lists stay as they are', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['one\ntwo\n\nthree\nfour', 'one two\n\nthree four'],
    ['- Terraform: a\n  b\n- CLI: c', '- Terraform: a b\n- CLI: c'],
    ['write\n\n```hcl\na = 1\nb = 2\n```\n\nand\ngo', 'write\n\n```hcl\na = 1\nb = 2\n```\n\nand go'],
    ['| a |\n| - |\n| b |\n1. x\n2. y', '| a |\n| - |\n| b |\n1. x\n2. y'],
  ];
  for (const [given, joined] of cases) assert.equal(unwrapped(given), joined);
});

test('a comment shrinks to a few lines when there is nothing to do', () => {
  const calm = comment(
    planOf({ passed: 3, waived: 2, unknown: 1 }, { attestations: planReport.attestations }),
  );
  assert.ok(calm.split('\n').length <= 10, calm);
  assert.match(calm, /the next waiver ends on 2027-01-31 · 1 of 3 attestations valid/);
  const old = comment(planOf({ unchanged: 40, fixed: 1 }, { judged: 'introduced' }));
  assert.match(old, /40 failed before and still fail/);
  assert.match(old, /Fixed by this plan: 1/);
  assert.ok(old.length < 1_500);
});

test('a comment that tells nobody anything says so to whoever is to write it', () => {
  const quiet = /^<!-- caja-policy:nothing-new -->$/m;
  assert.match(comment(cleanReport), quiet);
  assert.match(comment(planOf({ unchanged: 2, passed: 1 }, { judged: 'introduced' })), quiet);
  for (const news of [{ introduced: 1 }, { fixed: 1 }, { unchanged: 3 }, { unknown: 1, passed: 1 }])
    assert.doesNotMatch(comment(planOf(news)), quiet, JSON.stringify(news));
  const gaps = [{ reason: 'errored-plan', message: 'It broke.', incomplete: true, kinds: ['*'] }] as const;
  assert.doesNotMatch(comment(planOf({ passed: 1 }, { gaps })), quiet);
});

test('the chart stands in the job summary alone, after words that say the same', () => {
  const text = summary(planReport);
  const [, pie = ''] = /```mermaid\n([\s\S]*?)\n```/.exec(text) ?? [];
  assert.match(
    pie,
    /^%%\{init: .*\}%%\npie showData\n {2}title Requirements\n( {2}"[a-z ]+" : [1-9]\d*\n?)+$/,
  );
  assert.ok(text.indexOf('Requirements: ') < text.indexOf('```mermaid'));
  assert.doesNotMatch(comment(planReport), /mermaid/);
});

test('a comment fits whatever is found, and still tells headline, gate and counts', () => {
  for (const number of [0, 1, 300, 20_000]) {
    const report = planOf(
      { introduced: number, unchanged: number, fixed: number, waived: number, unknown: number, passed: 1 },
      { waivers: planReport.waivers, attestations: planReport.attestations },
    );
    const text = comment(report, { repository, run });
    assert.ok(Buffer.byteLength(text) <= commentUnits, `${number}: ${text.length}`);
    assert.match(
      headlineOf(text) ?? '',
      number === 0 ? /nothing fails/ : /new violation.*fixed.*there before/,
    );
    assert.match(text, number === 0 ? /gate passed/ : /\*\*Gate\*\*/);
    assert.match(text, new RegExp(`${comma(number * 2)}\\*\\* failed`));
    assert.match(
      text,
      new RegExp(`${comma(number)}\\*\\* waived · \\*\\*${comma(number)}\\*\\* cannot tell`),
    );
    assert.match(text, /[Aa]ttestations/);
    assert.ok(text.includes(run));
    assert.equal(text.split('<details>').length, text.split('</details>').length);
    const page = summary(report);
    assert.ok(Buffer.byteLength(page) <= 900 * 1024);
    assert.equal(headlineOf(page), headlineOf(text));
  }
});

test('lesser findings are counted before graver ones are', () => {
  const label = 'x'.repeat(110);
  const report = buildReport({
    source: planReport.source,
    findings: Array.from({ length: 400 }, (_, index) =>
      finding({
        rule: index < 4 ? 'security-group/admits-no-one-to-databases' : 'vpc/has-flow-logs',
        severity: index < 4 ? 'critical' : 'low',
        change: 'introduced',
        resource: { label: `${label}${index}` },
        message: `${label.repeat(20)}`,
      }),
    ),
  });
  for (const budget of [30_000, 8_000, 5_000]) {
    const text = comment(report, { budget });
    assert.ok(text.length <= budget);
    assert.match(text, /🔴&nbsp;critical/, String(budget));
    assert.match(text, /400 new violations \(4 critical, 396 low\)/);
    assert.ok(rowsOf(text, '🔴') >= (budget > 5_000 ? 4 : 1));
  }
});

test('a shorter budget tells less, says so, and never breaks off in the middle', () => {
  const report = many(3_000);
  for (const budget of [900_000, 60_000, 20_000, 8_000, 3_000, 1_500]) {
    const text = summary(report, { budget, fullReport: 'the artifact reports' });
    assert.ok(text.length <= budget, `${text.length} of ${budget}`);
    assert.ok(text.endsWith('\n'));
    assert.match(text, /2,571 findings fail/);
    assert.match(text, /429/);
    assert.equal(text.split('<details>').length, text.split('</details>').length);
    if (budget < 60_000)
      assert.match(text, /Shortened to fit this page; everything is in the artifact reports\./);
  }
});

test('100,000 findings fit a job summary', () => {
  const text = summary(many(100_000));
  assert.ok(Buffer.byteLength(text) <= 900 * 1024);
  assert.match(text, /…and [\d,]+ more findings/);
});

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not come through
const harmful = /[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u200B-\u200F\u202A-\u202E\u2066-\u2069\uFEFF]/;
/** What our pages are made of; a stranger's name adds nothing to it. */
const ours =
  /^<(\/?(p|h2|h3|ul|ol|li|table|thead|tbody|tr|th|td|details|summary|b|sup|sub|strong|em|blockquote)|br|\/a|!-- caja-policy:[A-Za-z0-9:._/-]* --)>$/;

test('hostile names break no row, open no element, link nowhere and call nobody', () => {
  fc.assert(
    fc.property(hostileReports, fc.boolean(), (report, short) => {
      const text = (short ? comment : summary)(report, { repository, run });
      assert.doesNotMatch(text, harmful);
      for (const one of tablesOf(text)) assertWhole(one);
      assertHarmless(marked.parse(text, { gfm: true, async: false }), text);
    }),
    { numRuns: 300 },
  );
});

function tablesOf(text: string): readonly Tokens.Table[] {
  const tables: Tokens.Table[] = [];
  void marked.walkTokens(marked.lexer(text, { gfm: true }), (token) => {
    if (token.type === 'table') tables.push(token as Tokens.Table);
  });
  return tables;
}

/** marked drops cells that are too many, so the rows as written are counted again. */
function assertWhole({ header, rows, raw }: Tokens.Table): void {
  const lines = raw.trim().split('\n');
  assert.equal(lines.length, rows.length + 2, raw);
  for (const line of lines) assert.equal((line.match(/(?<!\\)\|/g) ?? []).length, header.length + 1, line);
}

/** GitHub looks for mentions, issues and addresses in what Markdown has made of a text, but not inside of code. */
function assertHarmless(html: string, text: string): void {
  const outside = html.replace(/<(code|pre)\b[^>]*>[\s\S]*?<\/\1>/g, ' ');
  for (const element of outside.match(/<[^>]*>?/g) ?? []) {
    const [, href] = /^<a href="([^"]*)">$/.exec(element) ?? [];
    if (href === undefined) assert.match(element, ours, text);
    else assert.ok(href === run || href.startsWith(`${repository.uri}/blob/${repository.revision}/`), href);
  }
  const words = outside
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, unit: string) => String.fromCodePoint(Number(unit)));
  assert.doesNotMatch(words, /@[A-Za-z0-9]|(^|\s)#\d|\bGH-\d|https?:\/\/|www\./i);
}

function rowsOf(text: string, start: string): number {
  return text.split('\n').filter((line) => line.startsWith(`| ${start}`)).length;
}

function comma(number: number): string {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

test('every severity has its mark', () => {
  const marks = new Set<string>();
  for (const severity of severities satisfies readonly Severity[]) {
    const one = finding({
      rule: 'kms/key-rotates',
      severity,
      change: 'introduced',
      resource: { label: 'a' },
    });
    const [mark] = new RegExp(`\\S+(?=&nbsp;${severity} \\|)`).exec(
      summary(buildReport({ source: planReport.source, findings: [one] })),
    ) ?? [''];
    marks.add(mark);
  }
  assert.equal(marks.size, severities.length);
});
