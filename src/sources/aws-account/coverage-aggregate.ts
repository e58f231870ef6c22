import type { Gap } from '../../model/resource.ts';
import { aggregateApis } from './aggregate-actions.ts';
import type { ApiAnswer, Recording } from './answer.ts';
import { globalRegion } from './answer.ts';
import { collectors } from './collectors/index.ts';
import { countByType, inventoryRows, resultsOf } from './config-rows.ts';
import { configKinds, kindsByConfigType } from './config-types.ts';
import { configGaps } from './coverage-config.ts';
import { isRecord, type JsonRecord, recordsOf, textOf } from './plain.ts';
import { isInventory, recordersQuery } from './queries.ts';
import { compare } from './recording-files.ts';
import { inSmallLetters } from './small-letters.ts';

/** What an aggregator did not tell of an account, and what it can never tell. */
export function aggregateGaps(recording: Recording): readonly Gap[] {
  const { account } = recording.identity;
  const regional = [...recording.regions, globalRegion].flatMap((region) => {
    const there = recording.answers.filter((answer) => answer.region === region);
    return [
      ...statusGaps(region, there),
      ...configGaps({ account, region }, there).map((gap) => ({ ...gap, api: aggregateApis.select })),
    ];
  });
  return [...outOfReach(), ...failedAnswers(recording), ...countGaps(recording), ...regional].map((gap) => ({
    ...gap,
    account,
  }));
}

/** What services answer themselves is in no aggregator. */
function outOfReach(): readonly Gap[] {
  const others = collectors.filter(({ actions }) => actions[0]?.api.startsWith('config:') === false);
  const services = others.map(({ actions }) => actions[0]?.api.split(':')[0] ?? '');
  const kinds = [
    ...new Set(others.flatMap(({ actions }) => actions.flatMap((action) => action.kinds))),
  ].sort();
  const message = `An aggregator of AWS Config does not hold what services answer themselves (${[...new Set(services)].sort().join(', ')}): it is unknown here. Read the account by a role of its own to have it judged.`;
  return [{ reason: 'out-of-reach', message, incomplete: true, api: aggregateApis.select, kinds }];
}

/** A failure stands in every region of the account, and is told once. */
function failedAnswers({ answers, aggregator }: Recording): readonly Gap[] {
  const gaps = new Map<string, Gap>();
  for (const { api, input, error } of answers) {
    if (error === undefined) continue;
    const what = lost[api]?.(input) ?? 'an answer';
    const message = `${api} of the aggregator ${aggregator?.name ?? ''} failed (${error.name}: ${error.message.slice(0, 200)}): ${what} could not be read. Run again; allow it to the role that asks.`;
    const reason =
      error.kind === 'denied' ? 'denied' : error.kind === 'throttled' ? 'throttled' : 'unreadable';
    gaps.set(message, { reason, message, incomplete: true, api, kinds: configKinds });
  }
  return [...gaps.values()];
}

const lost: Readonly<Record<string, (input: JsonRecord) => string>> = {
  [aggregateApis.sources]: () => 'how fresh its copies are',
  [aggregateApis.counts]: () => 'how many resources it knows',
  [aggregateApis.select]: ({ Expression }) =>
    Expression === recordersQuery ? 'which regions record' : "the account's inventory",
};

/** https://docs.aws.amazon.com/config/latest/APIReference/API_AggregatedSourceStatus.html */
function statusGaps(region: string, answers: readonly ApiAnswer[]): readonly Gap[] {
  const statuses = answers
    .filter(({ api }) => api === aggregateApis.sources)
    .flatMap(({ output }) => recordsOf(output, 'AggregatedSourceStatusList'));
  return statuses.flatMap((status): Gap[] => {
    const state = textOf(status, 'LastUpdateStatus');
    if (state === 'SUCCEEDED') return [];
    const why = textOf(status, 'LastErrorCode') ?? textOf(status, 'LastErrorMessage') ?? 'no reason given';
    const since = textOf(status, 'LastUpdateTime');
    const message = `The aggregator's copy of ${region} is ${state === 'OUTDATED' ? 'out of date' : 'broken'} (${why}${since === undefined ? '' : `, last update ${since}`}): what it shows there may be old or missing. Repair the source.`;
    return [
      { reason: 'stale', message, incomplete: true, region, api: aggregateApis.sources, kinds: configKinds },
    ];
  });
}

/** Queries do not serve every type that AWS Config records, and say nothing about it: zero rows is not zero resources. */
function countGaps({ answers }: Recording): readonly Gap[] {
  if (answers.some((answer) => isInventory(answer) && answer.error !== undefined)) return [];
  const had = countByType(inventoryRows(answers));
  const missing = answers
    .filter(({ api }) => api === aggregateApis.counts)
    .flatMap(({ output }) => recordsOf(output, 'GroupedResourceCounts'))
    .flatMap((group) => {
      const type = textOf(group, 'GroupName');
      const count = typeof group.ResourceCount === 'number' ? group.ResourceCount : 0;
      const less = type === undefined ? 0 : count - (had.get(type) ?? 0);
      return type === undefined || less <= 0 ? [] : [{ type, less }];
    })
    .sort((a, b) => compare(a.type, b.type));
  // Types that services list themselves are out of an aggregator's reach anyway, and of others tags alone are judged.
  const judged = missing.filter(({ type }) => kindsByConfigType[type] !== undefined);
  return [
    ...mismatch(judged, true, [...new Set(judged.map(({ type }) => kindsByConfigType[type] ?? ''))].sort()),
    ...mismatch(
      missing.filter((one) => !judged.includes(one)),
      false,
      [],
    ),
  ];
}

function mismatch(
  missing: readonly { readonly type: string; readonly less: number }[],
  incomplete: boolean,
  kinds: readonly string[],
): readonly Gap[] {
  if (missing.length === 0) return [];
  const shown = missing.map(({ type, less }) => `${less} of ${type}`).join(', ');
  const message = `The aggregator knows more than its queries showed: ${shown}. What is missing was not judged; read the account by a role of its own.`;
  return [{ reason: 'count-mismatch', message, incomplete, api: aggregateApis.counts, kinds }];
}

/**
 * The recording with what AWS Config's own items say of its recorders, in the form in which an account tells it: so that
 * one code judges what is recorded.
 */
export function withRecorders(recording: Recording): Recording {
  if (recording.aggregator === undefined) return recording;
  const told = recording.answers.filter(({ input }) => input.Expression === recordersQuery);
  const made = recording.regions.flatMap((region) => {
    const there = told.filter((answer) => answer.region === region);
    const [first] = there;
    if (first === undefined || there.some(({ error }) => error !== undefined)) return [];
    return recorderAnswers(first, there.flatMap(resultsOf)[0]);
  });
  return { ...recording, answers: [...recording.answers, ...made] };
}

function recorderAnswers(answer: ApiAnswer, row: JsonRecord | undefined): readonly ApiAnswer[] {
  const { output: _output, ...asked } = answer;
  const recorder = inSmallLetters(row?.configuration);
  const recorders = isRecord(recorder) ? [recorder] : [];
  return [
    {
      ...asked,
      api: 'config:DescribeConfigurationRecorders',
      output: { ConfigurationRecorders: recorders },
    },
    {
      ...asked,
      api: 'config:DescribeConfigurationRecorderStatus',
      output: { ConfigurationRecordersStatus: recorders.map(({ recording }) => ({ recording })) },
    },
  ];
}
