import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import type { Report } from '../../src/model/report.ts';
import { htmlReporter } from '../../src/reporters/html/index.ts';
import { proseHtml } from '../../src/reporters/html/prose.ts';
import fc from '../property.ts';
import { buildReport, finding } from './build-report.ts';
import { hostileReport } from './hostile-report.ts';
import { hostileReports, many } from './made-reports.ts';
import { members, renderAll } from './organisation-report.ts';
import { accountReport } from './sample-account.ts';
import { sampleTrends } from './sample-history.ts';
import { planReport, samples } from './sample-report.ts';

const page = (report: Report, options: Parameters<typeof htmlReporter>[1] = {}) =>
  [...htmlReporter(report, options)].join('');
const pageOfAll = async () => (await renderAll(members, 'html'))[0] ?? '';
const pages = async () => [
  ...Object.values(samples).map((report) => page(report)),
  page(planReport, { trends: sampleTrends(planReport) }),
  await pageOfAll(),
];

/** Text of a page as a reader sees it, without its marks. */
const seen = (text: string) =>
  text
    .replace(/<(style|script)>.*?<\/\1>/gs, '')
    .replace(/<wbr>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ');

describe('A page', () => {
  it('of a plan says which rules it breaks anew, and what stands in the repository beside it', () => {
    const changes = { ...planReport.summary.changes, none: 17 };
    const text = seen(page({ ...planReport, summary: { ...planReport.summary, changes } }));
    assert.match(text, /\d+ unchanged 17 in the repository/);
    assert.match(text, /\d resources?, (\d )?new/);
    assert.doesNotMatch(seen(page(planReport)), /in the repository/);
  });

  it('asks nobody for anything: no address but of links that a reader may follow', async () => {
    for (const text of await pages()) {
      assert.doesNotMatch(text, /\s(?:src|srcset|action|formaction|ping|background|poster|data|style)=/i);
      assert.doesNotMatch(text, /<(?:link|img|iframe|object|embed|base|form)\b|@import|url\(/i);
      const links = [...text.matchAll(/href="([^"]*)"/g)].map(([, href = '']) => href);
      for (const link of links) assert.match(link, /^(?:#|https:\/\/)/);
    }
  });

  it('lets a browser load and run nothing but its own style and script', async () => {
    for (const text of await pages()) {
      const [, policy = ''] = /Content-Security-Policy" content="([^"]*)"/.exec(text) ?? [];
      assert.match(policy, /^default-src &#39;none&#39;; style-src &#39;sha256-/);
      for (const [what, tag] of [
        ['style-src', 'style'],
        ['script-src', 'script'],
      ]) {
        const inside = [...text.matchAll(new RegExp(`<${tag}>(.*?)</${tag}>`, 'gs'))].map(
          ([, one = '']) => one,
        );
        assert.equal(inside.length, 1);
        const hash = createHash('sha256')
          .update(inside[0] ?? '')
          .digest('base64');
        assert.ok(policy.includes(`${what} &#39;sha256-${hash}&#39;`), `${what} does not fit`);
      }
    }
  });

  it('leads every link of its own to one place', async () => {
    for (const text of await pages()) {
      const ids = [...text.matchAll(/\sid="([^"]*)"/g)].map(([, id = '']) => id);
      assert.deepEqual(
        ids.filter((id, index) => ids.indexOf(id) !== index),
        [],
      );
      for (const [, target = ''] of text.matchAll(/href="#([^"]*)"/g))
        assert.ok(ids.includes(target), target);
      for (const [, label = ''] of text.matchAll(/aria-labelledby="([^"]*)"/g))
        assert.ok(ids.includes(label));
    }
  });
});

/** Everything a page may consist of. What is not in here came from a name. */
const elements = new Set(
  (
    'a b body br button caption code dd details div dl dt fieldset footer h1 h2 h3 h4 h5 head header html i input label ' +
    'legend li main meta nav option p path pre rect script section select span style summary svg table tbody td th thead ' +
    'time title tr ul wbr'
  ).split(' '),
);
const attributes = new Set(
  (
    'aria-hidden aria-label aria-labelledby autocomplete charset checked class content d data-c data-e data-n data-s data-v ' +
    'datetime for height hidden href http-equiv id lang name open placeholder preserveAspectRatio rel role scope tabindex ' +
    'type value viewBox width x'
  ).split(' '),
);

function assertOwnMarksOnly(text: string): void {
  const body = text.replace(/<(style|script)>.*?<\/\1>/gs, '').replace(/^<!doctype html>/, '');
  const marks = /<\/?([a-z][a-z0-9]*)((?:\s+[A-Za-z-]+(?:="[^"<>]*")?)*)\/?>/g;
  for (const [mark, element = '', given = ''] of body.matchAll(marks)) {
    assert.ok(elements.has(element), mark);
    for (const [, name = ''] of given.replace(/="[^"]*"/g, '').matchAll(/([A-Za-z-]+)/g)) {
      assert.ok(attributes.has(name), `${name} in ${mark}`);
    }
  }
  assert.doesNotMatch(body.replace(marks, ''), /[<>]/);
  assert.doesNotMatch(text.replaceAll('\n', ' '), /[\p{Cc}\p{Bidi_Control}\u2028\uFEFF]/u);
}

describe('Names that an attacker chose', () => {
  it('are text on the page and nothing else', () => {
    assertOwnMarksOnly(page(hostileReport));
    fc.assert(
      fc.property(hostileReports, (report) => assertOwnMarksOnly(page(report))),
      { numRuns: 150 },
    );
  });

  it('are told all the same', () => {
    assert.match(
      page(hostileReport),
      /&lt;\/code&gt;&lt;\/summary&gt;&lt;\/details&gt;&lt;script&gt;alert\(1\)/,
    );
  });

  it('are no rule, no clause and no prose of a rule either', () => {
    const name = '"><script>alert(1)</script>`</code>';
    const [rule] = planReport.rules;
    const [clause] = planReport.requirements;
    assert.ok(rule !== undefined && clause !== undefined);
    const one = {
      ...finding({ rule: 'kms/key-rotates', resource: { label: name } }),
      rule: name,
      requirements: [name],
    };
    const report: Report = {
      ...buildReport({ source: planReport.source, findings: [one] }),
      rules: [
        {
          ...rule,
          id: name,
          title: name,
          requirements: [name],
          rationale: name,
          remediation: name,
          references: [name],
        },
      ],
      requirements: [{ ...clause, id: name, title: name, verdict: 'fail', rules: [name] }],
      attestations: [
        { requirement: name, by: name, on: name, evidence: name, status: 'valid', expires: name },
      ],
    };
    assertOwnMarksOnly(page(report));
  });
});

describe('What a fact was', () => {
  const resource = { label: 'db', address: 'aws_db_instance.db' };
  const shown = (evidence: Report['findings'][number]['evidence']) =>
    seen(
      page(
        buildReport({
          source: planReport.source,
          findings: [finding({ rule: 'kms/key-rotates', resource, evidence })],
        }),
      ),
    );
  const at = { path: 'engine', where: 'aws_db_instance.db' } as const;

  for (const [title, entry, words] of [
    ['known', { ...at, state: 'known', value: ['a', 1] }, 'engine [&quot;a&quot;,1]'],
    [
      'AWS’s default',
      { ...at, state: 'known', value: false, default: true },
      'engine false AWS’s default: nobody wrote it',
    ],
    ['sensitive', { ...at, state: 'known', sensitive: true }, 'engine sensitive: set, and not shown'],
    ['absent', { ...at, state: 'absent' }, 'engine not there'],
    [
      'unknown',
      { ...at, state: 'unknown', detail: 'known only after apply' },
      'engine unknown : known only after apply',
    ],
  ] as const) {
    it(`is told: ${title}`, () => assert.ok(shown([entry]).includes(words), shown([entry])));
  }

  it('is never a sensitive value, should one come that far', () => {
    const text = page(
      buildReport({
        source: planReport.source,
        findings: [
          finding({
            rule: 'kms/key-rotates',
            resource,
            evidence: [{ ...at, state: 'known', sensitive: true, value: 'hunter2' }],
          }),
        ],
      }),
    );
    assert.ok(!text.includes('hunter2'));
  });

  it('is cut where it is long', () => {
    assert.ok(
      page(
        buildReport({
          source: planReport.source,
          findings: [
            finding({
              rule: 'kms/key-rotates',
              resource,
              evidence: [{ ...at, state: 'known', value: 'x'.repeat(9_000) }],
            }),
          ],
        }),
      ).includes('x…x'),
    );
  });
});

describe('A page tells', () => {
  const text = page(planReport);

  for (const [what, words] of [
    ['the gate and why', /Gate failed.*findings at high or above; the policy allows none/],
    ['what the plan changes', /This plan 5 new 1 fixed/],
    ['how many clauses hold', /\d+ clauses \d+ fail/],
    ['the line of a finding', /infrastructure\/modules\/rds\/main\.tf:12/],
    ['why a rule is there and what to write', /Why Automated backups are .* Fix Set the days in Terraform/],
    [
      'a waiver that holds and by whom',
      /Waived until 2027-01-31\. Serves the public site .*CAJA-412.* — web team/,
    ],
    ['a waiver that expired', /Waiver expired on 2026-06-30/],
    ['a waiver that matches nothing', /To be removed\. platform 2027-03-01 matches nothing/],
    ['a statement that is too old', /DR-6 platform lead 2025-02-01 .* too old/],
    ['types that no rule looks into', /Judged by tags and name only: 2 resource types/],
    ['rules that had nothing to judge', /\d+ rules? had nothing to judge/],
  ] as const) {
    it(what, () => assert.match(seen(text), words));
  }

  it('first what was not read, where something should have been', () => {
    const account = page(accountReport);
    assert.ok(account.indexOf('id="gaps"') < account.indexOf('id="requirements"'));
    assert.match(seen(account), /Not read .*AWS refused rds:DescribeDBInstances/);
    assert.ok(text.indexOf('id="gaps"') > text.indexOf('id="findings"'));
  });

  it('what was read, from where and when', () => {
    assert.match(
      seen(page(accountReport)),
      /AWS::EC2::SecurityGroup eu-west-1 41 ec2:DescribeSecurityGroups 2026-11-20 10:00 UTC/,
    );
  });

  it('a repository by its name', () => {
    const source = { name: 'repository' as const, subject: 'caja', detail: {} };
    assert.match(seen(page({ ...planReport, source })), /Repository caja Gate failed/);
  });

  it('the line on GitHub, where a run knows it, and never one outside of the repository', () => {
    const repository = {
      uri: 'https://github.com/caja/caja',
      revision: '4b6472266afd7b471e86085a6659e8c7f2b119da',
    };
    const linked = page(planReport, { html: { repository } });
    const line = 'infrastructure/modules/rds/main.tf#L12';
    assert.ok(
      linked.includes(`<a href="${repository.uri}/blob/${repository.revision}/${line}" rel="noreferrer">`),
    );
    const hostile = page(hostileReport, { html: { repository } });
    for (const [, path = ''] of hostile.matchAll(/\/blob\/[0-9a-f]{40}\/([^"]*)"/g)) {
      assert.match(path, /^[\w%.~/-]+#L1$/);
      assert.doesNotMatch(path, /(?:^|\/)\.{0,2}(?:\/|#)/);
    }
  });

  it('which resources no Terraform state holds', () => {
    const resource = { label: 'db', managed: false, arn: 'arn:aws:rds:eu-west-1:111122223333:db:db' };
    const report = buildReport({
      source: accountReport.source,
      findings: [finding({ rule: 'kms/key-rotates', resource })],
    });
    assert.match(seen(page(report)), /not in Terraform/);
  });
});

describe('A rule’s prose', () => {
  const shown = (text: string) => proseHtml(text).html;

  for (const [title, text, expected] of [
    ['a paragraph, whatever its lines', 'One\ntwo.\n\nThree.', '<p>One two.</p><p>Three.</p>'],
    [
      'ways to do it',
      'Terraform: set it\nto true.\nConsole: S3 > Edit.',
      '<p class="step"><b>Terraform</b> <span>set it to true.</span></p><p class="step"><b>Console</b> <span>S3 &gt; Edit.</span></p>',
    ],
    ['a command', 'CLI: aws s3 ls', '<p class="step"><b>CLI</b> <code class="copy">aws s3 ls</code></p>'],
    [
      'a fence',
      'Write:\n```hcl\na {\n  b = 1\n\n}\n```\nDone.',
      '<p>Write:</p><pre class="copy"><code>a {\n  b = 1\n\n}</code></pre><p>Done.</p>',
    ],
    [
      'code that is set in',
      'A step:\n  - run: |\n      a\nor b.',
      '<p>A step:</p><pre class="copy"><code>- run: |\n    a</code></pre><p>or b.</p>',
    ],
    ['YAML', 'jobs:\n  a: 1\nand b.', '<pre class="copy"><code>jobs:\n  a: 1</code></pre><p>and b.</p>'],
    [
      'code in a line, and marks of an attacker',
      'Set `a <b>` <i>.',
      '<p>Set <code>a &lt;b&gt;</code> &lt;i&gt;.</p>',
    ],
    ['a star as it is', 'Allow s3:* and *.', '<p>Allow s3:* and *.</p>'],
    ['a fence that is never closed', '```\n<a>', '<pre class="copy"><code>&lt;a&gt;</code></pre>'],
  ] as const) {
    it(`shows ${title}`, () => assert.equal(shown(text), expected));
  }
});

describe('A long report', () => {
  it('shows five thousand findings with what they stand on, more in one line, and counts the rest', () => {
    const text = page(many(24_000));
    const whole = text.match(/<details class="finding"/g)?.length ?? 0;
    const lines = text.match(/<div class="finding"/g)?.length ?? 0;
    assert.equal(whole, 5_000);
    assert.equal(whole + lines, 20_000);
    const left = [...text.matchAll(/class="left">([\d,]+)[^<]*the JSON report/g)];
    const counted = left.map(([, number = '']) => Number(number.replaceAll(',', '')));
    assert.equal(
      counted.reduce((sum, one) => sum + one, 0),
      4_000,
    );
  });

  it('counts passes where there are too many', () => {
    const passes = (count: number) =>
      page(
        buildReport({
          source: planReport.source,
          findings: Array.from({ length: count }, (_, index) =>
            finding({ rule: 'kms/key-rotates', verdict: 'pass', resource: { label: `key-${index}` } }),
          ),
        }),
      );
    assert.equal(passes(900).match(/<details class="finding"/g)?.length, 900);
    assert.equal(passes(4_000).match(/<div class="finding"/g)?.length, 4_000);
    assert.equal(passes(6_000).match(/class="finding"/g), null);
    assert.match(
      seen(passes(6_000)),
      /6,000 findings: too many for this page; the JSON report has each of them/,
    );
  });

  it('comes in pieces', () => {
    for (const piece of htmlReporter(many(2_000), {})) assert.ok(piece.length < 200_000);
  });
});

describe('A history', () => {
  const text = seen(page(planReport, { trends: sampleTrends(planReport) }));

  it('tells what moved since the last run, and since when each clause fails', () => {
    assert.match(text, /Compared with 2026-11-19 09:30 UTC: \d+ clauses? (?:is|are) worse/);
    assert.match(text, /fails (?:at least )?since 2026-11-1\d, \d+ (?:→ \d+ )?failing/);
  });

  it('is drawn, and told in words to who cannot see it', () => {
    const drawn = page(planReport, { trends: sampleTrends(planReport) });
    assert.match(drawn, /<svg role="img" aria-label="[^"]*fails (?:at least )?since 2026-11-1\d/);
  });

  it('that nobody keeps leaves no column', () => {
    assert.ok(!seen(page(planReport)).includes('Run by run'));
  });
});

describe('Several accounts on one page', () => {
  it('are in a table, those that were not read first', async () => {
    const text = seen(await pageOfAll());
    assert.match(text, /Accounts Caja/);
    assert.ok(
      text.indexOf('caja-dev 777788889999 dev not read') < text.indexOf('caja-prod 111122223333 prod'),
    );
    assert.match(text, /Fails in Cannot tell in Holds in caja-dev caja-prod caja-staging/);
  });

  it('have their findings in folds of their own', async () => {
    const text = await pageOfAll();
    for (const id of ['111122223333', '444455556666', '777788889999'])
      assert.equal(text.match(new RegExp(`<div id="account-${id}"`, 'g'))?.length, 1);
    assert.ok(!text.includes('LOST'));
  });

  it('share the room of a page', async () => {
    const manyAccounts = Array.from({ length: 40 }, (_, index) => {
      const account = String(100_000_000_000 + index);
      const report = { ...many(700), source: { ...accountReport.source, subject: account } };
      return { report, label: { account, name: account, environment: '' } };
    });
    const [text = ''] = await renderAll(manyAccounts, 'html');
    assert.ok(text.length < 30_000_000, `${text.length}`);
    assert.match(text, /too many for this page; the JSON report/);
    assertOwnMarksOnly(text);
  });
});
