import type { Finding, Report } from '../../model/report.ts';
import { isFailing, isWaived, select } from '../selection.ts';
import { categoryOf } from './category.ts';
import { withHistory } from './history.ts';
import { lineHashes } from './line-hash.ts';
import { notificationDescriptors, notifications } from './notifications.ts';
import type { SarifOptions } from './options.ts';
import type { Scope } from './place-report.ts';
import type { ResultContext } from './result-context.ts';
import { groupByLine, sarifResult } from './results.ts';
import { sarifRules } from './rules.ts';
import { type SarifDriver, type SarifResult, type SarifRun, sourceRoot } from './types.ts';

/** GitHub keeps the 5,000 worst of a run, and rejects more than 25,000. */
const mostResults = 5_000;

/** One plan, or one region of an account, as one run: GitHub wants one run a category. */
export function sarifRun(scope: Scope, options: SarifOptions): SarifRun {
  const { report, place } = scope;
  const rules = sarifRules(report.rules);
  const ruleIndexes = new Map(rules.map(({ id }, index) => [id, index]));
  const context: ResultContext = { report, ruleIndexes, ...linesOf(options) };
  const { results, leftOut } = resultsOf(context, options);
  const selection = select(report);
  return {
    tool: { driver: driverOf(report, rules) },
    automationDetails: {
      id: categoryOf({ tool: report.tool, source: report.source, region: place?.region }, options.scope),
    },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [sourceRoot]: { description: { text: 'The root of the Git repository.' } } },
    ...provenance(options),
    invocations: [
      {
        // It means that the scan ran. `false` makes GitHub refuse the whole delivery.
        executionSuccessful: true,
        toolExecutionNotifications: notifications(report, selection, ruleIndexes, leftOut),
      },
    ],
    results,
    properties: {
      /** Uploading an incomplete run would close the alerts that it could not look at. */
      complete: scope.complete,
      ...(place === undefined
        ? { gate: report.summary.gate, counts: report.summary.counts }
        : { counts: countsAt(report.findings), ...ledgerAt(scope) }),
      notListed: leftOut,
    },
  };
}

function driverOf({ tool: { name, version } }: Report, rules: SarifDriver['rules']): SarifDriver {
  return { name, semanticVersion: version, version, rules, notifications: notificationDescriptors };
}

/** What was read there and when; what is missing and why. */
function ledgerAt({ report }: Scope): Readonly<Record<string, unknown>> {
  return {
    read: report.ledger.map(({ account: _account, region: _region, ...entry }) => entry),
    missing: report.gaps.map(({ reason, message, api, incomplete }) => ({
      reason,
      message,
      api,
      incomplete,
    })),
  };
}

function countsAt(findings: readonly Finding[]): Readonly<Record<string, number>> {
  const of = (test: (finding: Finding) => boolean) => findings.filter(test).length;
  return {
    pass: of(({ verdict }) => verdict === 'pass'),
    fail: of(isFailing),
    unknown: of(({ verdict }) => verdict === 'unknown'),
    waived: of(isWaived),
  };
}

function resultsOf(
  context: ResultContext,
  options: SarifOptions,
): { readonly results: readonly SarifResult[]; readonly leftOut: number } {
  const { report } = context;
  const wanted = (finding: Finding) => options.findings !== 'introduced' || finding.change === 'introduced';
  if (options.profile === 'full') {
    const results = report.findings
      .filter(wanted)
      .map((finding) => withHistory(report, sarifResult(context, [finding]), finding));
    return { results, leftOut: 0 };
  }
  const groups = groupByLine(select(report).failing.filter(wanted));
  const kept = groups.slice(0, options.maximumResults ?? mostResults);
  return { results: kept.map((group) => sarifResult(context, group)), leftOut: groups.length - kept.length };
}

function provenance({ repository }: SarifOptions): Pick<SarifRun, 'versionControlProvenance'> {
  if (repository === undefined) return {};
  const { uri, revision, branch } = repository;
  const mappedTo = { uriBaseId: sourceRoot };
  return { versionControlProvenance: [{ repositoryUri: uri, revisionId: revision, branch, mappedTo }] };
}

/** Reads each file's lines once. */
function linesOf({ sourceText }: SarifOptions): Pick<ResultContext, 'hashOfLine' | 'lengthOfLine'> {
  const files = new Map<
    string,
    { readonly hashes: readonly string[]; readonly lengths: readonly number[] }
  >();
  const read = (file: string) => {
    const known = files.get(file);
    if (known !== undefined) return known;
    const text = sourceText?.(file);
    const lines = text === undefined ? [] : text.split(/\r\n|\r|\n/);
    const facts = {
      hashes: text === undefined ? [] : lineHashes(text),
      lengths: lines.map((line) => line.length),
    };
    files.set(file, facts);
    return facts;
  };
  return {
    hashOfLine: (file, line) => read(file).hashes[line - 1],
    lengthOfLine: (file, line) => read(file).lengths[line - 1],
  };
}
