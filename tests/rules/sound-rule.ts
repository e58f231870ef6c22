import type { Requirement } from '../../src/model/policy.ts';
import { formatProblem } from '../../src/model/user-error.ts';
import { inspectRules } from '../../src/rules/check-rules.ts';
import type { RuleFile } from '../../src/rules/rule-reading.ts';

/** A rule without a mistake, for tests to spoil. */
export const soundRule = `id: rds/instance-keeps-backups
title: RDS instances keep automated backups
requirements: [DR-1]
severity: high
applies-to: rds-instance
environments: [prod]
when: '!has(resource.clusterId)'
parameters:
  minimumDays: { type: integer, default: 7, minimum: 1, maximum: 35, unit: days }
expect:
  - that: resource.backupRetentionDays >= parameter.minimumDays
    else: "{name} keeps backups for {resource.backupRetentionDays} days."
rationale: Backups are what a database is restored from.
remediation: Set backup_retention_period.
examples:
  pass:
    - name: seven days
      given: { backupRetentionDays: 7 }
  fail:
    - name: no backups
      given: { backupRetentionDays: 0 }
      says: rds-instance keeps backups for 0 days.
  not-applicable:
    - name: a cluster member
      given: { clusterId: orders }
`;

export const catalogue: readonly Requirement[] = [
  { id: 'DR-1', title: 'Backups are kept', sources: ['plan', 'account'], environments: [] },
  { id: 'RDS-2', title: 'Two zones', sources: ['plan', 'account'], environments: ['staging', 'prod'] },
  { id: 'DR-7', title: 'Rehearsed', sources: ['attest'], environments: [], maximumAgeDays: 31 },
];

export function ruleFile(text: string, id = 'rds/instance-keeps-backups'): RuleFile {
  return { path: `rules/${id}.yaml`, id, text };
}

/** Every problem of one rule text, as people see it. */
export function problemsOf(text: string): string[] {
  return inspectRules([ruleFile(text)], catalogue).problems.map(formatProblem);
}

/** Replaces a piece of the sound rule, and makes sure that it was there. */
export function spoiled(piece: string, by: string): string {
  if (!soundRule.includes(piece)) throw new Error(`the sound rule does not hold ${piece}`);
  return soundRule.replace(piece, () => by);
}
