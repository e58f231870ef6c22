import type { AccountResult, Organisation } from '../../model/organisation.ts';
import type { Report } from '../../model/report.ts';
import { innerChunks } from '../json/chunks.ts';
import type { FilePart, OrganisationOptions, OrganisationReporter, Piece } from '../organisation-reporter.ts';
import { categoryOf } from './category.ts';
import { mostRuns } from './index.ts';
import { scopesOf } from './place-report.ts';
import { sarifRun } from './run.ts';
import type { SarifRun } from './types.ts';

const tool = 'tool';
const indent = '      ';

/**
 * Every region of every account as a run of its own, twenty to a file. The rules are most of a run's text and the same in
 * all of an account's: they are kept once.
 */
export const organisationSarif: OrganisationReporter = {
  pieces: (report, _account, options) => pieces(report, options),
  files: (organisation, options) => files(organisation, options),
};

function* pieces(report: Report, options: OrganisationOptions): Generator<Piece> {
  let first = true;
  for (const scope of scopesOf(report)) {
    if (scope.place === undefined || !isKept(scope, options)) continue;
    const run = sarifRun(scope, options.sarif ?? {});
    if (first) yield { name: tool, chunks: innerChunks(run.tool, 3, indent) };
    first = false;
    yield { name: scope.place.region, chunks: membersAfterTool(run) };
  }
}

/** A run's text without its opening brace and its tool. */
function* membersAfterTool({ tool: _tool, ...rest }: SarifRun): Generator<string> {
  let first = true;
  for (const chunk of innerChunks(rest, 2, '    ')) {
    yield first ? chunk.replace(/^\{/, '') : chunk;
    first = false;
  }
}

function* files(organisation: Organisation, options: OrganisationOptions): Generator<Iterable<FilePart>> {
  const read = placesOf(organisation).filter((place) => isKept(place, options));
  const most = options.runsPerFile ?? mostRuns;
  for (let from = 0; from === 0 || from < read.length; from += most) {
    yield file(organisation, read.slice(from, from + most), options);
  }
}

interface Run {
  readonly account: AccountResult;
  readonly region: string;
  readonly complete: boolean;
}

/** Auditors' viewers close nothing: the full profile holds whatever was read. */
function isKept({ complete }: { readonly complete: boolean }, options: OrganisationOptions): boolean {
  return complete || isFull(options);
}

function isFull({ sarif }: OrganisationOptions): boolean {
  return sarif?.profile === 'full';
}

function placesOf({ accounts }: Organisation): readonly Run[] {
  return accounts.flatMap((account) =>
    account.places.map(({ region, complete }) => ({ account, region, complete })),
  );
}

function* file(
  organisation: Organisation,
  runs: readonly Run[],
  options: OrganisationOptions,
): Generator<FilePart> {
  const omittedRuns = isFull(options) ? [] : omitted(organisation, options.sarif?.scope);
  yield '{\n  "$schema": "https://json.schemastore.org/sarif-2.1.0.json",\n  "version": "2.1.0",\n  "runs": [';
  for (const [index, { account: of, region }] of runs.entries()) {
    yield `${index === 0 ? '' : ','}\n    {\n${indent}"tool": `;
    yield { account: of.account, name: tool };
    yield ',';
    yield { account: of.account, name: region };
  }
  yield runs.length === 0 ? ']' : '\n  ]';
  if (omittedRuns.length > 0)
    yield `,\n  "properties": ${JSON.stringify({ omittedRuns }, null, 2).replaceAll('\n', '\n  ')}`;
  yield '\n}\n';
}

/** Categories of which GitHub must keep the alerts as they are. */
export function omitted(organisation: Organisation, scope: string | undefined): readonly string[] {
  return placesOf(organisation)
    .filter(({ complete }) => !complete)
    .map(({ account: { account, detail }, region }) =>
      categoryOf(
        { tool: organisation.tool, source: { name: 'aws-account', subject: account, detail }, region },
        scope,
      ),
    );
}
