import type { Action } from '../action.ts';
import type { ApiAnswer } from '../answer.ts';
import type { Collector, Session } from '../collector.ts';
import { countByType, discoveredCounts, inventoryRows, keyOf, listedRows } from '../config-rows.ts';
import { configKinds } from '../config-types.ts';
import { type JsonRecord, recordsOf, textOf } from '../plain.ts';
import { countQuery, inventoryQuery } from '../queries.ts';

const actions: readonly Action[] = [
  {
    api: 'config:DescribeConfigurationRecorders',
    scope: 'region',
    gives: 'what AWS Config records',
    kinds: configKinds,
    fields: ['ConfigurationRecorders'],
  },
  {
    api: 'config:DescribeConfigurationRecorderStatus',
    scope: 'region',
    gives: 'whether AWS Config is recording',
    kinds: configKinds,
    fields: ['ConfigurationRecordersStatus'],
  },
  {
    api: 'config:GetDiscoveredResourceCounts',
    scope: 'region',
    gives: 'the number of resources that AWS Config knows',
    kinds: configKinds,
    fields: ['resourceCounts'],
    token: 'nextToken',
    input: { limit: 100 },
  },
  {
    api: 'config:SelectResourceConfig',
    scope: 'region',
    gives: 'the inventory of AWS Config',
    kinds: configKinds,
    fields: ['Results'],
    token: 'NextToken',
    input: { Limit: 100 },
  },
  {
    api: 'config:ListDiscoveredResources',
    scope: 'region',
    gives: 'resources that advanced queries do not serve',
    kinds: configKinds,
    fields: ['resourceIdentifiers'],
    token: 'nextToken',
    input: { limit: 100, includeDeletedResources: false },
    optional: true,
  },
  {
    api: 'config:BatchGetResourceConfig',
    scope: 'region',
    gives: 'resources that advanced queries do not serve',
    kinds: configKinds,
    fields: ['baseConfigurationItems'],
    optional: true,
  },
];

/** The most keys that one BatchGetResourceConfig takes. */
const batchSize = 100;

/** What AWS Config knows of one region, and whether that is everything. */
async function collectConfig(session: Session, region: string): Promise<void> {
  await session.one('config:DescribeConfigurationRecorders', region);
  await session.one('config:DescribeConfigurationRecorderStatus', region);
  const counts = await session.pages('config:GetDiscoveredResourceCounts', region);
  const inventory = await session.pages('config:SelectResourceConfig', region, {
    Expression: inventoryQuery,
  });
  await session.pages('config:SelectResourceConfig', region, { Expression: countQuery });
  if (inventory.some((answer) => answer.error !== undefined)) return;
  await fillBlindTypes(session, region, { counts, inventory });
}

/**
 * Advanced queries do not serve every type that AWS Config records, and say nothing about it: zero rows is not zero
 * resources. What the counts know and the rows lack is listed and got one by one.
 */
async function fillBlindTypes(
  session: Session,
  region: string,
  read: { readonly counts: readonly ApiAnswer[]; readonly inventory: readonly ApiAnswer[] },
): Promise<void> {
  const rows = inventoryRows(read.inventory);
  const had = countByType(rows);
  const known = new Set(rows.map(keyOf));
  const lacking = [...discoveredCounts(read.counts)].filter(([type, count]) => (had.get(type) ?? 0) < count);
  for (const [type] of lacking.sort(([a], [b]) => (a < b ? -1 : 1))) {
    const listed = await session.pages('config:ListDiscoveredResources', region, { resourceType: type });
    const missing = listedRows(listed).filter((row) => !known.has(keyOf(row)));
    await getMissing(
      session,
      region,
      missing.map((row) => ({ resourceType: row.type, resourceId: row.id })),
    );
  }
}

async function getMissing(session: Session, region: string, keys: readonly JsonRecord[]): Promise<void> {
  for (let from = 0; from < keys.length; from += batchSize) {
    await getBatch(session, region, keys.slice(from, from + batchSize));
  }
}

/** AWS may leave keys unprocessed; they are asked for again as long as that makes them fewer. */
async function getBatch(session: Session, region: string, keys: readonly JsonRecord[]): Promise<void> {
  const answer = await session.one('config:BatchGetResourceConfig', region, { resourceKeys: keys });
  const left = recordsOf(answer.output, 'unprocessedResourceKeys').filter(
    (key) => textOf(key, 'resourceId') !== undefined,
  );
  if (left.length > 0 && left.length < keys.length) await getBatch(session, region, left);
}

/** AWS Config, the inventory. */
export const config: Collector = { actions, collect: collectConfig };
