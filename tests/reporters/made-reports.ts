import type { Report } from '../../src/model/report.ts';
import fc from '../property.ts';
import { buildReport, finding } from './build-report.ts';
import { hostileNames } from './hostile-report.ts';
import { planReport } from './sample-report.ts';

/** A plan of so many findings that no page holds them all; every seventh cannot be told. */
export const many = (number: number): Report =>
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

/** Names made of what breaks tables, Markdown and terminals. */
const hostileText = fc
  .array(
    fc.oneof(
      fc.constantFrom(...hostileNames),
      fc.constantFrom(
        ...['|', '\\', '`', '\n', '\r', '\t', '<', '>', '&', '@x', '#1', '\u001B[2K', '\u202E', '*', '_'],
        ...['[', '](', ' ', '日', ')', '(', '%', '/', '~~', '$'],
      ),
      fc.string({ unit: 'binary', maxLength: 6 }),
    ),
    { maxLength: 6 },
  )
  .map((parts) => parts.join(''));

/** Reports in which every word that a stranger may choose is hostile. */
export const hostileReports = fc
  .tuple(hostileText, hostileText, hostileText, fc.constantFrom('introduced', 'unchanged', 'none'))
  .map(([label, message, file, change]) =>
    buildReport({
      source: { ...planReport.source, stack: file, subject: label },
      findings: [
        finding({
          rule: 'kms/key-rotates',
          resource: { label, address: label },
          change: change as 'introduced' | 'unchanged' | 'none',
          message,
          locations: [{ file, line: 1, column: 1, part: 'block' as const, calls: [] }],
        }),
        finding({
          rule: 'kms/key-rotates',
          resource: { label, arn: message, address: file, stack: message, managed: true },
          message,
          verdict: 'unknown',
        }),
        finding({
          rule: 'vpc/has-flow-logs',
          resource: { label, managed: false },
          message,
          waiver: { owner: message, reason: label, expires: file, status: 'active' },
        }),
        finding({
          rule: 'vpc/has-flow-logs',
          resource: { label: file },
          message,
          change: 'fixed',
          verdict: 'pass',
        }),
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
