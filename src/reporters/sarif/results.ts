import type { Finding, Report } from '../../model/report.ts';
import { isWaived } from '../selection.ts';
import { oneLine } from '../text.ts';
import { resourceFingerprint, syntheticFingerprint } from './identity.ts';
import { messageText, quoted } from './message.ts';
import { repositoryLocation, syntheticUri } from './path.ts';
import { sarifSeverity } from './severity.ts';
import type { SarifLocation, SarifLogicalLocation, SarifResult, SarifSuppression } from './types.ts';

export const sourceRoot = '%SRCROOT%';
const mostNames = 5;
const kinds = { fail: 'fail', pass: 'pass', unknown: 'open', 'not-applicable': 'notApplicable' } as const;
const mostLogicalLocations = 100;

/** What a result needs beside its findings. */
export interface ResultContext {
  readonly report: Report;
  readonly ruleIndexes: ReadonlyMap<string, number>;
  readonly hashOfLine: (file: string, line: number) => string | undefined;
  readonly lengthOfLine: (file: string, line: number) => number | undefined;
}

/** Findings of one rule on one line of source: instances of a block, which GitHub would take for one alert anyway. */
export type FindingGroup = readonly [Finding, ...Finding[]];

export function groupByLine(findings: readonly Finding[]): readonly FindingGroup[] {
  const groups = new Map<string, [Finding, ...Finding[]]>();
  for (const [index, finding] of findings.entries()) {
    const place = repositoryLocation(finding);
    const key = [finding.rule, place?.uri ?? '', place?.at.line ?? index].join('\0');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups.values()];
}

export function sarifResult(context: ResultContext, group: FindingGroup): SarifResult {
  const [first] = group;
  const ruleIndex = context.ruleIndexes.get(first.rule);
  if (ruleIndex === undefined)
    throw new Error(`The report holds a finding of the rule ${first.rule}, but not the rule.`);
  const kind = kinds[first.verdict];
  return {
    ruleId: first.rule,
    ruleIndex,
    kind,
    level: kind === 'fail' ? sarifSeverity[first.severity].level : 'none',
    message: { text: messageText([first.message || first.rule, ...furtherSentences(context.report, group)]) },
    locations: [location(context, group)],
    partialFingerprints: fingerprints(context, first),
    properties: properties(group),
  };
}

/** What only the `full` profile tells: GitHub would make alerts of it. */
export function withHistory(report: Report, result: SarifResult, finding: Finding): SarifResult {
  return {
    ...result,
    ...(report.source.name === 'terraform-plan' ? { baselineState: baselineState(finding) } : {}),
    ...(isWaived(finding) ? { suppressions: suppressions(finding) } : {}),
    properties: { ...result.properties, evidence: finding.evidence },
  };
}

function baselineState(finding: Finding): 'new' | 'unchanged' | 'updated' | 'absent' {
  if (finding.change === 'introduced') return 'new';
  if (finding.change !== 'fixed') return 'unchanged';
  return finding.verdict === 'fail' ? 'absent' : 'updated';
}

function suppressions({ waiver }: Finding): readonly SarifSuppression[] {
  if (waiver === undefined) return [];
  const ticket = waiver.ticket === undefined ? '' : `${waiver.ticket}: `;
  const justification = oneLine(`${ticket}${waiver.reason} (${waiver.owner}, until ${waiver.expires})`);
  return [{ kind: 'external', status: 'accepted', justification }];
}

function furtherSentences(report: Report, [first, ...others]: FindingGroup): readonly string[] {
  const sentences: string[] = [];
  const { resource, waiver } = first;
  if (report.source.name === 'aws-account') {
    const what = resource.arn ?? resource.key;
    const where = [`account ${resource.account ?? 'unknown'}`, ...(resource.region ? [resource.region] : [])];
    sentences.push(`Found as ${quoted(what)} in ${where.join(', ')}`);
  } else if (repositoryLocation(first) === undefined) sentences.push('No HCL source line is available');
  if (waiver?.status === 'expired')
    sentences.push(`The waiver by ${waiver.owner} expired on ${waiver.expires}`);
  if (others.length > 0) {
    const names = others.slice(0, mostNames).map((other) => quoted(other.resource.label));
    const rest = others.length > mostNames ? ` and ${others.length - mostNames} more` : '';
    sentences.push(`The same holds for ${names.join(', ')}${rest}`);
  }
  return sentences;
}

function location(context: ResultContext, group: FindingGroup): SarifLocation {
  const place = repositoryLocation(group[0]);
  const logicalLocations = group.slice(0, mostLogicalLocations).map(logicalLocation);
  if (place === undefined) {
    const uri = syntheticUri(context.report, group[0]);
    const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
    return {
      physicalLocation: { artifactLocation: { uri, uriBaseId: sourceRoot }, region },
      logicalLocations,
    };
  }
  const { file, line, column } = place.at;
  const length = context.lengthOfLine(file, line);
  const region = {
    startLine: line,
    startColumn: Math.max(column, 1),
    endLine: line,
    ...(length === undefined || length < column ? {} : { endColumn: length + 1 }),
  };
  return {
    physicalLocation: { artifactLocation: { uri: place.uri, uriBaseId: sourceRoot }, region },
    logicalLocations,
  };
}

export function logicalLocation({ resource }: Finding): SarifLogicalLocation {
  return {
    name: oneLine(resource.label) || resource.kind,
    fullyQualifiedName: oneLine(resource.arn ?? resource.address ?? resource.key) || resource.kind,
    kind: 'resource',
  };
}

function fingerprints(context: ResultContext, finding: Finding): Readonly<Record<string, string>> {
  const place = repositoryLocation(finding);
  const ofLine =
    place === undefined
      ? syntheticFingerprint(context.report, finding)
      : context.hashOfLine(place.at.file, place.at.line);
  return {
    ...(ofLine === undefined ? {} : { primaryLocationLineHash: ofLine }),
    'cajaPolicyResource/v1': resourceFingerprint(context.report, finding),
  };
}

function properties([first, ...others]: FindingGroup): Readonly<Record<string, unknown>> {
  const { kind, address, arn, account, region, environment } = first.resource;
  const named = { kind, address, arn, account, region, environment, change: first.change };
  const given = Object.entries(named).filter(([, value]) => value !== undefined && value !== '');
  return { ...Object.fromEntries(given), ...(others.length === 0 ? {} : { instances: others.length + 1 }) };
}
