import type { Counts, Finding, FindingChange, GateResult, Report, Verdict } from '../../src/model/report.ts';
import type { Severity } from '../../src/model/rule.ts';
import { severities } from '../../src/model/rule.ts';
import { sampleRequirements, sampleRules } from './sample-rules.ts';

/** A finding in short: the rule gives requirements and severity, the rest is as good as empty. */
export type ShortFinding = Partial<Omit<Finding, 'resource'>> & {
  readonly rule: string;
  readonly resource: Partial<Finding['resource']> & { readonly label: string };
};

export function finding(short: ShortFinding): Finding {
  const rule = sampleRules.find(({ id }) => id === short.rule);
  if (rule === undefined) throw new Error(`No sample rule ${short.rule}`);
  const { waiver, resource, ...given } = short;
  return {
    requirements: rule.requirements,
    severity: rule.severity,
    verdict: 'fail',
    change: 'none',
    message: `${resource.label} breaks the rule.`,
    evidence: [],
    locations: [],
    ...given,
    resource: { key: resource.label, kind: 'unclaimed', type: 'aws_thing', environment: 'prod', ...resource },
    ...(waiver === undefined ? {} : { waiver }),
  };
}

export type ReportParts = Partial<Report> &
  Pick<Report, 'source' | 'findings'> & {
    readonly judged?: 'all' | 'introduced';
    readonly resources?: number;
    readonly notLookedInto?: Report['summary']['notLookedInto'];
  };

/** A whole report whose counts agree with its findings. */
export function buildReport({
  judged = 'all',
  resources,
  notLookedInto = {},
  ...parts
}: ReportParts): Report {
  const { findings } = parts;
  return {
    schemaVersion: '1',
    tool: { name: 'caja-policy', version: '0.1.0' },
    policy: { name: 'Caja', document: 'deployment-strategy.md', file: 'caja-policy.yaml' },
    summary: {
      resources: resources ?? new Set(findings.map(({ resource }) => resource.key)).size,
      rules: sampleRules.length,
      counts: countVerdicts(findings),
      failBySeverity: countBy(severities, findings.filter(isActive), ({ severity }) => severity),
      changes: countBy(
        ['introduced', 'unchanged', 'fixed', 'none'] as const,
        findings,
        ({ change }) => change,
      ),
      notLookedInto,
      gate: gateOf(findings, judged, parts.gaps?.some(({ incomplete }) => incomplete) ?? false),
    },
    requirements: Object.entries(sampleRequirements).map(([id, title]) => {
      const served = sampleRules
        .filter(({ requirements }) => requirements.includes(id))
        .map((rule) => rule.id);
      const counts = countVerdicts(findings.filter(({ rule }) => served.includes(rule)));
      return { id, title, verdict: verdictOf(counts), counts, rules: served };
    }),
    rules: sampleRules.map((rule) => ({
      ...rule,
      counts: countVerdicts(findings.filter((f) => f.rule === rule.id)),
    })),
    gaps: [],
    ledger: [],
    waivers: [],
    attestations: [],
    ...parts,
  };
}

function isActive({ verdict, change, waiver }: Finding): boolean {
  return verdict === 'fail' && change !== 'fixed' && waiver?.status !== 'active';
}

function countVerdicts(findings: readonly Finding[]): Counts {
  const number = (test: (finding: Finding) => boolean) => findings.filter(test).length;
  return {
    pass: number(({ verdict }) => verdict === 'pass'),
    fail: number(isActive),
    unknown: number(({ verdict }) => verdict === 'unknown'),
    notApplicable: 0,
    waived: number((one) => one.verdict === 'fail' && one.waiver?.status === 'active'),
  };
}

function verdictOf({ fail, unknown, pass }: Counts): Verdict {
  if (fail > 0) return 'fail';
  if (unknown > 0) return 'unknown';
  return pass > 0 ? 'pass' : 'not-applicable';
}

function countBy<K extends Severity | FindingChange>(
  keys: readonly K[],
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): Record<K, number> {
  const counted = keys.map((key) => [key, findings.filter((one) => keyOf(one) === key).length]);
  return Object.fromEntries(counted) as Record<K, number>;
}

function gateOf(findings: readonly Finding[], judged: 'all' | 'introduced', incomplete: boolean): GateResult {
  const heavy = findings.filter(
    (one) =>
      isActive(one) &&
      ['critical', 'high'].includes(one.severity) &&
      (judged === 'all' || one.change === 'introduced'),
  );
  const gate = { failOn: 'high', judged, failing: heavy.length } as const;
  if (findings.length === 0) return { ...gate, outcome: 'nothing-judged', reason: 'No resource was judged.' };
  if (heavy.length > 0) {
    const reason = `${heavy.length} findings at high or above; the policy allows none.`;
    return { ...gate, outcome: 'failed', reason };
  }
  if (incomplete)
    return { ...gate, outcome: 'incomplete', reason: 'Nothing fails, but the reading is incomplete.' };
  return { ...gate, outcome: 'passed', reason: 'Nothing at high or above fails.' };
}
