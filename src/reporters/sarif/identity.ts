import type { Finding, Report } from '../../model/report.ts';
import { segmentsForCategory } from './category.ts';
import { sha256 } from './path.ts';

/** Our own fingerprint of rule and resource, for readers that compare runs; instances of one block share it. */
export function resourceFingerprint(report: Report, finding: Finding): string {
  const { address } = finding.resource;
  return `${digest(report, finding, address === undefined ? nameOf(finding) : blockAddress(address))}:1`;
}

/** GitHub's fingerprint where no source line exists: the path is made up, so any stable text will do. */
export function syntheticFingerprint(report: Report, finding: Finding): string {
  return `${digest(report, finding, nameOf(finding))}:1`;
}

/** What is live keeps its name whether or not a state is at hand that tells its address. */
function nameOf({ resource: { account, arn, address, key } }: Finding): string {
  return account === undefined ? (address ?? arn ?? key) : (arn ?? key);
}

function digest({ source }: Report, { rule, resource }: Finding, what: string): string {
  const stack = source.name === 'terraform-plan' ? source.stack : resource.stack;
  const scope = segmentsForCategory(stack ?? '').join('/');
  return sha256([rule, scope, what].join('\0')).slice(0, 16);
}

/** `module.m["a.b"].aws_x.y[0]` is `module.m.aws_x.y`: instances of one block stand on the same line. */
export function blockAddress(address: string): string {
  return address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, '');
}
