import type { Finding, Report } from '../../model/report.ts';
import { segmentsForCategory } from './category.ts';
import { sha256 } from './path.ts';

/** Our own fingerprint of rule and resource, for readers that compare runs; instances of one block share it. */
export function resourceFingerprint(report: Report, finding: Finding): string {
  const { resource } = finding;
  const what =
    resource.address === undefined ? (resource.arn ?? resource.key) : blockAddress(resource.address);
  return `${digest(report, finding.rule, what)}:1`;
}

/** GitHub's fingerprint where no source line exists: the path is made up, so any stable text will do. */
export function syntheticFingerprint(report: Report, finding: Finding): string {
  const { resource } = finding;
  return `${digest(report, finding.rule, resource.address ?? resource.arn ?? resource.key)}:1`;
}

function digest(report: Report, rule: string, what: string): string {
  const scope =
    report.source.name === 'terraform-plan' ? segmentsForCategory(report.source.stack ?? '').join('/') : '';
  return sha256([rule, scope, what].join('\0')).slice(0, 16);
}

/** `module.m["a.b"].aws_x.y[0]` is `module.m.aws_x.y`: instances of one block stand on the same line. */
export function blockAddress(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
