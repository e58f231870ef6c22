import type { Fact, ListValue, MapValue, Unknown } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';

export type Texts = Fact<ListValue<string>>;

/** What a metric alarm looks at. */
export interface Watched {
  readonly metrics: Texts;
  readonly dimensions: Fact<MapValue<string>>;
}

/** How one source writes an alarm's own metric. */
export interface MetricPaths {
  readonly metricName: string;
  readonly namespace: string;
  readonly dimensions: string;
}

/** The metric that stands in the alarm itself; undefined where none does. */
export function ownMetric(item: ItemReader, paths: MetricPaths): Watched | undefined {
  const name = item.string(paths.metricName, 'absent');
  const namespace = item.string(paths.namespace, 'absent');
  const cause = [name, namespace].find(({ state }) => state === 'unknown');
  if (cause !== undefined) return { metrics: cause as Fact<never>, dimensions: cause as Fact<never> };
  if (name.state !== 'known' || namespace.state !== 'known') return undefined;
  const metric = item.known(paths.metricName, `${namespace.value}/${name.value}`);
  return {
    metrics: item.known(paths.metricName, { items: [metric] }),
    dimensions: dimensionsAt(item, paths.dimensions),
  };
}

/**
 * The metrics of an expression, those of other accounts left out.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_MetricDataQuery.html
 */
export function metricsOfExpression(item: ItemReader, path: string, account: string): Watched {
  const queries = item.list(path, (query) => query);
  if (queries.state !== 'known') return { metrics: queries as Texts, dimensions: queries as Fact<never> };
  const readers = queries.value.items.flatMap((query) => (query.state === 'known' ? [query.value] : []));
  const watched = readers.flatMap((query) => metricOf(query, account) ?? []);
  const hidden = [...readers.map(searchIn), ...watched.map(({ metrics }) => metrics)].find(isUnknown);
  const open = hidden ?? watched.map(({ dimensions }) => dimensions).find(isUnknown);
  const items = watched.flatMap(({ metrics }) => (metrics.state === 'known' ? metrics.value.items : []));
  const entries: Record<string, Fact<string>> = {};
  for (const { dimensions } of watched) {
    if (dimensions.state !== 'known') continue;
    for (const [key, value] of Object.entries(dimensions.value.entries)) collect(entries, key, value);
  }
  return {
    metrics: item.known(path, hidden === undefined ? { items } : { items, open: hidden }),
    dimensions: item.known(path, open === undefined ? { entries } : { entries, open }),
  };
}

const metricPaths: MetricPaths = {
  metricName: 'MetricName',
  namespace: 'Namespace',
  dimensions: 'Dimensions',
};

/** The metric of one query; an expression has none, and another account's is none of this one's. */
function metricOf(query: ItemReader, account: string): Watched | undefined {
  const owner = query.json('AccountId');
  const metric = query.within('MetricStat.Metric');
  const isOwn = owner === undefined || owner === account;
  return metric === undefined || !isOwn ? undefined : ownMetric(metric, metricPaths);
}

function isUnknown(fact: Fact | undefined): fact is Unknown {
  return fact?.state === 'unknown';
}

/** Metrics of one expression may have different values for one dimension: the second gets a key of its own. */
function collect(entries: Record<string, Fact<string>>, key: string, value: Fact<string>): void {
  const earlier = entries[key];
  const isSame = earlier?.state === 'known' && value.state === 'known' && earlier.value === value.value;
  if (!isSame) entries[earlier === undefined ? key : `${key} ${Object.keys(entries).length}`] = value;
}

/** A search, or a query in Metrics Insights' SQL, takes in whatever fits it. */
function searchIn(query: ItemReader): Unknown | undefined {
  const expression = query.json('Expression');
  if (typeof expression !== 'string' || !/\bSEARCH\s*\(|^\s*SELECT\b/i.test(expression)) return undefined;
  const cause = query.unknown(
    'Expression',
    'unreadable',
    'what its search for metrics finds is not looked into',
  );
  return cause as Unknown;
}

function dimensionsAt(item: ItemReader, path: string): Fact<MapValue<string>> {
  const pairs = item.list(path, (pair) => [pair.string('name'), pair.string('value')] as const);
  if (pairs.state !== 'known') return pairs as Fact<never>;
  const entries: Record<string, Fact<string>> = {};
  for (const pair of pairs.value.items) {
    const [name, value] = pair.state === 'known' ? pair.value : [];
    if (name?.state !== 'known' || value === undefined)
      return item.unknown(path, 'unreadable', 'a dimension of it has no name');
    entries[name.value] = value;
  }
  return item.known(path, { entries });
}

/**
 * The values of a map, without their keys. Services of two clusters may have one name, so that a service goes by both:
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/available-metrics.html
 */
export function valuesOf(dimensions: Fact<MapValue<string>>): Texts {
  if (dimensions.state !== 'known') return dimensions as Texts;
  const { entries, open } = dimensions.value;
  const { ClusterName: cluster, ServiceName: service } = entries;
  const both = cluster?.state === 'known' && service?.state === 'known';
  const items = Object.values(entries).map((value) =>
    both && value === service ? { ...service, value: `service/${cluster.value}/${service.value}` } : value,
  );
  return { ...dimensions, value: open === undefined ? { items } : { items, open } };
}
