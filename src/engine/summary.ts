import type { SourceName } from '../model/kind.ts';
import { findKind } from '../model/kinds/index.ts';
import type { Finding, FindingChange, GateResult, Summary } from '../model/report.ts';
import { type Inventory, unclaimed } from '../model/resource.ts';
import type { Severity } from '../model/rule.ts';
import { count, emptyTally } from './counts.ts';
import { isActiveFail } from './gate.ts';

/** The report's figures. Changes are counted over violations and what was fixed. */
export function summarise(judged: {
  findings: readonly Finding[];
  notApplicable: ReadonlyMap<string, number>;
  inventory: Inventory;
  rules: number;
  gate: GateResult;
}): Summary {
  const counts = emptyTally();
  const failBySeverity: Record<Severity, number> = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
  const changes: Record<FindingChange, number> = { introduced: 0, unchanged: 0, fixed: 0, none: 0 };
  for (const finding of judged.findings) {
    count(counts, finding);
    if (isActiveFail(finding)) failBySeverity[finding.severity] += 1;
    if (isActiveFail(finding) || finding.change === 'fixed') changes[finding.change] += 1;
  }
  for (const times of judged.notApplicable.values()) counts.notApplicable += times;
  const { inventory, rules, gate } = judged;
  return {
    resources: inventory.resources.filter(({ kind }) => isCounted(kind, inventory.source.name)).length,
    rules,
    counts,
    failBySeverity,
    changes,
    notLookedInto: untold(inventory),
    gate,
  };
}

/** Beside a plan, what its repository holds is no resource of the plan's. */
function isCounted(kind: string, source: SourceName): boolean {
  return source === 'repository' || findKind(kind)?.onlyOwnRules !== true;
}

function untold(inventory: Inventory): Record<string, number> {
  const types = new Map<string, number>();
  for (const resource of inventory.resources) {
    if (resource.kind === unclaimed) types.set(resource.type, (types.get(resource.type) ?? 0) + 1);
  }
  return Object.fromEntries([...types].sort(([a], [b]) => (a < b ? -1 : 1)));
}
