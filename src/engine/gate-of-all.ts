import type { AccountResult } from '../model/organisation.ts';
import type { GateResult } from '../model/report.ts';

/** Worst first, as exit codes go: nothing judged beats violations, which beat an incomplete read. */
const order: readonly GateResult['outcome'][] = ['nothing-judged', 'failed', 'incomplete', 'passed'];

/** The gate's answer over several accounts. */
export function gateOfAll(accounts: readonly Pick<AccountResult, 'summary'>[]): GateResult {
  const gates = accounts.map(({ summary }) => summary.gate);
  const [first] = gates;
  const outcome = order.find((one) => gates.some((gate) => gate.outcome === one)) ?? 'nothing-judged';
  const failing = gates.reduce((sum, gate) => sum + gate.failing, 0);
  const { failOn, judged } = first ?? { failOn: 'none', judged: 'all' };
  const those = gates.filter((gate) => gate.outcome === outcome).length;
  const of = `${those} of ${gates.length} ${gates.length === 1 ? 'account' : 'accounts'}`;
  const reasons: Readonly<Record<GateResult['outcome'], string>> = {
    'nothing-judged': `Nothing was judged in ${of}: no rule met a resource.`,
    failed: `${failing} ${failing === 1 ? 'violation' : 'violations'} at or above ${failOn} in ${of}.`,
    incomplete: `The read was incomplete in ${of}.`,
    passed: failOn === 'none' ? 'The gate is off.' : `No violation at or above ${failOn} in any account.`,
  };
  return { outcome, failOn, judged, failing, reason: reasons[outcome] };
}
