import type { ApiAnswer } from './answer.ts';

const columns = [
  'accountId',
  'awsRegion',
  'arn',
  'availabilityZone',
  'resourceId',
  'resourceName',
  'resourceType',
  'configurationItemStatus',
  'configurationItemCaptureTime',
  'resourceCreationTime',
  'recordingFrequency',
  'tags',
  'configuration',
  'supplementaryConfiguration',
  'relationships',
];

/**
 * The whole inventory. `SELECT *` would leave out configuration, tags and status:
 * https://docs.aws.amazon.com/config/latest/developerguide/querying-AWS-resources.html
 */
export const inventoryQuery = `SELECT ${columns.join(', ')}`;

/** How many of each type the query service knows; it is blind for some types that AWS Config records. */
export const countQuery = 'SELECT resourceType, COUNT(*) GROUP BY resourceType';

/** The same queries over all accounts of an aggregator. */
export const aggregateSelect = 'config:SelectAggregateResourceConfig';

/** Which accounts and regions an aggregator knows anything of. */
export const placesQuery = 'SELECT accountId, awsRegion, COUNT(*) GROUP BY accountId, awsRegion';

/** AWS Config records its own recorders everywhere: a place without one is dark. */
export const recordersQuery =
  "SELECT accountId, awsRegion, configuration WHERE resourceType = 'AWS::Config::ConfigurationRecorder'";

/** One account at a time, so that memory is bounded by the largest of them. */
export function accountQuery(account: string): string {
  return `${inventoryQuery} WHERE accountId = '${account}'`;
}

/** How many of each type each of its regions has. */
export function accountCountQuery(account: string): string {
  return `SELECT awsRegion, resourceType, COUNT(*) WHERE accountId = '${account}' GROUP BY awsRegion, resourceType`;
}

/** Whether an answer is a page of the inventory, and not of the counts. */
export function isInventory({ api, input: { Expression } }: ApiAnswer): boolean {
  if (api === 'config:SelectResourceConfig') return Expression === inventoryQuery;
  return api === aggregateSelect && String(Expression).startsWith(`${inventoryQuery} WHERE accountId`);
}

/** Whether an answer counts what the query service knows. */
export function isCount({ api, input: { Expression } }: ApiAnswer): boolean {
  if (api === 'config:SelectResourceConfig') return Expression === countQuery;
  return api === aggregateSelect && String(Expression).startsWith('SELECT awsRegion, resourceType, COUNT(*)');
}
