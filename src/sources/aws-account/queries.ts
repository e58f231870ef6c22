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

/** Whether an answer is a page of the inventory, and not of the counts. */
export function isInventory(answer: ApiAnswer): boolean {
  return answer.api === 'config:SelectResourceConfig' && answer.input.Expression === inventoryQuery;
}
