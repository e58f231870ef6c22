import { actions, findAction } from '../../../src/sources/aws-account/actions.ts';
import { emptyOutput } from '../../../tools/sample-account/empty-output.ts';
import type { Json, Received, Refusal, Told } from './exchange.ts';
import { cutPage } from './pages.ts';
import { recorder, recording } from './recorder.ts';
import { isList, membersOfSchema, outputSchema, resolve } from './schema.ts';
import { serviceOf } from './services.ts';

/** One resource of AWS Config, as a row of an advanced query gives it. */
export interface ConfigItem extends Json {
  readonly resourceType: string;
  readonly resourceId: string;
}

/** What one region holds: outputs by API in the SDK's field names, and the items of AWS Config. */
export interface FakeRegion {
  readonly items?: readonly ConfigItem[];
  /** Types that AWS Config records and its queries do not serve. */
  readonly blindTypes?: readonly string[];
  /** Counts that AWS Config tells, where they are not those of the items. */
  readonly counts?: Readonly<Record<string, number>>;
  /** An output, or one for each question. */
  readonly outputs?: Readonly<Record<string, Json | ((input: Json) => Json | undefined)>>;
}

/** An account as plain JSON. `global` holds what there is once for the account. */
export interface FakeAccount {
  readonly id: string;
  readonly arn: string;
  readonly regions: Readonly<Record<string, FakeRegion>>;
  /** Regions that are not switched on. */
  readonly off?: readonly string[];
  /** The longest page of any list, where that is shorter than was asked. */
  readonly longestPage?: number;
}

/** What an account with nothing in it answers, where that is no empty list. */
const unlisted: Readonly<Record<string, Json>> = {
  'config:DescribeConfigurationRecorders': { ConfigurationRecorders: [recorder] },
  'config:DescribeConfigurationRecorderStatus': { ConfigurationRecordersStatus: [recording] },
  'ec2:GetEbsEncryptionByDefault': { EbsEncryptionByDefault: false },
  'iam:GetAccountSummary': { SummaryMap: { AccountMFAEnabled: 1, AccountAccessKeysPresent: 0 } },
  'iam:GenerateCredentialReport': { State: 'COMPLETE' },
  'iam:GetCredentialReport': { Content: 'user,arn\n', ReportFormat: 'text/csv' },
};

const nothing = new Map<string, Json>(
  actions.flatMap((action) => {
    const output = action.noneIs === undefined ? (unlisted[action.api] ?? emptyOutput(action)) : undefined;
    return output === undefined ? [] : [[action.api, withEmptyLists(action.api, output)]];
  }),
);

/** A path of the table of actions leads through structures and through lists. */
function withEmptyLists(api: string, output: Json): Json {
  const lists = membersOfSchema(outputSchema(api)).filter(({ schema }) => isList(resolve(schema)));
  const entries = lists.filter(({ name }) => name in output).map(({ name }) => [name, []]);
  return unlisted[api] ?? { ...output, ...Object.fromEntries(entries) };
}

const assumed = {
  AccessKeyId: 'ASIAEXAMPLE',
  SecretAccessKey: 'example',
  SessionToken: 'example',
  Expiration: '2999-01-01T00:00:00Z',
};

/** What a fake account has to say to a call. */
export function tellOf(account: FakeAccount, call: Received): Told {
  if (account.off?.includes(call.region)) return { refusal: strangerTo(call.api) };
  const output = answerFor(account, call);
  const none = { status: 404, code: noneOf(call.api), message: 'There is none' };
  return output === undefined
    ? { refusal: none }
    : { output: cutPage(call, output, account.longestPage ?? Number.POSITIVE_INFINITY) };
}

/** A region that is off does not know the credentials. */
function strangerTo(api: string): Refusal {
  const codes = {
    ec2: 'AuthFailure',
    json: 'UnrecognizedClientException',
    query: 'InvalidClientTokenId',
    'rest-xml': 'InvalidClientTokenId',
  };
  const { protocol } = serviceOf(api);
  return { status: 401, code: codes[protocol], message: 'The credentials are not known here' };
}

function noneOf(api: string): string {
  return findAction(api)?.noneIs?.[0] ?? 'NoSuchEntity';
}

/** The whole output of a call, before it is cut into pages; undefined when the account has no such thing. */
function answerFor(account: FakeAccount, { api, region, input }: Received): Json | undefined {
  if (api === 'sts:GetCallerIdentity')
    return { Account: account.id, Arn: account.arn, UserId: 'AIDAEXAMPLE' };
  if (api === 'sts:AssumeRole') return { Credentials: assumed };
  if (api === 'ec2:DescribeRegions') return { Regions: regionsOf(account, input) };
  const held = account.regions[findAction(api)?.scope === 'account' ? 'global' : region] ?? {};
  const output = held.outputs?.[api];
  if (typeof output === 'function') return output(input);
  return output ?? configAnswer(held, api, input) ?? nothing.get(api);
}

function regionsOf(account: FakeAccount, { Filters }: Json): readonly Json[] {
  const wanted = ((Filters ?? []) as readonly { Values: readonly string[] }[]).flatMap(
    ({ Values }) => Values,
  );
  const on = Object.keys(account.regions).filter((region) => region !== 'global');
  return [
    ...on.map((name) => ({ RegionName: name, OptInStatus: 'opt-in-not-required' })),
    ...(account.off ?? []).map((name) => ({ RegionName: name, OptInStatus: 'not-opted-in' })),
  ].filter(({ RegionName }) => wanted.length === 0 || wanted.includes(RegionName));
}

function configAnswer(held: FakeRegion, api: string, input: Json): Json | undefined {
  const items = held.items ?? [];
  switch (api) {
    case 'config:SelectResourceConfig': {
      return { Results: rowsOf(held, /GROUP BY/.test(String(input.Expression))) };
    }
    case 'config:GetDiscoveredResourceCounts': {
      const counts = { ...countsOf(items), ...held.counts };
      return {
        totalDiscoveredResources: items.length,
        resourceCounts: Object.entries(counts).map(([resourceType, count]) => ({ resourceType, count })),
      };
    }
    case 'config:ListDiscoveredResources': {
      const listed = items.filter(({ resourceType }) => resourceType === input.resourceType);
      return {
        resourceIdentifiers: listed.map(({ resourceType, resourceId }) => ({ resourceType, resourceId })),
      };
    }
    case 'config:BatchGetResourceConfig': {
      const keys = (input.resourceKeys as readonly ConfigItem[]).map(keyOf);
      const got = items.filter((item) => keys.includes(keyOf(item)));
      return { baseConfigurationItems: got.map(toBatch), unprocessedResourceKeys: [] };
    }
    default:
      return undefined;
  }
}

/** Written once for all pages. */
const written = new WeakMap<
  FakeRegion,
  { readonly rows: readonly string[]; readonly counts: readonly string[] }
>();

function rowsOf(held: FakeRegion, grouped: boolean): readonly string[] {
  const served = () =>
    (held.items ?? []).filter(({ resourceType }) => held.blindTypes?.includes(resourceType) !== true);
  const texts = (rows: readonly Json[]) => rows.map((row) => JSON.stringify(row));
  const known = written.get(held) ?? { rows: texts(served()), counts: texts(countRows(served())) };
  written.set(held, known);
  return grouped ? known.counts : known.rows;
}

function keyOf({ resourceType, resourceId }: ConfigItem): string {
  return `${resourceType} ${resourceId}`;
}

function countsOf(items: readonly ConfigItem[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { resourceType } of items) counts[resourceType] = (counts[resourceType] ?? 0) + 1;
  return counts;
}

function countRows(items: readonly ConfigItem[]): readonly Json[] {
  return Object.entries(countsOf(items)).map(([resourceType, count]) => ({
    resourceType,
    'COUNT(*)': count,
  }));
}

/** A batch get gives the configuration as text, and neither tags nor relationships. */
function toBatch({ tags: _tags, relationships: _relationships, configuration, ...item }: ConfigItem): Json {
  const supplementary = Object.entries((item.supplementaryConfiguration ?? {}) as Json);
  return {
    ...item,
    configuration: JSON.stringify(configuration),
    supplementaryConfiguration: Object.fromEntries(
      supplementary.map(([key, value]) => [key, JSON.stringify(value)]),
    ),
  };
}
