import type { ConfigItem } from './account.ts';
import type { Json, Received, Told } from './exchange.ts';
import { cutPage } from './pages.ts';

/** An aggregator of AWS Config: the items of all accounts in one place. */
export interface FakeAggregator {
  readonly name: string;
  readonly items: readonly ConfigItem[];
  /** Types that its queries do not serve. */
  readonly blindTypes?: readonly string[];
  readonly statuses?: readonly Json[];
}

/** The item that AWS Config keeps of its own recorder. */
export function recorderItem(account: string, region: string, more: Json = {}): ConfigItem {
  const configuration = {
    Name: 'default',
    Recording: true,
    RecordingGroup: { AllSupported: true, IncludeGlobalResourceTypes: true, ResourceTypes: [] },
    RecordingMode: { RecordingFrequency: 'CONTINUOUS' },
    ...more,
  };
  return {
    accountId: account,
    awsRegion: region,
    resourceId: `${account}-${region}`,
    resourceType: 'AWS::Config::ConfigurationRecorder',
    configurationItemStatus: 'OK',
    configurationItemCaptureTime: '2026-11-20T00:00:00.000Z',
    configuration,
    supplementaryConfiguration: {},
    tags: [],
  };
}

/** What an aggregator has to say to a call; undefined when the call is not for it. */
export function tellOfAggregator(aggregator: FakeAggregator, call: Received): Told | undefined {
  const output = outputOf(aggregator, call);
  if (output === undefined) return undefined;
  if (call.input.ConfigurationAggregatorName !== aggregator.name) {
    const message = 'The configuration aggregator does not exist.';
    return { refusal: { status: 400, code: 'NoSuchConfigurationAggregatorException', message } };
  }
  return { output: cutPage(call, output, 100) };
}

function outputOf(
  { items, blindTypes, statuses }: FakeAggregator,
  { api, input }: Received,
): Json | undefined {
  switch (api) {
    case 'config:SelectAggregateResourceConfig': {
      const served = items.filter(({ resourceType }) => blindTypes?.includes(resourceType) !== true);
      return { Results: rows(served, String(input.Expression)).map((row) => JSON.stringify(row)) };
    }
    case 'config:GetAggregateDiscoveredResourceCounts': {
      const { AccountId } = input.Filters as Json;
      const counts = grouped(
        items.filter(({ accountId }) => accountId === AccountId),
        ['resourceType'],
      );
      return {
        TotalDiscoveredResources: items.length,
        GroupByKey: 'RESOURCE_TYPE',
        GroupedResourceCounts: counts.map((row) => ({
          GroupName: row.resourceType,
          ResourceCount: row['COUNT(*)'],
        })),
      };
    }
    case 'config:DescribeConfigurationAggregatorSourcesStatus':
      return { AggregatedSourceStatusList: statuses ?? [] };
    default:
      return undefined;
  }
}

/** The part of the query language that is used: columns, equality, counting. */
function rows(items: readonly ConfigItem[], expression: string): readonly Json[] {
  const [, columns = '', where = '', group = ''] =
    /^SELECT (.*?)(?: WHERE (.*?))?(?: GROUP BY (.*))?$/.exec(expression) ?? [];
  const conditions = [...where.matchAll(/(\w+) = '([^']*)'/g)];
  const met = items.filter((item) => conditions.every(([, name = '', value]) => item[name] === value));
  if (group !== '') return grouped(met, group.split(', '));
  return met.map((item) => Object.fromEntries(columns.split(', ').map((column) => [column, item[column]])));
}

function grouped(items: readonly ConfigItem[], by: readonly string[]): readonly Json[] {
  const groups = new Map<string, Record<string, unknown>>();
  for (const item of items) {
    const key = JSON.stringify(by.map((name) => item[name]));
    const group = groups.get(key) ?? {
      ...Object.fromEntries(by.map((name) => [name, item[name]])),
      'COUNT(*)': 0,
    };
    groups.set(key, { ...group, 'COUNT(*)': Number(group['COUNT(*)']) + 1 });
  }
  return [...groups.values()];
}
