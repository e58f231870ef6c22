import type { Finding, Report } from '../../model/report.ts';
import { segmentsForCategory } from './category.ts';
import { sha256 } from './path.ts';

/** Our own fingerprint of rule and resource, for readers that compare runs; instances of one block share it. */
export function resourceFingerprint(report: Report, finding: Finding): string {
  const { address, stack } = finding.resource;
  if (address === undefined) return syntheticFingerprint(report, finding);
  return `${digest(finding.rule, planned(report) ?? stack, blockAddress(address))}:1`;
}

/** GitHub's fingerprint where no source line exists: the path is made up, so any stable text will do. */
export function syntheticFingerprint(report: Report, finding: Finding): string {
  return `${digest(finding.rule, planned(report), nameOf(finding))}:1`;
}

/** What is live keeps its name whether or not a state is at hand that tells its address. */
function nameOf({ resource: { account, arn, address, key } }: Finding): string {
  return account === undefined ? (address ?? arn ?? key) : (arn ?? key);
}

/** The stack that was planned. */
function planned({ source }: Report): string | undefined {
  return source.name === 'terraform-plan' ? source.stack : undefined;
}

function digest(rule: string, stack: string | undefined, what: string): string {
  const scope = segmentsForCategory(stack ?? '').join('/');
  return sha256([rule, scope, what].join('\0')).slice(0, 16);
}

/** `module.m["a.b"].aws_x.y[0]` is `module.m.aws_x.y`: instances of one block stand on the same line. */
export function blockAddress(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
