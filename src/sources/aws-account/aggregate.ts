import { UserError } from '../../model/user-error.ts';
import { aggregateApis } from './aggregate-actions.ts';
import { type AggregateMap, byRegion, readMap } from './aggregate-places.ts';
import { type ApiAnswer, globalRegion, type Recording } from './answer.ts';
import { createAsk } from './call.ts';
import { type CollectOptions, identify, surroundingsOf } from './collect.ts';
import type { JsonRecord } from './plain.ts';
import { accountCountQuery, accountQuery, placesQuery, recordersQuery } from './queries.ts';
import { sortAnswers } from './recording-files.ts';
import { createSession } from './session.ts';

export interface AggregatorOptions
  extends Omit<CollectOptions, 'account' | 'regions' | 'recordTo' | 'onRegion'> {
  readonly name: string;
  readonly region: string;
}

/** An organisation as an aggregator of AWS Config knows it. */
export interface OpenAggregator {
  /** Every account that it knows; sorted. */
  readonly accounts: readonly string[];
  /** Reads one account; undefined where the aggregator knows nothing of it. */
  readonly read: (account: string) => Promise<Recording | undefined>;
}

/** Asks every page of a list. */
type Pages = (api: string, input: JsonRecord) => Promise<readonly ApiAnswer[]>;

/** Asks an aggregator for its map: which accounts and regions there are, who records, and how fresh the copies are. */
export async function openAggregator(options: AggregatorOptions): Promise<OpenAggregator> {
  const { name, region } = options;
  const around = await surroundingsOf(options, region);
  const ask = createAsk(around);
  const { account, arn } = await identify(ask, region, options);
  const startedAt = new Date(around.clock.now()).toISOString();
  const pages: Pages = (api, input) => {
    // A session keeps its answers: each list has one of its own, so that nothing of an account outlives it.
    const session = createSession({ ...around, account, ask, onAnswer: async () => undefined });
    return session.pages(api, region, { ConfigurationAggregatorName: name, ...input });
  };
  const places = await pages(aggregateApis.select, { Expression: placesQuery });
  refuseUnknown(places, options);
  const recorders = await pages(aggregateApis.select, { Expression: recordersQuery });
  const sources = await pages(aggregateApis.sources, {});
  const map = readMap({ places, recorders, sources });
  return {
    accounts: map.accounts,
    read: async (id) => {
      const regions = map.regionsOf(id);
      if (regions.length === 0 || !map.accounts.includes(id)) return undefined;
      const answers = sortAnswers(await readAccount(id, map, pages));
      const identity = { account: id, arn };
      return { format: 1, aggregator: { name, region }, identity, startedAt, regions, answers };
    },
  };
}

async function readAccount(account: string, map: AggregateMap, pages: Pages): Promise<readonly ApiAnswer[]> {
  const regions = map.regionsOf(account);
  const inventory = await pages(aggregateApis.select, { Expression: accountQuery(account) });
  const counts = await pages(aggregateApis.select, { Expression: accountCountQuery(account) });
  const known = await pages(aggregateApis.counts, {
    Filters: { AccountId: account },
    GroupByKey: 'RESOURCE_TYPE',
  });
  return [
    ...map.answersOf(account),
    ...byRegion(inventory, account, regions),
    ...byRegion(counts, account, regions),
    ...known.map((answer) => ({ ...answer, account, region: globalRegion })),
  ];
}

/** Without its map there is nothing to read, and nobody knows whose reports are missing. */
function refuseUnknown(places: readonly ApiAnswer[], { name, region }: AggregatorOptions): void {
  const failed = places.find((answer) => answer.error !== undefined)?.error;
  if (failed === undefined) return;
  const message = `the aggregator \`${name}\` in ${region} did not tell its accounts: ${failed.name}: ${failed.message}`;
  const hint = `Allow ${aggregateApis.select} on it, and look at its name and region: aws configservice describe-configuration-aggregators.`;
  throw new UserError([{ at: '--aggregator', message, hint }]);
}
