import { type ApiAnswer, globalRegion } from './answer.ts';
import { resultsOf } from './config-rows.ts';
import { type JsonRecord, recordsOf, textOf } from './plain.ts';

/** What an aggregator answered about all its accounts, before any of them is read. */
export interface MapAnswers {
  readonly places: readonly ApiAnswer[];
  readonly recorders: readonly ApiAnswer[];
  readonly sources: readonly ApiAnswer[];
}

/** An organisation as its aggregator sees it. */
export interface AggregateMap {
  /** Every account that any of it names; sorted. */
  readonly accounts: readonly string[];
  /** Regions of one account: its own, and those that others record in, where it may be dark. */
  readonly regionsOf: (account: string) => readonly string[];
  /** What the map says of one account, as answers of its regions. */
  readonly answersOf: (account: string) => readonly ApiAnswer[];
}

interface Known {
  readonly regions: Set<string>;
  readonly recorders: JsonRecord[];
  readonly statuses: JsonRecord[];
}

export function readMap(answers: MapAnswers): AggregateMap {
  const { known, everywhere } = gather(answers);
  const recording = new Set([...known.values()].flatMap(({ recorders }) => recorders.map(regionOf)));
  const statusesOf = (account: string) => [...everywhere, ...(known.get(account)?.statuses ?? [])];
  const regionsOf = (account: string) => {
    const own = known.get(account)?.regions ?? [];
    const copied = statusesOf(account).flatMap((status) => textOf(status, 'AwsRegion') ?? []);
    const regions = new Set([...own, ...recording, ...copied]);
    regions.delete(globalRegion);
    return [...regions].sort();
  };
  return {
    accounts: [...known.keys()].filter((id) => /^\d{12}$/.test(id)).sort(),
    regionsOf,
    answersOf: (account) => {
      const at = { account, regions: regionsOf(account) };
      const statuses = statusesOf(account);
      const own = known.get(account)?.recorders ?? [];
      return [
        ...shared(answers.recorders, at, (region) => ({
          Results: own.filter((row) => regionOf(row) === region).map((row) => JSON.stringify(row)),
        })),
        ...shared(answers.sources, at, (region) => ({
          AggregatedSourceStatusList: statuses.filter(
            (one) => (textOf(one, 'AwsRegion') ?? region) === region,
          ),
        })),
      ];
    },
  };
}

/** What is told of each account, and of all of them at once. */
function gather({ places, recorders, sources }: MapAnswers): {
  readonly known: ReadonlyMap<string, Known>;
  readonly everywhere: readonly JsonRecord[];
} {
  const known = new Map<string, Known>();
  const everywhere: JsonRecord[] = [];
  const of = (account: string): Known => {
    const there = known.get(account) ?? { regions: new Set(), recorders: [], statuses: [] };
    known.set(account, there);
    return there;
  };
  for (const row of places.flatMap(resultsOf)) of(accountOf(row)).regions.add(regionOf(row));
  for (const row of recorders.flatMap(resultsOf)) of(accountOf(row)).recorders.push(row);
  for (const status of sources.flatMap(({ output }) => recordsOf(output, 'AggregatedSourceStatusList'))) {
    // The status of a whole organisation is that of each of its accounts.
    if (status.SourceType === 'ORGANIZATION') everywhere.push(status);
    else of(textOf(status, 'SourceId') ?? '').statuses.push(status);
  }
  return { known, everywhere };
}

/** The pages of a list over a whole account, as answers of the regions that their rows are of. */
export function byRegion(
  pages: readonly ApiAnswer[],
  account: string,
  regions: readonly string[],
): readonly ApiAnswer[] {
  return pages.flatMap((page) => {
    const rows = new Map<string, string[]>();
    for (const row of resultsOf(page)) {
      const there = rows.get(regionOf(row)) ?? [];
      rows.set(regionOf(row), there);
      there.push(JSON.stringify(row));
    }
    const places = [...new Set([...regions, globalRegion, ...rows.keys()])];
    return shared([page], { account, regions: places }, (region) => ({ Results: rows.get(region) ?? [] }));
  });
}

/** Answers about many places as one answer for each place; where any of them failed, that is the answer. */
function shared(
  answers: readonly ApiAnswer[],
  { account, regions }: { readonly account: string; readonly regions: readonly string[] },
  output: (region: string) => JsonRecord,
): readonly ApiAnswer[] {
  const answer = answers.find(({ error }) => error !== undefined) ?? answers[0];
  if (answer === undefined) return [];
  const { output: _output, error, ...rest } = answer;
  return regions.map((region) => {
    const asked = { ...rest, account, region };
    return error === undefined ? { ...asked, output: output(region) } : { ...asked, error };
  });
}

function accountOf(row: JsonRecord): string {
  return textOf(row, 'accountId') ?? '';
}

function regionOf(row: JsonRecord): string {
  return textOf(row, 'awsRegion') ?? globalRegion;
}
