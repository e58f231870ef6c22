import {
  type Fact,
  known,
  type ListValue,
  type MapValue,
  type Unknown,
  unknown,
} from '../../../model/fact.ts';
import { isObject } from '../json.ts';
import { isScope, readBlock, readBlocks, readString } from '../reader.ts';
import { maskUnder } from '../redaction.ts';
import type { Scope } from '../scope.ts';
import { maskedFact, missingFact, missingList } from '../unset.ts';

export type Texts = Fact<ListValue<string>>;

/** What a metric alarm looks at. */
export interface Watched {
  readonly metrics: Texts;
  readonly dimensions: Fact<MapValue<string>>;
}

/** What it watches stands in the alarm itself, or in the metrics of its expression. */
export function readWatched(at: Scope): Watched {
  const { items: queries, open: hidden } = readBlocks(at, 'metric_query');
  const metrics: Fact<string>[] = [];
  const entries: Record<string, Fact<string>> = {};
  let open = hidden;
  const add = (scope: Scope) => {
    const name = metricName(scope);
    if (name.state !== 'absent') metrics.push(name);
    const read = readDimensions(scope);
    open ??= read.open;
    for (const [key, value] of Object.entries(read.entries)) collect(entries, key, value);
  };
  if (queries.length === 0) add(at);
  for (const query of queries) {
    const metric = readBlock(query, 'metric');
    if (isScope(metric)) add(metric);
    else open ??= metric ?? searchIn(query);
  }
  const path = queries.length === 0 ? 'metric_name' : 'metric_query';
  return {
    // Dimensions that cannot be told leave the metric itself as it is.
    metrics: known(listOf(metrics, hidden ?? searched(queries)), at.place, path),
    dimensions: known(open === undefined ? { entries } : { entries, open }, at.place, 'dimensions'),
  };
}

/** Metrics of one expression may have different values for one dimension: the second gets a key of its own. */
function collect(entries: Record<string, Fact<string>>, key: string, value: Fact<string>): void {
  const earlier = entries[key];
  const isSame = earlier?.state === 'known' && value.state === 'known' && earlier.value === value.value;
  if (!isSame) entries[earlier === undefined ? key : `${key} ${Object.keys(entries).length}`] = value;
}

function searched(queries: readonly Scope[]): Unknown | undefined {
  return queries.map(searchIn).find((cause) => cause !== undefined);
}

/** A search, or a query in Metrics Insights' SQL, takes in whatever fits it. */
function searchIn(query: Scope): Unknown | undefined {
  const expression = readString(query, 'expression', 'absent');
  if (expression.state === 'unknown') return expression;
  if (expression.state !== 'known' || !/\bSEARCH\s*\(|^\s*SELECT\b/i.test(expression.value)) return undefined;
  return unknown('unreadable', 'what its search for metrics finds is not looked into', {
    place: query.place,
    path: `${query.prefix}expression`,
  });
}

/** NAMESPACE/NAME of one metric. */
function metricName(at: Scope): Fact<string> {
  const name = readString(at, 'metric_name', 'absent');
  const namespace = readString(at, 'namespace', 'absent');
  if (name.state !== 'known') return name;
  if (namespace.state !== 'known') return namespace;
  return known(`${namespace.value}/${name.value}`, at.place, name.path);
}

interface Dimensions {
  readonly entries: Readonly<Record<string, Fact<string>>>;
  readonly open?: Unknown;
}

/** Where one value is known only after apply, so is the whole map: its keys are not known either. */
function readDimensions(at: Scope): Dimensions {
  const value = at.values.dimensions;
  if (!isObject(value)) {
    const missing = missingFact<true>(at, 'dimensions', { default: true }, true);
    return missing.state === 'unknown' ? { entries: {}, open: missing } : { entries: {} };
  }
  const mask = maskUnder(at.unknown, 'dimensions');
  const facts = Object.entries(value).map(([key, text]): [string, Fact<string>] => {
    if (text === null || maskUnder(mask, key) === true) return [key, missingList(at, 'dimensions')];
    if (at.holdsSecret(String(text))) return [key, maskedFact(at, 'dimensions')];
    return [key, known(String(text), at.place, `${at.prefix}dimensions.${key}`)];
  });
  const hidden = Object.keys(isObject(mask) ? mask : {}).filter((key) => !(key in value));
  for (const key of hidden) facts.push([key, missingList(at, 'dimensions')]);
  return { entries: Object.fromEntries(facts) };
}

/** The values of a map, without their keys. */
export function valuesOf(dimensions: Fact<MapValue<string>>): Texts {
  if (dimensions.state !== 'known') return dimensions;
  const { entries, open } = dimensions.value;
  return known(listOf(Object.values(entries), open), dimensions.place, dimensions.path);
}

export function listOf(items: readonly Fact<string>[], open: Unknown | undefined): ListValue<string> {
  return open === undefined ? { items } : { items, open };
}
