import type { Report } from '../../src/model/report.ts';
import { buildReport, finding } from './build-report.ts';

/** Names as an attacker, or a careless colleague, would give them. */
export const hostileNames = [
  '@everyone #1 GH-1 owner/repo#2 https://evil.example www.evil.example',
  '| a | b |\n| - | - |\n\n## Injected heading',
  '`code` ``two`` ```js\nalert(1)\n``` \\| \\',
  '</code></summary></details><script>alert(1)</script><!-- -->',
  '\u001B[2J\u001B[31mred\u0007\u009B31m\u0000\u007F',
  'left\u202Eright\u2066\u2069\u200B\uFEFF\u2028line\u2029end',
  '\ttabs\rreturn\u000Bvertical\u0085next',
  '日本語の名前 👩‍👩‍👧‍👦 🇩🇪 é e\u0301 \uD800 lone',
  '[link](javascript:alert(1)) ![image](x) {0} {{x}} [1](1)',
  '..',
  '',
  '   ',
  'a'.repeat(600),
  `$(rm -rf /) $${'{{ secrets.TOKEN }}'} %0A::error::x`,
  '__proto__',
] as const;

export const hostileReport: Report = buildReport({
  source: {
    name: 'terraform-plan',
    subject: '../../evil\u001B[31m|`.json',
    detail: { note: '| <b> |' },
    stack: '../a b/`|\u202Ex',
  },
  findings: hostileNames.flatMap((name, index) => [
    finding({
      rule: 'tagging/resource-has-required-tags',
      resource: { label: name, key: `${name}/${index}`, address: name, environment: name },
      change: 'introduced',
      message: `${name} lacks the tag ${name}.`,
      locations: [{ file: name, line: 1, column: 1, part: 'block', calls: [] }],
      evidence: [{ path: name, where: name, state: 'known', value: name }],
    }),
    finding({
      rule: 'kms/key-rotates',
      resource: { label: name, key: `${name}/${index}`, arn: name },
      verdict: 'unknown',
      message: name,
    }),
  ]),
  gaps: hostileNames.map((name) => ({
    reason: 'unreadable' as const,
    message: name,
    incomplete: false,
    kinds: [name],
  })),
  waivers: hostileNames.map((name, index) => ({
    rule: 'kms/key-rotates',
    resources: [name],
    owner: name,
    reason: name,
    expires: '2027-01-01',
    ticket: name,
    at: `caja-policy.yaml:${index + 1}:1`,
    status: 'unmatched' as const,
    matched: 0,
  })),
});
