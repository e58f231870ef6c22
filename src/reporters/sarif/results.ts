import type { Finding, Report } from '../../model/report.ts';
import { oneLine } from '../text.ts';
import { resourceFingerprint, syntheticFingerprint } from './identity.ts';
import { messageText, quoted } from './message.ts';
import { repositoryLocation, syntheticUri } from './path.ts';
import type { FindingGroup, ResultContext } from './result-context.ts';
import { sarifSeverity } from './severity.ts';
import { callSentence, callSites, linePlace } from './source.ts';
import { type SarifLocation, type SarifLogicalLocation, type SarifResult, sourceRoot } from './types.ts';

/** People look for it in their Terraform otherwise. */
const unmanaged = 'Terraform does not manage it: none of the states that were given holds it';
const mostNames = 5;
const kinds = { fail: 'fail', pass: 'pass', unknown: 'open', 'not-applicable': 'notApplicable' } as const;
const mostLogicalLocations = 100;

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
  const sentences = [first.message || first.rule, ...furtherSentences(context.report, group)];
  const calls = callSites(group);
  return {
    ruleId: first.rule,
    ruleIndex,
    kind,
    level: kind === 'fail' ? sarifSeverity[first.severity].level : 'none',
    message: { text: `${messageText(sentences)}${callSentence(group, calls)}` },
    locations: [location(context, group)],
    ...(calls.length === 0 ? {} : { relatedLocations: calls }),
    partialFingerprints: fingerprints(context, first),
    properties: properties(group),
  };
}

function furtherSentences(report: Report, [first, ...others]: FindingGroup): readonly string[] {
  const sentences: string[] = [];
  const { resource, waiver } = first;
  const place = repositoryLocation(first);
  if (resource.account !== undefined) {
    const what = resource.arn ?? resource.key;
    const where = [`account ${resource.account}`, ...(resource.region ? [resource.region] : [])];
    sentences.push(`Found as ${quoted(what)} in ${where.join(', ')}`);
    if (resource.address !== undefined) sentences.push(`Terraform has it as ${quoted(stateAddress(first))}`);
    if (resource.managed === false) sentences.push(unmanaged);
  } else if (place === undefined && report.source.name === 'terraform-plan')
    sentences.push('No HCL source line is available');
  if (place?.at.part === 'module-call') sentences.push("The module's own source is not in the repository");
  if (waiver?.status === 'expired') {
    const by = waiver.owner === undefined ? '' : ` by ${waiver.owner}`;
    sentences.push(`The waiver${by} expired on ${waiver.expires}`);
  }
  if (others.length > 0) {
    const names = others.slice(0, mostNames).map((other) => quoted(nameOf(other)));
    const rest = others.length > mostNames ? ` and ${others.length - mostNames} more` : '';
    sentences.push(`The same holds for ${names.join(', ')}${rest}`);
  }
  return sentences;
}

/** Names of live resources may be the same in every stack; their ARNs are not. */
function nameOf({ resource }: Finding): string {
  return resource.account === undefined ? resource.label : (resource.arn ?? resource.label);
}

/** Addresses are the same in every stack that calls a module. */
function stateAddress({ resource: { stack, address } }: Finding): string {
  return stack === undefined ? (address ?? '') : `${stack}: ${address}`;
}

function location(context: ResultContext, group: FindingGroup): SarifLocation {
  const place = repositoryLocation(group[0]);
  const logicalLocations = group.flatMap(logicalLocationsOf).slice(0, mostLogicalLocations);
  if (place !== undefined) return { physicalLocation: linePlace(place, context), logicalLocations };
  const uri = syntheticUri(context.report, group[0]);
  const region = { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 };
  return {
    physicalLocation: { artifactLocation: { uri, uriBaseId: sourceRoot }, region },
    logicalLocations,
  };
}

/** What Terraform manages has two names: its own in AWS, and its address. */
function logicalLocationsOf(finding: Finding): readonly SarifLogicalLocation[] {
  const { address, account } = finding.resource;
  const own = logicalLocation(finding);
  if (address === undefined || account === undefined) return [own];
  return [
    own,
    { name: oneLine(address), fullyQualifiedName: oneLine(stateAddress(finding)), kind: 'resource' },
  ];
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
  const { kind, address, stack, managed, arn, account, region, environment } = first.resource;
  const { change } = first;
  const named = { kind, address, stack, managed, arn, account, region, environment, change };
  const given = Object.entries(named).filter(([, value]) => value !== undefined && value !== '');
  return { ...Object.fromEntries(given), ...(others.length === 0 ? {} : { instances: others.length + 1 }) };
}
