import type { Fact } from '../../../model/fact.ts';
import type { ItemReader } from './item-reader.ts';
import { type Described, managedPassword, notTold } from './rds-described.ts';

/**
 * RDS answers with a secret only where it keeps the password in Secrets Manager, and AWS Config's published properties do not
 * list it: there its presence proves much, its absence nothing.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_MasterUserSecret.html
 */
export function managedMasterPassword(item: ItemReader, told: Described): Fact<boolean> {
  const path = 'configuration.masterUserSecret';
  if (item.within(path) !== undefined) return item.known(path, true);
  return managedPassword(told) ?? notTold(told, 'MasterUserSecret');
}

/** Where somebody took a password from is not to be seen in the account. */
export function passwordFromSecret(item: ItemReader): Fact<boolean> {
  const detail = 'AWS does not record where a password comes from';
  return item.unknown('configuration.masterUsername', 'not-recorded', detail);
}
