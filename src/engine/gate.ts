import type { Policy } from '../model/policy.ts';
import type { Finding, GateResult } from '../model/report.ts';
import type { Inventory } from '../model/resource.ts';
import { type Severity, severities } from '../model/rule.ts';

/** Whether a finding counts as a violation: it fails, and no waiver in force excuses it. */
export function isActiveFail(finding: Finding): boolean {
  return finding.verdict === 'fail' && finding.waiver?.status !== 'active';
}

/** Violations beat an incomplete read, which beats "nothing was judged". */
export function passGate(
  findings: readonly Finding[],
  read: { inventory: Inventory; judged: boolean },
  policy: Policy,
): GateResult {
  const { failOn } = policy.gate;
  const source = read.inventory.source.name;
  const judged = source === 'terraform-plan' ? policy.gate.plan : 'all';
  const counting = findings.filter((finding) => isActiveFail(finding) && reaches(finding.severity, failOn));
  const failing = counting.filter((finding) => judged === 'all' || finding.change === 'introduced').length;
  const leftAlone = counting.length - failing;
  const base = { failOn, judged, failing, ...(judged === 'introduced' ? { leftAlone } : {}) };
  const rest = leftAlone === 0 ? '' : ` ${othersLeftAlone(leftAlone)}`;
  if (failing > 0) {
    const which = judged === 'introduced' ? 'introduced ' : '';
    const words = `${failing} ${which}${failing === 1 ? 'violation' : 'violations'} at or above ${failOn}`;
    const parts = source === 'terraform-plan' && judged === 'all' ? `: ${whose(counting)}` : '';
    const reason = `${words}${parts}.${rest}`;
    return { ...base, outcome: 'failed', reason };
  }
  const gaps = read.inventory.gaps.filter((gap) => gap.incomplete).length;
  if (gaps > 0 && policy.gate.incomplete.includes(source)) {
    const reason = `The read was incomplete: ${gaps} ${gaps === 1 ? 'gap' : 'gaps'}.`;
    return { ...base, outcome: 'incomplete', reason };
  }
  if (!read.judged)
    return { ...base, outcome: 'nothing-judged', reason: 'Nothing was judged: no rule met a resource.' };
  const reason =
    failOn === 'none'
      ? 'The gate is off.'
      : `No ${judged === 'introduced' ? 'introduced ' : ''}violation at or above ${failOn}.${rest}`;
  return { ...base, outcome: 'passed', reason };
}

/** Whether a plan is to blame: its author asks that first. */
function whose(failing: readonly Finding[]): string {
  const number = (change: Finding['change']) => failing.filter((finding) => finding.change === change).length;
  const [brought, older, beside] = [number('introduced'), number('unchanged'), number('none')];
  if (brought === failing.length) return brought === 1 ? 'new' : 'all new';
  return [
    brought === 0 ? 'none new' : `${brought} new`,
    ...(older > 0 ? [`${older} there before`] : []),
    ...(beside > 0 ? [`${beside} in the repository`] : []),
  ].join(', ');
}

function othersLeftAlone(number: number): string {
  return `${number} that the plan does not introduce ${number === 1 ? 'is' : 'are'} left alone.`;
}

function reaches(severity: Severity, threshold: Severity | 'none'): boolean {
  return threshold !== 'none' && severities.indexOf(severity) <= severities.indexOf(threshold);
}
